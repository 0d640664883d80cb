/** Puts a small graph into an empty Neo4j, as the tests' cases write it. */
import type { AttributeValue } from '../../../../src/grand/backend'
import type { CypherEndpoint } from '../../../../src/grand/remote/cypher-endpoint'
import { allRows } from '../../../../src/grand/remote/cypher-endpoint'

export interface LabelledGraph {
  nodes: { id: string; labels: string[]; attrs: Record<string, unknown> }[]
  edges: { source: string; target: string; labels: string[]; attrs: Record<string, unknown> }[]
}

/** Under what name a node keeps its id: no case has an attribute of this name. */
export const idKey = '__id'

const write = { access: 'write' } as const
const quoted = (names: string[]) => names.map((name) => `:\`${name}\``).join('')

export async function clear(endpoint: CypherEndpoint): Promise<void> {
  await allRows(endpoint, 'MATCH (n) DETACH DELETE n', {}, write)
}

/** All that was there before is gone. */
export async function load(endpoint: CypherEndpoint, { nodes, edges }: LabelledGraph): Promise<void> {
  await clear(endpoint)
  for (const [labels, some] of groups(nodes, (node) => quoted(node.labels))) {
    const rows = some.map(({ id, attrs }) => ({ ...attrs, [idKey]: id }))
    await allRows(endpoint, `UNWIND $rows AS row CREATE (n${labels}) SET n = row`, { rows }, write)
  }
  for (const [type, some] of groups(edges, (edge) => quoted(edge.labels))) {
    const rows = some.map(({ source, target, attrs }) => ({ source, target, attrs }))
    const ends = `MATCH (a {${idKey}: row.source}), (b {${idKey}: row.target})`
    await allRows(
      endpoint,
      `UNWIND $rows AS row ${ends} CREATE (a)-[r${type}]->(b) SET r = row.attrs`,
      { rows },
      write,
    )
  }
}

function groups<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const item of items) found.set(keyOf(item), [...(found.get(keyOf(item)) ?? []), item])
  return found
}

/** Whether Neo4j has a place for such an attribute: no maps, no lists of several kinds or with nothing in them. */
export function isStorable(value: AttributeValue): boolean {
  if (!Array.isArray(value)) return value === null || typeof value !== 'object'
  return value.every((item) => item !== null && typeof item !== 'object' && typeof item === typeof value[0])
}
