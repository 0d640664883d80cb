/** The same query on our own engine and on Neo4j, each answer written as text in one way: integers and floats stay
 *  apart, rows are in order only where the query says so, and an error is an error, whatever its words. */
import { cypherParameters } from '../../../../src/grand/cypher/host/attribute-to-cypher'
import type { CypherValue } from '../../../../src/grand/cypher/values/cypher-values'
import { CypherEdge, CypherNode, CypherPath } from '../../../../src/grand/cypher/values/cypher-values'
import type { PropertyGraph } from '../../../../src/grand/cypher/host/property-graph'
import { runCypher } from '../../../../src/grand/cypher/run-cypher'
import neo4j from '../../../../src/grand/remote/neo4j-client'
import { boltFromValue } from '../../../../src/grand/remote/bolt-values'
import { MotifscopeError } from '../../../../src/model/errors'
import type { Neo4jServer } from '../../servers/neo4j/start-neo4j'
import type { SmallGraph } from './graphs'
import { referenceKernel } from '../../../tools/kernels'

/** Columns, then rows; or that it is refused, and with which words. */
export type Answered = { columns: string[]; rows: string[] } | { error: string }

/** What `$name` stands for in the queries. */
export const givenParameters = {
  one: 1,
  half: 0.5,
  text: 'x',
  nothing: null,
  list: [1, 2, 3],
  map: { a: 1, b: { c: 'deep' } },
  key: 'v',
  minus: -1,
} as const

const places = 12

function textOfFloat(value: number): string {
  if (Object.is(value, -0)) return '-0.0'
  const rounded = Number.isFinite(value) ? Number(value.toPrecision(places)) : value
  return Number.isInteger(rounded) ? `${rounded}.0` : String(rounded)
}

const textOfMap = (entries: Iterable<[string, string]>) =>
  `{${Array.from(entries, ([key, text]) => `${JSON.stringify(key)}: ${text}`)
    .sort()
    .join(', ')}}`

type ListText = (items: string[]) => string

/** In which order things are collected out of a graph is open, unless they were sorted before. */
const listTextFor = (query: string): ListText => {
  const isOpen =
    /\bMATCH\b|\]->|\(:/.test(query) && /collect|\[\(|\[p =/i.test(query) && !query.includes('ORDER BY')
  return (items) => `[${(isOpen ? items.toSorted() : items).join(', ')}]`
}

function textOfLocal(value: CypherValue, graph: PropertyGraph, listText: ListText): string {
  const textOf = (item: CypherValue) => textOfLocal(item, graph, listText)
  if (typeof value === 'number') return textOfFloat(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (Array.isArray(value)) return listText(value.map(textOf))
  if (value instanceof CypherNode) return `(${String(graph.nodeProperty(value.node, 'uid'))})`
  if (value instanceof CypherEdge) return `-${String(graph.edgeProperty(value.edge, 'uid'))}-`
  if (value instanceof CypherPath)
    return value.nodes
      .map((node, i) => {
        const edge = value.edges[i]
        return textOf(new CypherNode(node)) + (edge === undefined ? '' : textOf(new CypherEdge(edge)))
      })
      .join('')
  if (value instanceof Map) return textOfMap([...value].map(([key, item]) => [key, textOf(item)]))
  return String(value)
}

function textOfRemote(value: unknown, listText: ListText): string {
  const textOf = (item: unknown) => textOfRemote(item, listText)
  if (typeof value === 'number') return textOfFloat(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (Array.isArray(value)) return listText(value.map(textOf))
  if (typeof value !== 'object' || value === null) return String(value)
  if (neo4j.isNode(value)) return `(${String(value.properties['uid'])})`
  if (neo4j.isRelationship(value)) return `-${String(value.properties['uid'])}-`
  if (neo4j.isPath(value))
    return [
      textOf(value.start),
      ...value.segments.flatMap(({ relationship, end }) => [textOf(relationship), textOf(end)]),
    ].join('')
  return textOfMap(Object.entries(value).map(([key, item]) => [key, textOf(item)]))
}

/** The order of rows counts where the last part of a query sorts them. */
const isOrdered = (query: string) =>
  /\bORDER BY\b/i.test(query.slice(query.toUpperCase().lastIndexOf('RETURN')))

const answered = (query: string, columns: string[], rows: string[][]): Answered => {
  const texts = rows.map((row) => row.join(' | '))
  return { columns, rows: isOrdered(query) ? texts : texts.sort() }
}

/** @param isSearched by the compiled search where it can, else walked */
export function askLocal(graph: PropertyGraph, query: string, isSearched = false): Answered {
  const search = { createSearch: referenceKernel.createSearch, when: 'always' as const }
  const listText = listTextFor(query)
  try {
    const parameters = cypherParameters(givenParameters)
    const { columns, rows } = runCypher(query, graph, { parameters, ...(isSearched && { search }) })
    return answered(
      query,
      columns,
      Array.from(rows, (row) => row.map((value) => textOfLocal(value, graph, listText))),
    )
  } catch (thrown) {
    if (!(thrown instanceof MotifscopeError)) throw thrown
    return { error: `${thrown.code}: ${thrown.message}` }
  }
}

/** One connection, in which queries follow each other. */
export class RemoteAsker {
  private readonly driver: ReturnType<typeof neo4j.driver>

  constructor({ boltAddress, credentials }: Pick<Neo4jServer, 'boltAddress' | 'credentials'>) {
    const token = neo4j.auth.basic(credentials.username, credentials.password)
    this.driver = neo4j.driver(boltAddress, token, { useBigInt: true })
  }

  /** All that was there before is gone. */
  async load({ nodes, edges }: SmallGraph): Promise<void> {
    const session = this.driver.session()
    const quoted = (names: string[]) => names.map((name) => `:\`${name}\``).join('')
    try {
      await session.run('MATCH (n) DETACH DELETE n')
      for (const { labels, attrs } of nodes)
        await session.run(`CREATE (n${quoted(labels)}) SET n = $attrs`, { attrs })
      for (const { source, target, type, attrs } of edges)
        await session.run(
          `MATCH (a {uid: $from}), (b {uid: $to}) CREATE (a)-[r${quoted([type])}]->(b) SET r = $attrs`,
          { from: nodes[source]?.attrs['uid'], to: nodes[target]?.attrs['uid'], attrs },
        )
    } finally {
      await session.close()
    }
  }

  async ask(query: string): Promise<Answered> {
    const session = this.driver.session({ defaultAccessMode: neo4j.session.READ })
    const parameters = Object.fromEntries(
      Object.entries(givenParameters).map(([name, value]) => [name, boltFromValue(name, value)]),
    )
    try {
      const result = session.run(query, parameters)
      const columns = (await result.keys()).map(String)
      const listText = listTextFor(query)
      const { records } = await result
      return answered(
        query,
        columns,
        records.map((record) => columns.map((name) => textOfRemote(record.get(name), listText))),
      )
    } catch (thrown) {
      if (thrown instanceof neo4j.Neo4jError) return { error: `${thrown.code}: ${thrown.message}` }
      throw thrown
    } finally {
      await session.close()
    }
  }

  close(): Promise<void> {
    return this.driver.close()
  }
}
