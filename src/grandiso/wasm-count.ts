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

/** One term's record, with the place of its roots among all. What a slice needs and is the same for all is worked out
 *  once: on a small host that takes longer than counting. */
class TermRecord {
  readonly end: number
  private readonly shift: number
  private readonly fields: Uint32Array
  private readonly longs: BigInt64Array
  private readonly factor: bigint
  private readonly divisor: bigint
  private readonly mostSum: bigint
  private readonly count: (term: number) => void
  private readonly address: number

  constructor(
    { term, address }: PackedTerm,
    readonly start: number,
    kernel: CountExports,
    { buffer }: WebAssembly.Memory,
  ) {
    this.address = address
    this.shift = term.first - start
    this.end = start + term.end - term.first
    this.fields = new Uint32Array(buffer, address, termLength)
    this.longs = new BigInt64Array(buffer, address, termField.root / 2)
    this.factor = BigInt(term.factor)
    this.divisor = BigInt(term.divisor)
    const mostSum = (mostPerSlice * this.divisor) / BigInt(Math.max(1, Math.abs(term.factor)))
    this.mostSum = mostSum < mostRawSum ? mostSum : mostRawSum
    this.count = kernel[counterOf[term.kind]]
  }

  /** Counts from a root item on; answers where it stopped. */
  run(item: number, end: number, positions: number[], steps: number) {
    const { fields, longs, shift, divisor } = this
    longs[termField.sum / 2] = 0n
    longs[termField.work / 2] = 0n
    longs[termField.mostWork / 2] = BigInt(Math.min(Math.ceil(Math.max(1, steps)), Number.MAX_SAFE_INTEGER))
    longs[termField.mostSum / 2] = this.mostSum
    fields[termField.root] = item + shift
    fields[termField.end] = Math.min(end, this.end) + shift
    fields[termField.positionCount] = positions.length
    if (positions.length > 0) fields.set(positions, termField.positions)
    this.count(this.address)
    const raw = longs[termField.sum / 2]! * this.factor
    if (divisor !== 1n && raw % divisor !== 0n)
      throw new Error(`A count of ${raw} units cannot be divided by ${divisor}.`)
    const positionCount = fields[termField.positionCount]!
    return {
      count: raw / divisor,
      work: Number(longs[termField.work / 2]!),
      item: fields[termField.root]! - shift,
      positions:
        positionCount === 0
          ? []
          : [...fields.subarray(termField.positions, termField.positions + positionCount)],
    }
  }
}

class WasmCount implements Search {
  private readonly records: TermRecord[]

  constructor({ terms }: PackedCount, kernel: CountExports, memory: WebAssembly.Memory) {
    let start = 0
    this.records = terms.map((packed) => {
      const record = new TermRecord(packed, start, kernel, memory)
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
      const part = record.run(item, range.end, positions, steps)
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
