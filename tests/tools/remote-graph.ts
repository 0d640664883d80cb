/** A little graph for a server: as rows to load there, and as the node-link JSON of the same, to compare with. Cells and
 *  synapses, parallel ones and a loop to itself among them, beside nodes and edges that are no part of it. */
import type { CypherEndpoint } from '../../src/grand/remote/cypher-endpoint'
import { allRows } from '../../src/grand/remote/cypher-endpoint'

interface Cell {
  id: string
  bodyId: number
  type: string
  size?: number
  tags?: string[]
}

interface Synapse {
  source: string
  target: string
  weight: number
}

export interface LittleGraph {
  cells: Cell[]
  synapses: Synapse[]
}

/** The same numbers every time. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

export function littleGraph(cellCount = 40, synapseCount = 220): LittleGraph {
  const next = dice(7)
  const pick = (count: number) => Math.floor(next() * count)
  // Beyond 2^31, as body ids are.
  const idOf = (cell: number) => 5_813_000_000 + 7 * cell
  const cells = Array.from({ length: cellCount }, (_, at): Cell => {
    const size = pick(1000) / 4
    return {
      id: String(idOf(at)),
      bodyId: idOf(at),
      type: ['KC', 'MBON', 'PN'][pick(3)] ?? 'KC',
      ...(at % 5 === 0 ? {} : { size }),
      ...(at % 4 === 0 ? { tags: ['left', `row ${at % 3}`] } : {}),
    }
  })
  const end = () => String(idOf(pick(cellCount - 2)))
  const synapses = Array.from({ length: synapseCount }, () => ({
    source: end(),
    target: end(),
    weight: 1 + pick(9),
  }))
  return { cells, synapses }
}

export function nodeLinkText({ cells, synapses }: LittleGraph): string {
  return JSON.stringify({ directed: true, multigraph: true, graph: {}, nodes: cells, links: synapses })
}

const plain = ({ bodyId, type, size, tags }: Cell) => ({
  bodyId,
  type,
  ...(size === undefined ? {} : { size }),
  ...(tags ? { tags } : {}),
})

/** Loads the graph, with other things around it. */
export async function loadGraph(
  endpoint: CypherEndpoint,
  { cells, synapses }: LittleGraph,
  { label = 'Cell', type = 'SYNAPSE' } = {},
): Promise<void> {
  const run = (query: string, parameters = {}) => allRows(endpoint, query, parameters, { access: 'write' })
  await run('MATCH (n) DETACH DELETE n')
  await run(`UNWIND $cells AS cell CREATE (n:${label}) SET n = cell`, { cells: cells.map(plain) })
  await run(
    `UNWIND $synapses AS one MATCH (a:${label} {bodyId: one.source}), (b:${label} {bodyId: one.target}) ` +
      `CREATE (a)-[:${type} {weight: one.weight}]->(b)`,
    { synapses: synapses.map((one) => ({ ...one, source: Number(one.source), target: Number(one.target) })) },
  )
  await run(
    `CREATE (s:Segment {bodyId: 1}) WITH s MATCH (n:${label}) CREATE (s)-[:${type}]->(n), (n)-[:NEAR]->(s)`,
  )
  await run(
    `MATCH (a:${label}), (b:${label}) WHERE a.bodyId < b.bodyId AND a.type = b.type CREATE (a)-[:NEAR]->(b)`,
  )
}
