/** What lies where in a search's scratch memory: all that the loops read and write, as raw records. The twin of
 *  `src/grandiso/pack-search.ts`, which writes them; every field is 4 bytes unless it says u64, in this order. */

/** Rows of one adjacency in one direction, read at the host node of `step`; −1: the only row there is. */
@unmanaged
export class Link {
  step: i32
  /** Address of u32 offsets, by host node. */
  offsets: usize
  /** Address of u32 host nodes. */
  targets: usize
  /** A probe: whether the candidate must be there. A flag: its bit. */
  value: u32
}

/** Two host nodes compared by their codes; see `Comparison` in the model. */
@unmanaged
export class Check {
  leftStep: u32
  rightStep: u32
  /** 0 … 5: == != < <= > >=; 6: a bit of the matrix at `bits`. */
  op: u32
  left: usize
  right: usize
  numberEnd: i32
  stringEnd: i32
  rightCount: u32
  bits: usize
}

@unmanaged
export class Step {
  mask: u32
  want: u32
  /** Where candidates come from, or 0: then the `listCount` host nodes at `list`. */
  generator: usize
  list: usize
  listCount: u32
  alternatives: usize
  alternativeCount: u32
  probes: usize
  probeCount: u32
  flags: usize
  flagCount: u32
  /** Steps whose host nodes bound this one's from below, and from above. */
  above: usize
  aboveCount: u32
  below: usize
  belowCount: u32
  checks: usize
  checkCount: u32
  /** The array under way, its row's first place, the next candidate and the row's end: addresses. */
  targets: usize
  begin: usize
  place: usize
  end: usize
  isSwapped: u32
}

@unmanaged
export class Search {
  work: u64
  matches: u64
  mostWork: u64
  mostMatches: u64
  marks: usize
  /** 1 or 4. */
  markBytes: u32
  nodeCount: u32
  last: i32
  steps: usize
  /** Host nodes by step. */
  nodes: usize
  /** A cursor's positions, coming and going. */
  positions: usize
  positionCount: u32
  root: u32
  skip: u32
  rangeEnd: u32
  isByEdge: u32
  depth: i32
  isCounting: u32
  rows: usize
  rowCount: u32
  mostRows: u32
  isFull: u32
  columnCount: u32
  /** Steps by column, for each mapping a match stands for. */
  mappings: usize
  mappingCount: u32
  muchShorter: u32
  longRow: u32
  /** For listing: some host nodes, and the values of a row. */
  kept: usize
  pattern: usize
}

/** The flag of host nodes that an earlier step holds. */
export const usedFlag: u32 = 1
