/** The records of a universe term; written by `src/grandiso/pack-universe.ts`. */
import { Term, word } from './count-layout'

/** What one step asks of a later one, as a row of bits for each local number. */
@unmanaged
export class Relation {
  /** The codes whose bits are set; with `isComplement`, those whose bits are not. */
  codes: u32
  isComplement: u32
  /** 1: only larger local numbers; 2: only smaller ones; 0: either. */
  order: u32
  rows: usize
  /** The same inside one host node's choice, see `compressUniverse`; 0 where only the first step asks. */
  subRows: usize
}

/** Sets of local numbers ("slots") that are still open once the steps up to a depth are chosen. Steps to come that are
 *  asked the same share one. Depth 0 is before any step. */
@unmanaged
export class Depth {
  slotCount: u32
  /** At depth 0: codes and mark of each slot. Behind it: the slot at the depth before, and a step
   *  that it is for. Two u32 each. */
  slots: usize
  /** By step: its slot. */
  slotOf: usize
}

@unmanaged
export class UniverseTerm extends Term {
  stepCount: u32
  relationCount: u32
  relations: usize
  /** By earlier step × stepCount + later step. */
  relationOf: usize
  depths: usize
  rootMark: u32
  isRootBelow: u32
  /** u16 per host node: the local number of those that have one. */
  local: usize
  /** u8 per host node: 4 for those, else 0. */
  isLocal: usize
  /** Host nodes by local number. */
  nodes: usize
  /** u8 by local number: the slots of depth 0 that hold it, as bits. */
  members: usize
  list: usize
  /** Bit sets by depth and slot, of `setBytes` each; then those of the compressed universe. */
  sets: usize
  subSets: usize
  setBytes: usize
  /** Six words, see `planCompress`. */
  moves: usize
  mostNodes: u32
  /** While under way. */
  size: u32
  words: u32
  isSub: u32
}

export function relationAt(term: UniverseTerm, index: u32): Relation {
  return changetype<Relation>(term.relations + <usize>index * offsetof<Relation>())
}

export function depthAt(term: UniverseTerm, depth: u32): Depth {
  return changetype<Depth>(term.depths + <usize>depth * offsetof<Depth>())
}

/** Rows of the relation between two steps, in the universe under way. */
export function rowsBetween(term: UniverseTerm, earlier: u32, later: u32): usize {
  const relation = relationAt(term, word(term.relationOf, earlier * term.stepCount + later))
  return term.isSub ? relation.subRows : relation.rows
}

export function setAt(term: UniverseTerm, depth: u32, slot: u32): usize {
  const base = term.isSub ? term.subSets : term.sets
  return base + <usize>(depth * term.stepCount + slot) * term.setBytes
}

/** The set of a step once the steps before `depth` are chosen. */
export function setOf(term: UniverseTerm, depth: u32, step: u32): usize {
  return setAt(term, depth, word(depthAt(term, depth).slotOf, step))
}
