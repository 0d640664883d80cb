/** One row of a running query: what its variables stand for. Rows share their beginnings, so that binding one more
 *  variable while a pattern is matched costs no copy. */
import type { CypherValue } from './values/cypher-values'

export class Row {
  static readonly empty = new Row(null, '', null)

  private constructor(
    private readonly before: Row | null,
    private readonly name: string,
    private readonly value: CypherValue,
  ) {}

  with(name: string, value: CypherValue): Row {
    return new Row(this, name, value)
  }

  /** All that is bound. */
  names(): string[] {
    return this.before ? [...new Set([this.name, ...this.before.names()])] : []
  }

  /** Undefined where the variable is not bound. */
  get(name: string): CypherValue | undefined {
    return this.name === name && this.before ? this.value : this.before?.get(name)
  }
}
