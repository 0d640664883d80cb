/** What lies where for a term of a counting plan: raw records, written by `src/grandiso/pack-count.ts` and its
 *  neighbours. Fields are 4 bytes unless they say 64; the record of each kind begins with that of `Term`. */
import { aheadBytes, lastTouch, touch } from './read-ahead'

@unmanaged
export class Term {
  /** Raw units counted in this slice. */
  sum: i64
  work: u64
  mostWork: u64
  mostSum: i64
  /** The host node that is the next root, and the first that is none. */
  root: u32
  end: u32
  /** Where within the root the slice begins and stops: places in rows, by step. */
  positionCount: u32
  position1: u32
  position2: u32
  position3: u32
  nodeCount: u32
  codedOffsets: usize
  codedEntries: usize
  codedBelow: usize
  outOffsets: usize
  inOffsets: usize
  /** One per host node; sets are there from the beginning, all else is taken back at the end of a slice. */
  marks: usize
  markBytes: u32
  /** Keeps `touch` alive. */
  touched: u32
}

export function word(base: usize, index: u32): u32 {
  return load<u32>(base + ((<usize>index) << 2))
}

/** Address of the first coded entry of a host node. */
export function codedBegin(term: Term, node: u32): usize {
  return term.codedEntries + ((<usize>word(term.codedOffsets, node)) << 2)
}

export function codedEnd(term: Term, node: u32): usize {
  return codedBegin(term, node + 1)
}

/** Reads ahead in the rows of the coded entries at `at`; answers where they end. */
export function touchRows(term: Term, at: usize, end: usize): usize {
  const last = lastTouch(term.codedEntries, codedBegin(term, term.nodeCount))
  const stop = min(end, at + aheadBytes)
  let touched: u32 = 0
  for (; at < stop; at += 4) touched |= touch(codedBegin(term, load<u32>(at) >>> 2), last)
  term.touched = touched
  return stop
}

/** The code of (b, a) for that of (a, b). */
export function swapCode(code: u32): u32 {
  return ((code & 1) << 1) | (code >>> 1)
}

/** Whether a slice has done enough. */
export function isEnough(term: Term): bool {
  const sum = term.sum
  return term.work >= term.mostWork || (sum < 0 ? -sum : sum) >= term.mostSum
}
