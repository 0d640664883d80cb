/** The records of a pairs term, written by `src/grandiso/pack-count.ts`, and how its rows are read: whole, or above the
 *  root, where the last root left off. */
import { Term, word } from './count-layout'
import { aheadBytes, lastTouch, touch } from './read-ahead'
import { lowerBound } from './row-loops'

/** Rows of host nodes, or of coded entries of which only some codes count. */
@unmanaged
export class Walk {
  offsets: usize
  items: usize
  /** 0: plain numbers; 2: coded entries. */
  shift: u32
  codes: u32
  /** Per host node: the place of the first item that may be above the root; 0 where no bound is kept. */
  starts: usize
}

@unmanaged
export class PairTerm extends Term {
  /** Middles in all, and the walks of one, or of the two kinds that differ. */
  middleCount: u32
  kinds: u32
  near1: usize
  far1: usize
  near2: usize
  far2: usize
  /** The coded rows, for middles that could be either. */
  around: usize
  /** Of middles that could be either: their codes towards X, and from there to Y. */
  bothNear: u32
  bothFar: u32
  /** Marks that a host node must carry to be X, the middles, Y. */
  rootMark: u32
  mark1: u32
  mark2: u32
  farMark: u32
  /** Whether Y, and whether middles must be above the root. */
  isFarAbove: u32
  isMiddleAbove: u32
  between: u32
  counts1: usize
  counts2: usize
  countsBoth: usize
  list: usize
  /** Starts hold for roots from here on. */
  startsRoot: u32
}

export function walkOf(address: usize): Walk {
  return changetype<Walk>(address)
}

export function itemsBegin(walk: Walk, node: u32): usize {
  return walk.items + ((<usize>word(walk.offsets, node)) << 2)
}

export function itemsEnd(walk: Walk, node: u32): usize {
  return itemsBegin(walk, node + 1)
}

/** The first item of a far row that counts: the starts only ever move on, as the roots do. */
export function farBegin(term: PairTerm, walk: Walk, node: u32, root: u32): usize {
  if (!term.isFarAbove) return itemsBegin(walk, node)
  const address = walk.starts + ((<usize>node) << 2)
  const start = load<u32>(address)
  let at = walk.items + ((<usize>start) << 2)
  const end = itemsEnd(walk, node)
  const shift = walk.shift
  while (at < end && load<u32>(at) >>> shift <= root) at += 4
  store<u32>(address, <u32>((at - walk.items) >>> 2))
  return at
}

export function nearBegin(term: PairTerm, walk: Walk, root: u32): usize {
  const begin = itemsBegin(walk, root)
  return term.isMiddleAbove ? lowerBound(begin, itemsEnd(walk, root), (root + 1) << walk.shift) : begin
}

/** Reads ahead in the far rows of the near items at `at`; answers where they end. */
export function touchFar(term: PairTerm, near: Walk, far: Walk, at: usize, end: usize): usize {
  const last = lastTouch(far.items, itemsBegin(far, term.nodeCount))
  const starts = far.starts ? far.starts : far.offsets
  const stop = min(end, at + aheadBytes)
  let touched: u32 = 0
  for (; at < stop; at += 4)
    touched |= touch(far.items + ((<usize>word(starts, load<u32>(at) >>> near.shift)) << 2), last)
  term.touched = touched
  return stop
}

/** The middle at a place of the near row, or −1 when it is none. */
export function middleAt(term: PairTerm, walk: Walk, at: usize, mark: u32): i32 {
  const item = load<u32>(at)
  if (walk.shift && !((walk.codes >>> (item & 3)) & 1)) return -1
  const node = item >>> walk.shift
  if (mark && ((<u32>load<u8>(term.marks + node)) & mark) !== mark) return -1
  return node
}
