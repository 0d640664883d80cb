/** What the four kinds of counters have in common: a layer, marks with pair codes, and an account of their work. */
import type { CodedRows, CountSpace, CountTerm, SetIndex } from '../../model/count-plan'

/** Counts one root after the other. */
export interface RootCounter {
  /** The raw count of a root; exact below 2^53. */
  count(root: number): number
  /** Row entries read so far, roughly. */
  work: number
}

/** Per host node: whether it is in the set; null: all are. */
export function membersOf(space: CountSpace, set: SetIndex, nodeCount: number): Uint8Array | null {
  if (set === null) return null
  const isIn = new Uint8Array(nodeCount)
  for (const node of space.sets[set]!) isIn[node] = 1
  return isIn
}

export function rowsOfTerm(space: CountSpace, { layer }: CountTerm): CodedRows {
  return space.layers[layer]!.coded
}

/** The code of each host node seen from the one whose row was marked; 0 for all others. */
export class CodeMarks {
  readonly codes: Uint8Array

  constructor(private readonly rows: CodedRows) {
    this.codes = new Uint8Array(rows.below.length)
  }

  /** @returns the length of the row */
  mark(node: number): number {
    const { offsets, entries } = this.rows
    const end = offsets[node + 1]!
    for (let i = offsets[node]!; i < end; i++) this.codes[entries[i]! >>> 2] = entries[i]! & 3
    return end - offsets[node]!
  }

  clear(node: number): void {
    const { offsets, entries } = this.rows
    const end = offsets[node + 1]!
    for (let i = offsets[node]!; i < end; i++) this.codes[entries[i]! >>> 2] = 0
  }
}
