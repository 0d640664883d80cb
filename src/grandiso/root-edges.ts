/** Host edges as root items: positions in the rows of the plan's first link. */
import type { RootRange } from '../model/plan'
import { rowAtPosition } from './csr'
import type { RowSource } from './mark-layout'

/** Walks the rows that a range of edges touches, one host node after the other. */
export class RootEdges {
  /** The next edge to look at. */
  next = 0
  private end = 0

  constructor(private readonly rows: RowSource) {}

  start(range: RootRange, next: number): void {
    this.next = next
    this.end = range.end
  }

  /** The host node whose row holds the next edge, or −1 behind the range. */
  node(): number {
    return this.next < this.end ? rowAtPosition(this.rows, this.next) : -1
  }

  /** Goes on to the row after that of `node`. */
  leave(node: number): void {
    this.next = this.rows.offsets[node + 1]!
  }
}
