/** A count by terms in WebAssembly: runs the kernel's counters term after term and adds up exactly. */
import type { CountTerm } from '../model/count-plan'
import type { Cursor, RootRange, SliceBudget, SliceResult } from '../model/plan'
import type { Search } from './kernel'
import { termField, termLength } from './pack-count'
import type { PackedCount, PackedTerm } from './pack-count'

export interface CountExports {
  countTriads(term: number): void
  countPrefixes(term: number): void
  countPairs(term: number): void
  countUniverses(term: number): void
}

/** A slice ends at the root with which its count reaches this; a root brings no more. */
const mostPerSlice = 2n ** 51n
const mostRawSum = 2n ** 62n

const counterOf: Record<CountTerm['kind'], keyof CountExports> = {
  triads: 'countTriads',
  prefix: 'countPrefixes',
  pairs: 'countPairs',
  universe: 'countUniverses',
}

/** One term's record, with the place of its roots among all. */
class TermRecord {
  readonly term: CountTerm
  private readonly fields: Uint32Array
  private readonly longs: BigInt64Array

  constructor(
    private readonly packed: PackedTerm,
    readonly start: number,
    { buffer }: WebAssembly.Memory,
  ) {
    this.term = packed.term
    this.fields = new Uint32Array(buffer, packed.address, termLength)
    this.longs = new BigInt64Array(buffer, packed.address, termField.root / 2)
  }

  get end(): number {
    return this.start + this.term.end - this.term.first
  }

  /** Counts from a root item on; answers where it stopped. */
  run(kernel: CountExports, item: number, end: number, positions: number[], steps: number) {
    const { fields, longs, term, start } = this
    const { factor, divisor } = term
    longs[termField.sum / 2] = 0n
    longs[termField.work / 2] = 0n
    longs[termField.mostWork / 2] = BigInt(Math.min(Math.ceil(Math.max(1, steps)), Number.MAX_SAFE_INTEGER))
    const mostSum = (mostPerSlice * BigInt(divisor)) / BigInt(Math.max(1, Math.abs(factor)))
    longs[termField.mostSum / 2] = mostSum < mostRawSum ? mostSum : mostRawSum
    fields[termField.root] = item - start + term.first
    fields[termField.end] = Math.min(end, this.end) - start + term.first
    fields[termField.positionCount] = positions.length
    fields.set(positions, termField.positions)
    kernel[counterOf[term.kind]](this.packed.address)
    const raw = longs[termField.sum / 2]! * BigInt(factor)
    if (raw % BigInt(divisor) !== 0n)
      throw new Error(`A count of ${raw} units cannot be divided by ${divisor}.`)
    const positionCount = fields[termField.positionCount]!
    return {
      count: raw / BigInt(divisor),
      work: Number(longs[termField.work / 2]!),
      item: fields[termField.root]! - term.first + start,
      positions: [...fields.subarray(termField.positions, termField.positions + positionCount)],
    }
  }
}

class WasmCount implements Search {
  private readonly records: TermRecord[]

  constructor(
    { terms }: PackedCount,
    private readonly kernel: CountExports,
    memory: WebAssembly.Memory,
  ) {
    let start = 0
    this.records = terms.map((packed) => {
      const record = new TermRecord(packed, start, memory)
      start = record.end
      return record
    })
  }

  run(range: RootRange, cursor: Cursor | null, budget: SliceBudget): SliceResult {
    let item = cursor?.root ?? range.first
    let positions = cursor?.positions ?? []
    let steps = budget.steps
    let count = 0n
    for (const record of this.records) {
      if (item >= record.end || item >= range.end) continue
      const part = record.run(this.kernel, item, range.end, positions, steps)
      ;({ item, positions } = part)
      count += part.count
      steps -= part.work
      const isEnough = steps <= 0 || count >= mostPerSlice || -count >= mostPerSlice
      if (isEnough || item < record.end) break
    }
    const isDone = item >= Math.min(range.end, this.records.at(-1)?.end ?? 0)
    return {
      count: Number(count),
      rows: new Uint32Array(0),
      cursor: isDone ? null : { root: item, positions, skip: 0 },
    }
  }
}

/** A count whose records are written to the kernel's memory already. */
export function createWasmCount(
  packed: PackedCount,
  kernel: CountExports,
  memory: WebAssembly.Memory,
): Search {
  return new WasmCount(packed, kernel, memory)
}
