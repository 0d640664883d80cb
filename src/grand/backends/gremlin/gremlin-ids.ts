/** How a Gremlin server stores ids, learned from those it has answered: here every id is a text, there a long, a UUID and a
 *  text that read alike are three. Pure. */
import type { process } from 'gremlin'
import type { GremlinClient } from './gremlin-socket'
import { typedUuid, uuidOf } from './gremlin-values'

export type IdKind = 'text' | 'int' | 'long' | 'uuid'

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
const whole = /^-?(0|[1-9]\d*)$/

function kindOf(value: unknown): IdKind | undefined {
  if (typeof value === 'string') return 'text'
  if (typeof value === 'bigint') return 'long'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : undefined
  return uuidOf(value) === undefined ? undefined : 'uuid'
}

/** The id as a value of a kind; undefined: it cannot be one. */
const readings: Record<IdKind, (id: string) => unknown> = {
  text: (id) => id,
  int: (id) => (whole.test(id) && Math.abs(Number(id)) < 2 ** 31 ? Number(id) : undefined),
  long: (id) => (whole.test(id) ? BigInt(id) : undefined),
  uuid: (id) => (uuid.test(id) ? typedUuid(id.toLowerCase()) : undefined),
}

export class GremlinIds {
  private readonly seen: Set<IdKind>

  /** @param usual what is taken for granted while the server has answered none @param seen before */
  constructor(
    private readonly usual: 'text' | 'integer' = 'text',
    seen: readonly IdKind[] = [],
  ) {
    this.seen = new Set(seen)
  }

  get kinds(): IdKind[] {
    return [...this.seen]
  }

  /** Values of ids as the server gives them. */
  learn(values: Iterable<unknown>): void {
    for (const value of values) {
      const kind = kindOf(value)
      if (kind) this.seen.add(kind)
    }
  }

  get isKnown(): boolean {
    return this.seen.size > 0
  }

  /** Numbers beside texts, or UUIDs beside either: of two such ids none is smaller. */
  get isMixed(): boolean {
    const isNumber = this.seen.has('int') || this.seen.has('long')
    return Number(isNumber) + Number(this.seen.has('text')) + Number(this.seen.has('uuid')) > 1
  }

  /** What an id may be there; none: there cannot be such an id. */
  readingsOf(id: string): unknown[] {
    if (!this.isKnown) return [this.given(id)]
    return [...this.seen].map((kind) => readings[kind](id)).filter((value) => value !== undefined)
  }

  /** The id as a new one is stored. */
  given(id: string): unknown {
    if (this.isKnown) return this.readingsOf(id)[0] ?? id
    return (this.usual === 'integer' ? readings.long(id) : undefined) ?? id
  }
}

/** Whatever comes after an id in the order of a server: larger ones, and all of the types that it orders behind. */
export function laterIds(P: GremlinClient['process']['P'], ids: GremlinIds, last: unknown): process.P[] {
  const larger = P.gt(last)
  if (!ids.isMixed || uuidOf(last) !== undefined) return [larger]
  const uuids = P.gte(typedUuid(firstUuid))
  return typeof last === 'string' ? [larger, uuids] : [larger, P.gte(''), uuids]
}

/** Java compares the halves of a UUID as numbers with a sign. */
const firstUuid = '80000000-0000-0000-8000-000000000000'
