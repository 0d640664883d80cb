/** The hot loops over one row: set, clear and test the marks of its host nodes. No allocation. */
import { lowerBound } from './csr'

/** One mark per host node, as wide as the flags need. */
export type Marks = Uint8Array | Uint32Array

export function createMarks(nodeCount: number, flagCount: number): Marks {
  return flagCount <= 8 ? new Uint8Array(nodeCount) : new Uint32Array(nodeCount)
}

export function setFlag(marks: Marks, targets: Uint32Array, begin: number, end: number, bit: number): void {
  for (let i = begin; i < end; i++) marks[targets[i]!]! |= bit
}

export function clearFlag(marks: Marks, targets: Uint32Array, begin: number, end: number, bit: number): void {
  const rest = ~bit
  for (let i = begin; i < end; i++) marks[targets[i]!]! &= rest
}

/** The first place in `row[begin … end)` whose node carries what is wanted, or −1. */
export function findMarked(
  marks: Marks,
  row: Uint32Array,
  begin: number,
  end: number,
  mask: number,
  want: number,
): number {
  for (let i = begin; i < end; i++) if ((marks[row[i]!]! & mask) === want) return i
  return -1
}

/** How many nodes of `row[begin … end)` carry what is wanted. Branch-free: x − 1 is negative for x = 0 only. */
export function countMarked(
  marks: Marks,
  row: Uint32Array,
  begin: number,
  end: number,
  mask: number,
  want: number,
): number {
  let count = 0
  let i = begin
  for (; i + 3 < end; i += 4) {
    count += (((marks[row[i]!]! & mask) ^ want) - 1) >>> 31
    count += (((marks[row[i + 1]!]! & mask) ^ want) - 1) >>> 31
    count += (((marks[row[i + 2]!]! & mask) ^ want) - 1) >>> 31
    count += (((marks[row[i + 3]!]! & mask) ^ want) - 1) >>> 31
  }
  for (; i < end; i++) count += (((marks[row[i]!]! & mask) ^ want) - 1) >>> 31
  return count
}

/** How many nodes of the ascending `row[begin … end)` are none of the first `usedCount` of `used`, which are distinct:
 *  by looking up the used ones. */
export function countUnused(
  row: Uint32Array,
  begin: number,
  end: number,
  used: Uint32Array,
  usedCount: number,
): number {
  let count = end - begin
  for (let i = 0; i < usedCount; i++) {
    const place = lowerBound(row, begin, end, used[i]!)
    if (place < end && row[place] === used[i]) count--
  }
  return count
}
