/** Ids of nodes and their numbers, which ascend in the order of adding. */

export class NodeNames {
  private constructor(
    /** By number; undefined where a node went. */
    private readonly idsByNumber: (string | undefined)[],
    private readonly numbers: Map<string, number>,
  ) {}

  static empty(): NodeNames {
    return new NodeNames([], new Map())
  }

  get count(): number {
    return this.numbers.size
  }

  numberOf(id: string): number | undefined {
    return this.numbers.get(id)
  }

  /** Of a node that is there. */
  idOf(number: number): string {
    return this.idsByNumber[number] ?? ''
  }

  /** Those that are there, in the order of adding. */
  ids(): string[] {
    return [...this.numbers.keys()]
  }

  /** A new id gets the next number. */
  add(id: string, number: number): void {
    this.idsByNumber[number] = id
    this.numbers.set(id, number)
  }

  remove(id: string): void {
    const number = this.numbers.get(id)
    if (number === undefined) return
    this.idsByNumber[number] = undefined
    this.numbers.delete(id)
  }

  has(number: number): boolean {
    return this.idsByNumber[number] !== undefined
  }

  /** Without the gaps of what went. */
  closedUp(): NodeNames {
    const ids = this.ids()
    return new NodeNames(ids, new Map(ids.map((id, number) => [id, number])))
  }
}
