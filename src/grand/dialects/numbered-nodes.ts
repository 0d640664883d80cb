/** Nodes by number, for dialects that count them from 0: the order in which the backend tells them, read when first
 *  asked for, and anew when somebody else made or removed nodes. What the dialect itself adds follows; what is removed
 *  leaves a gap or closes it, as the dialect has it. */
import type { GraphBackend } from '../backend'
import { changesOf } from '../noticed-backend'

/** `close`: numbers are always 0 … n − 1. `stay`: a node keeps its number, and no other ever gets it. */
export type Gaps = 'close' | 'stay'

export class NumberedNodes {
  private ids: (string | undefined)[] | null = null
  private numbers = new Map<string, number>()
  /** Ids by number of nodes that went, where numbers stay. */
  private gone = new Map<number, string>()
  private seen = 0
  private reading: Promise<(string | undefined)[]> | null = null

  constructor(
    private readonly backend: GraphBackend,
    private readonly gaps: Gaps,
  ) {}

  private read(): Promise<(string | undefined)[]> {
    if (this.ids && this.seen === changesOf(this.backend).ofNodes) return Promise.resolve(this.ids)
    return (this.reading ??= this.readAnew().finally(() => (this.reading = null)))
  }

  private async readAnew(): Promise<(string | undefined)[]> {
    let read: string[]
    let seen: number
    do {
      seen = changesOf(this.backend).ofNodes
      read = []
      for await (const batch of this.backend.nodes({ attributes: false }))
        for (const { id } of batch) read.push(id)
    } while (seen !== changesOf(this.backend).ofNodes)
    this.seen = seen
    this.ids = this.gaps === 'close' ? read : this.merged(read)
    this.numbers = new Map(this.ids.flatMap((id, number) => (id === undefined ? [] : [[id, number]])))
    return this.ids
  }

  private merged(read: readonly string[]): (string | undefined)[] {
    const there = new Set(read)
    const ids = (this.ids ?? []).map((id, number) => {
      if (id === undefined || there.has(id)) return id
      this.gone.set(number, id)
      return undefined
    })
    return [...ids, ...read.filter((id) => !this.numbers.has(id))]
  }

  /** Undefined for a number that no node has. */
  async idOf(number: number): Promise<string | undefined> {
    return (await this.read())[number]
  }

  async idsOf(numbers: readonly number[]): Promise<(string | undefined)[]> {
    const ids = await this.read()
    return numbers.map((number) => ids[number])
  }

  async numberOf(id: string): Promise<number | undefined> {
    await this.read()
    return this.numbers.get(id)
  }

  /** Numbers of ids that are all there. */
  async numbersOf(ids: readonly string[]): Promise<number[]> {
    await this.read()
    return ids.map((id) => this.numbers.get(id) ?? -1)
  }

  /** One above the largest number. */
  async bound(): Promise<number> {
    return (await this.read()).length
  }

  /** Numbers in use, ascending. */
  async all(): Promise<number[]> {
    return (await this.read()).flatMap((id, number) => (id === undefined ? [] : [number]))
  }

  /** Runs a change of which is known what it does to the nodes: adds some after all others, or makes one go where numbers
   *  stay. Then nothing is read anew. */
  async change(write: () => Promise<void>, does: { adds?: readonly string[]; removes?: number } = {}) {
    const ids = await this.read()
    const before = this.seen
    await write()
    const isOnlyOne = this.seen === before && changesOf(this.backend).ofNodes <= before + 1
    if (!isOnlyOne || (does.removes !== undefined && this.gaps === 'close')) return
    this.seen = changesOf(this.backend).ofNodes
    for (const id of does.adds ?? []) if (!this.numbers.has(id)) this.numbers.set(id, ids.push(id) - 1)
    if (does.removes !== undefined) this.leave(does.removes, ids)
  }

  private leave(number: number, ids: (string | undefined)[]): void {
    const id = ids[number]
    if (id === undefined) return
    this.gone.set(number, id)
    this.numbers.delete(id)
    ids[number] = undefined
  }

  /** Ids that no node has: `n5`, `n6`, … from the next number on, or another. */
  async freshIds(count: number, from?: number): Promise<string[]> {
    const { length } = await this.read()
    const found: string[] = []
    for (let number = from ?? length; found.length < count; number++)
      if (!this.numbers.has(`n${number}`)) found.push(`n${number}`)
    return found
  }

  /** The id of a node that went. */
  goneId(number: number): string | undefined {
    return this.gone.get(number)
  }

  /** Gives a node that `write` makes this number, where numbers stay; below it some may be free. */
  async placeAt(number: number, id: string, write: () => Promise<void>): Promise<void> {
    await this.read()
    await write()
    const ids = await this.read()
    // Read anew it follows all others.
    if (this.numbers.get(id) === ids.length - 1 && ids.length - 1 !== number) ids.pop()
    while (ids.length < number) ids.push(undefined)
    ids[number] = id
    this.numbers.set(id, number)
    this.gone.delete(number)
  }

  /** Ids by number. */
  async snapshot(): Promise<readonly (string | undefined)[]> {
    return [...(await this.read())]
  }

  /** The numbers of another graph, for those of its nodes that are here. */
  takeFrom(ids: readonly (string | undefined)[]): void {
    this.ids = [...ids]
    this.numbers = new Map(ids.flatMap((id, number) => (id === undefined ? [] : [[id, number]])))
    this.seen = -1
  }
}
