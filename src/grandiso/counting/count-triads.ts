/** Triangles u > v > w of neighbours, each once from u. */
import type { CodedRows, CountSpace, TriadTerm } from '../../model/count-plan'
import { rowsOfTerm } from './root-counter'
import type { RootCounter } from './root-counter'

export class TriadCounter implements RootCounter {
  work = 0
  private readonly rows: CodedRows
  private readonly marks: Uint8Array

  constructor(
    private readonly term: TriadTerm,
    space: CountSpace,
  ) {
    this.rows = rowsOfTerm(space, term)
    this.marks = new Uint8Array(this.rows.below.length)
  }

  count(root: number): number {
    const { offsets, entries, below } = this.rows
    const { weights, codes } = this.term
    const begin = offsets[root]!
    const end = begin + below[root]!
    for (let i = begin; i < end; i++)
      if ((codes >> (entries[i]! & 3)) & 1) this.marks[entries[i]! >>> 2] = entries[i]! & 3
    let total = 0
    for (let i = begin; i < end; i++) {
      const second = entries[i]! >>> 2
      const code = entries[i]! & 3
      if (!((codes >> code) & 1)) continue
      const rowEnd = offsets[second]! + below[second]!
      for (let k = offsets[second]!; k < rowEnd; k++) {
        const mark = this.marks[entries[k]! >>> 2]!
        if (mark !== 0) total += weights[(code << 4) | (mark << 2) | (entries[k]! & 3)]!
      }
      this.work += below[second]!
    }
    for (let i = begin; i < end; i++) this.marks[entries[i]! >>> 2] = 0
    this.work += 2 * (end - begin)
    return total
  }
}
