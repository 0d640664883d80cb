/** The search in WebAssembly: puts a search into the kernel's memory and turns its state into cursors and rows.
 *  The kernel follows the reference move by move, so either may go on where the other stopped.
 *
 *  On shared memory the host graph and the arrays of the search are there already, the same bytes for every worker
 *  (`jobs/host-memory` hands out the places); a worker adds only its marks and its plan. Without shared memory the
 *  search has a memory of its own, with a copy of all it reads. */
import { MotifscopeError } from '../model/errors'
import type { Cursor, RootRange, SearchPlan, SearchSpace, SliceBudget, SliceResult } from '../model/plan'
import type { Search } from './kernel'
import type { NumberArray, Write } from './pack-addresses'
import { packCount } from './pack-count'
import { beginOf, mostPlaces, withinRange } from './cursor'
import { walksEdges } from './mark-layout'
import { packSearch, searchField, searchLength, stepField, stepLength } from './pack-search'
import type { PackedSearch } from './pack-search'
import { mostPerSlice } from './reference-kernel'
import { createWasmCount } from './wasm-count'
import type { CountExports } from './wasm-count'

/** Where on shared memory a worker keeps what a search needs beside the arrays of its space, which are all there. */
export interface KernelPlace {
  memory: WebAssembly.Memory
  /** A multiple of 16; the worker may use what `scratchBytes` says from here on. */
  address: number
}

interface KernelExports extends CountExports {
  start(search: number): void
  run(search: number): void
  stop(search: number): void
}

const pageBytes = 65_536
const maxPages = 65_536
/** Nothing lies at address 0, which says "none". */
const firstAddress = 16

const isShared = ({ buffer }: ArrayBufferView) => !(buffer instanceof ArrayBuffer)

/** Bytes of memory that each worker needs for a search whose arrays are on shared memory. */
export function scratchBytes(plan: SearchPlan, space: SearchSpace): number {
  return layOutSearch(plan, space, isShared, 0).end
}

function ownMemory(byteLength: number): WebAssembly.Memory {
  const pages = Math.ceil(byteLength / pageBytes)
  const gibibytes = (byteLength / 2 ** 30).toFixed(1)
  const refuse = (cause?: unknown) =>
    new MotifscopeError(
      'host-too-large',
      `This search needs ${gibibytes} GiB of memory; there is no such room.`,
      {
        hint: 'Open a part of the host graph: filter the edge table by weight or region first.',
        cause,
      },
    )
  if (pages > maxPages) throw refuse()
  try {
    return new WebAssembly.Memory({ initial: pages })
  } catch (cause) {
    throw refuse(cause)
  }
}

function writeAll({ buffer }: WebAssembly.Memory, writes: Write[]): void {
  for (const { address, content } of writes) {
    const Content = content instanceof Uint8Array ? Uint8Array : Uint32Array
    new Content(buffer, address, content.length).set(content)
  }
}

/** Writes everything the search begins with. */
function write(memory: WebAssembly.Memory, { writes, marks }: PackedSearch, nodeCount: number): void {
  writeAll(memory, writes)
  const Marks = marks.isByte ? Uint8Array : Uint32Array
  const view = new Marks(memory.buffer, marks.address, nodeCount).fill(0)
  for (const { nodes, bit } of marks.fixed) for (const node of nodes) view[node]! |= bit
}

class WasmSearch implements Search {
  private readonly fields: Uint32Array
  private readonly positions: Uint32Array
  private readonly rows: Uint32Array
  /** The records of the steps below a root item. */
  private readonly steps: Uint32Array

  constructor(
    private readonly plan: SearchPlan,
    private readonly packed: PackedSearch,
    private readonly kernel: KernelExports,
    { buffer }: WebAssembly.Memory,
  ) {
    const width = plan.columns.length
    this.fields = new Uint32Array(buffer, packed.address, searchLength)
    this.positions = new Uint32Array(buffer, packed.positions, plan.steps.length)
    this.rows = new Uint32Array(buffer, packed.rows.address, packed.rows.capacity * width)
    const rootSteps = walksEdges(plan) ? 2 : 1
    this.steps = new Uint32Array(buffer, packed.steps, plan.steps.length * stepLength).subarray(
      rootSteps * stepLength,
    )
  }

  run(range: RootRange, from: Cursor | null, budget: SliceBudget): SliceResult {
    const { fields } = this
    const cursor = from ?? beginOf(range)
    const { address } = this.packed
    fields[searchField.root] = cursor?.root ?? range.first
    fields[searchField.rangeEnd] = range.end
    fields[searchField.skip] = cursor?.skip ?? 0
    fields[searchField.positionCount] = cursor?.positions.length ?? 0
    this.positions.set(cursor?.positions ?? [])
    fields[searchField.isCounting] = Number(budget.rows === null)
    this.setLong(searchField.mostWork, budget.steps)
    this.setLong(searchField.mostMatches, mostPerSlice / this.plan.mappingsPerMatch)
    this.kernel.start(address)
    mostPlaces(range, cursor).forEach((most, step) => this.shorten(step, most))
    const rows = this.collect(budget.rows)
    this.kernel.stop(address)
    const matches = this.long(searchField.matches)
    const count =
      budget.rows === null ? matches * this.plan.mappingsPerMatch : rows.length / this.plan.columns.length
    const position = this.position(range)
    return { count, rows, cursor: position, ...(position ? { ends: this.rowEnds(position) } : {}) }
  }

  /** Runs to the end of the slice, emptying the row buffer whenever it is full. */
  private collect(mostRows: number | null): Uint32Array {
    const { fields, packed, plan } = this
    const width = plan.columns.length
    const parts: Uint32Array[] = []
    let missing = mostRows === null ? 0 : Math.max(1, mostRows)
    for (;;) {
      fields[searchField.rowCount] = 0
      fields[searchField.mostRows] = Math.min(missing, packed.rows.capacity)
      this.kernel.run(packed.address)
      const rowCount = fields[searchField.rowCount]!
      parts.push(this.rows.slice(0, rowCount * width))
      missing -= rowCount
      if (!fields[searchField.isFull] || missing <= 0) return join(parts)
    }
  }

  private position(range: RootRange): Cursor | null {
    const { fields } = this
    if (fields[searchField.depth]! >> 0 < 0) return null
    return withinRange(range, {
      root: fields[searchField.root]!,
      positions: [...this.positions.subarray(0, fields[searchField.positionCount])],
      skip: fields[searchField.skip]!,
    })
  }

  /** Leaves of the row of a step, counted from the root item's, no more than its first places. */
  private shorten(step: number, most: number): void {
    const at = step * stepLength
    const end = this.steps[at + stepField.begin]! + 4 * most
    if (end < this.steps[at + stepField.end]!) this.steps[at + stepField.end] = end
  }

  private rowEnds({ positions }: Cursor): number[] {
    const field = (step: number, name: keyof typeof stepField) =>
      this.steps[step * stepLength + stepField[name]]!
    return positions.map((_, step) => (field(step, 'end') - field(step, 'begin')) >>> 2)
  }

  /** Numbers above 2^53 become 2^53, which no slice reaches; fractions are rounded up. */
  private setLong(field: number, value: number): void {
    const whole = Math.min(Math.ceil(value), Number.MAX_SAFE_INTEGER)
    this.fields[field] = whole % 2 ** 32
    this.fields[field + 1] = Math.floor(whole / 2 ** 32)
  }

  private long(field: number): number {
    return this.fields[field]! + this.fields[field + 1]! * 2 ** 32
  }
}

/** One array with a buffer of its own. */
function join(parts: Uint32Array[]): Uint32Array {
  if (parts.length === 1) return parts[0]!
  const whole = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** The kernel keeps nothing but what lies in the memory, so all searches on one memory may share it. */
const kernels = new WeakMap<WebAssembly.Memory, { module: WebAssembly.Module; kernel: KernelExports }>()

function kernelOn(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  const known = kernels.get(memory)
  if (known?.module === module) return known.kernel
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  const kernel = exports as unknown as KernelExports
  kernels.set(memory, { module, kernel })
  return kernel
}

/** A search with the addresses of all it needs. `end`: the first address behind everything. */
export interface LaidOutSearch {
  end: number
  /** Writes it to a memory, which must reach so far. */
  writeTo(memory: WebAssembly.Memory, module: WebAssembly.Module): Search
}

/** @param isPlaced whether an array is on the kernel's memory already
 *  @param address where whatever else it needs goes, a multiple of 16 */
export function layOutSearch(
  plan: SearchPlan,
  space: SearchSpace,
  isPlaced: (array: NumberArray) => boolean,
  address: number,
  mostFlags?: number,
): LaidOutSearch {
  if (plan.counting && space.counting) {
    const packed = packCount(plan.counting, space.counting, isPlaced, address)
    const writeTo: LaidOutSearch['writeTo'] = (memory, module) => {
      writeAll(memory, packed.writes)
      return createWasmCount(packed, kernelOn(module, memory), memory)
    }
    return { end: packed.end, writeTo }
  }
  const packed = packSearch(plan, space, isPlaced, address, mostFlags)
  const writeTo: LaidOutSearch['writeTo'] = (memory, module) => {
    write(memory, packed, space.nodeCount)
    return new WasmSearch(plan, packed, kernelOn(module, memory), memory)
  }
  return { end: packed.end, writeTo }
}

/** Makes a search ready on this thread.
 *  @param module the kernel built for shared memory when `place` is given, else the other one
 *  @param place null: the search gets a memory of its own and copies the space into it
 *  @param mostFlags how many flags marks may hold (31): fewer make more binary searches, for tests
 *  @throws MotifscopeError `host-too-large` when there is no memory for a copy */
export function createWasmSearch(
  module: WebAssembly.Module,
  plan: SearchPlan,
  space: SearchSpace,
  place: KernelPlace | null,
  mostFlags?: number,
): Search {
  const isPlaced = (array: NumberArray) => place !== null && isShared(array)
  const laidOut = layOutSearch(plan, space, isPlaced, place?.address ?? firstAddress, mostFlags)
  return laidOut.writeTo(place?.memory ?? ownMemory(laidOut.end), module)
}
