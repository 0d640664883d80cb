/** A mistake or a remark while the passes run: with offsets. Lines and columns are made of them at the end. */
import type { LocatedError, TextPlace } from '../model/errors'
import type { Range } from './ast'

export interface Problem extends Range {
  code: string
  message: string
  hint?: string
}

/** More than this many mistakes are not told: the first ones say it all. */
export const maxProblems = 100

/** Finds lines and columns (both from 1) of offsets. A byte-order mark at the start takes no column. */
export class LineTable {
  private readonly starts: number[] = []

  constructor(source: string) {
    this.starts.push(source.startsWith('\uFEFF') ? 1 : 0)
    for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) this.starts.push(at + 1)
  }

  /** The line (from 1) of an offset. Logarithmic. */
  lineAt(offset: number): number {
    let low = 0
    let high = this.starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((this.starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return low + 1
  }

  placeOf({ start, end }: Range): TextPlace {
    const line = this.lineAt(start)
    return {
      line,
      column: Math.max(start - (this.starts[line - 1] ?? 0), 0) + 1,
      length: Math.max(end - start, 0),
    }
  }

  locate({ start, end, ...rest }: Problem): LocatedError {
    return { ...rest, ...this.placeOf({ start, end }) }
  }
}
