/** Lays a search out for the WebAssembly kernel: plan, marks, rows and whatever arrays are not in its memory yet, as
 *  records at addresses. The twin of `workers/kernel/assembly/layout.ts`, field by field. Writes nothing itself. */
import type { NodeCheck, SearchPlan, SearchSpace } from '../model/plan'
import { muchShorter } from './candidate-rows'
import { prepareComparison } from './comparison'
import { layOutMarks, walksEdges } from './mark-layout'
import type { MarkLayout, RowSource, StepLayout } from './mark-layout'
import { longRow } from './reference-kernel'
import { Addresses } from './pack-addresses'
import type { NumberArray, Write } from './pack-addresses'
import { stepsOfMappings } from './row-buffer'

export interface PackedSearch {
  /** Where the `Search` record is; the first address given. */
  address: number
  /** The first address behind everything. */
  end: number
  writes: Write[]
  marks: { address: number; isByte: boolean; fixed: MarkLayout['fixed'] }
  positions: number
  /** Where the `Step` records are, one behind the other. */
  steps: number
  rows: { address: number; capacity: number }
}

/** Places of 4-byte fields in the `Search` record that are read or written between slices; the first eight are u64. */
export const searchField = {
  matches: 2,
  mostWork: 4,
  mostMatches: 6,
  positionCount: 15,
  root: 16,
  skip: 17,
  rangeEnd: 18,
  depth: 20,
  isCounting: 21,
  rowCount: 23,
  mostRows: 24,
  isFull: 25,
}
export const searchLength = 33
/** The same in a `Step` record: addresses. */
export const stepField = { begin: 18, end: 20 }
export const stepLength = 22

/** Values the row buffer holds before it is emptied. */
const rowValues = 1 << 18
/** Of one stretch of a row, see the assembly's `list-rows`; and what is written behind the last row. */
const keptBytes = 4096 + 16
const slackBytes = 32

/** A link as its step, its rows and a value. */
function linkWords(addresses: Addresses, { step, offsets, targets }: RowSource, value = 0): number[] {
  return [step, addresses.of(offsets), addresses.of(targets), value]
}

function checkWords(addresses: Addresses, { leftStep, rightStep, comparison }: NodeCheck): number[] {
  const { op, left, right, numberEnd, stringEnd, rightCount, bits } = prepareComparison(comparison)
  const codes = [addresses.of(left), addresses.of(right)]
  return [leftStep, rightStep, op, ...codes, numberEnd, stringEnd, rightCount, addresses.of(bits)]
}

function stepWords(
  addresses: Addresses,
  layout: StepLayout,
  { above, below, nodeChecks }: SearchPlan['steps'][number],
  space: SearchSpace,
  everyNode: () => Uint32Array,
): number[] {
  const { generator, mask, want, alternatives, probes, flags } = layout
  const list = generator ? null : (layout.candidates ?? everyNode())
  return [
    mask,
    want,
    generator ? addresses.words(linkWords(addresses, generator)) : 0,
    ...(list ? [addresses.of(list), list.length] : [0, 0]),
    ...addresses.list(alternatives.map((rows) => linkWords(addresses, rows))),
    ...addresses.list(probes.map((probe) => linkWords(addresses, probe, Number(probe.isWanted)))),
    ...addresses.list(flags.map(({ rows, bit }) => linkWords(addresses, rows, bit))),
    ...addresses.list(above.map((step) => [step])),
    ...addresses.list(below.map((step) => [step])),
    ...addresses.list(nodeChecks.map((index) => checkWords(addresses, space.nodeChecks[index]!))),
    ...[0, 0, 0, 0, 0],
  ]
}

/** Whether the WebAssembly kernel can do this search: it does not choose among parallel host edges. */
export function canPack(space: SearchSpace): boolean {
  return space.edgeChecks.length === 0
}

/** @param isPlaced whether an array is in the kernel's memory, so that its `byteOffset` is its address
 *  @param address where what the search needs beside them may begin, a multiple of 16
 *  @param mostFlags how many flags marks may hold (31), for tests */
export function packSearch(
  plan: SearchPlan,
  space: SearchSpace,
  isPlaced: (array: NumberArray) => boolean,
  address: number,
  mostFlags?: number,
): PackedSearch {
  const { nodeCount } = space
  const layout = layOutMarks(plan, space, mostFlags)
  const addresses = new Addresses(address, isPlaced)
  addresses.take(searchLength * 4)
  let every: Uint32Array | null = null
  const everyNode = () => (every ??= new Uint32Array(nodeCount).map((_, node) => node))
  const steps = addresses.words(
    layout.steps.flatMap((step, index) => stepWords(addresses, step, plan.steps[index]!, space, everyNode)),
  )
  const mappings = stepsOfMappings(plan)
  const mappingsAddress = addresses.words(mappings.flat())
  const nodes = addresses.take(plan.steps.length * 4)
  const positions = addresses.take(plan.steps.length * 4)
  const isByte = layout.flagCount <= 8
  const marks = addresses.take(isByte ? nodeCount : nodeCount * 4)
  const width = plan.columns.length
  const capacity = Math.max(1, Math.floor(rowValues / width))
  const rows = addresses.take(capacity * width * 4 + slackBytes)
  const listing = [addresses.take(keptBytes), addresses.take(width * 4 + slackBytes)]
  const search = [
    ...[0, 0, 0, 0, 0, 0, 0, 0],
    ...[marks, isByte ? 1 : 4, nodeCount, plan.steps.length - 1, steps, nodes, positions],
    ...[0, 0, 0, 0, Number(walksEdges(plan)), 0, 0],
    ...[rows, 0, 0, 0, width, mappingsAddress, mappings.length, muchShorter, longRow, ...listing],
  ]
  addresses.writes.push({ address, content: Uint32Array.from(search) })
  return {
    address,
    end: addresses.next,
    writes: addresses.writes,
    marks: { address: marks, isByte, fixed: layout.fixed },
    positions,
    steps,
    rows: { address: rows, capacity },
  }
}
