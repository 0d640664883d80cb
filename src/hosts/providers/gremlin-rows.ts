/** Cells of a Gremlin server's answers as the studio takes them. Pure. */
import { attributesFrom } from '../../grand/backends/gremlin/gremlin-values'
import type { RemoteValue } from '../../grand/remote/cypher-endpoint'

/** The server's own id as a key: integers and texts are; anything else by its text. */
export function keyFrom(element: unknown): string | number | bigint {
  if (typeof element === 'string' || typeof element === 'number' || typeof element === 'bigint')
    return element
  return String((element as { '@value'?: unknown } | null)?.['@value'] ?? element)
}

/** The attributes of a row. */
export const plain = (row: ReadonlyMap<string, unknown>, idProperty?: string): Record<string, RemoteValue> =>
  attributesFrom((row.get('attributes') as Map<string, unknown> | undefined) ?? new Map(), idProperty)
