/** Nodes by number, for dialects that count them from 0: the order in which the backend tells them, read when first
 *  asked for. Nodes that the dialect adds follow; one that is removed leaves a gap or closes it, as the dialect has it. */
import type { Graph } from '../graph'

export class NumberedNodes {
  private ids: (string | undefined)[] | null = null
  private numbers = new Map<string, number>()

  constructor(private readonly graph: Graph) {}

  private async read(): Promise<(string | undefined)[]> {
    if (this.ids) return this.ids
    const ids: string[] = []
    for await (const { id } of this.graph.nodes({ attributes: false })) ids.push(id)
    this.numbers = new Map(ids.map((id, number) => [id, number]))
    return (this.ids = ids)
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

  async append(id: string): Promise<number> {
    const ids = await this.read()
    const known = this.numbers.get(id)
    if (known !== undefined) return known
    this.numbers.set(id, ids.length)
    return ids.push(id) - 1
  }

  /** Leaves a gap: all other numbers stay. */
  async leave(number: number): Promise<void> {
    const ids = await this.read()
    const id = ids[number]
    if (id !== undefined) this.numbers.delete(id)
    ids[number] = undefined
  }

  /** Read anew: numbers close up. */
  forget(): void {
    this.ids = null
  }
}
