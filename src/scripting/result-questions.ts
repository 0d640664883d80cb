/** Reads the words of a question to a result's rows: which columns, conditions and edges they mean, and what of the host
 *  has to be loaded. Answers are in answer-questions.ts. */
import { readMotif } from '../dotmotif/read-motif'
import { MotifscopeError, errorFromData } from '../model/errors'
import type { HostRecord } from '../model/host-graph'
import type { JobRecord } from '../model/job'
import type { MatchEdge, MatchReference, RowCondition } from '../model/match-query'
import type { MatchFilter, MatchSort, MatchSpace } from '../tables/match-kept'
import type { MatchRows } from '../tables/match-table'
import type { SqlConnection } from '../tables/sql-connection'
import type { RowOrder, WhichRows } from './result-types'
import type { RowVocabulary } from './rows/column-words'
import { readColumn, readRowFilter } from './rows/read-row-filter'

export interface QuestionSources {
  record: JobRecord
  rows: Pick<MatchRows, 'jobId' | 'rowCount' | 'read'>
  /** The host with its tables loaded. */
  tables: (part: 'nodes' | 'all') => Promise<{ connection: SqlConnection; host: HostRecord }>
}

/** The edges a motif asks for, one for each pair, with what they must fulfil. */
export function edgesOfMotif(text: string): MatchEdge[] {
  const reading = readMotif(text)
  if (!reading.ok) return []
  const { edges, edgeConstraints, namedEdges } = reading.motif
  const pairs = new Map<string, MatchEdge>()
  for (const { from, to, exists } of edges) {
    if (!exists || pairs.has(`${from} ${to}`)) continue
    const isSame = (other: { from: string; to: string }) => other.from === from && other.to === to
    const name = namedEdges.find(isSame)?.name
    const constraints = edgeConstraints.filter(isSame).map(({ key, op, value }) => ({ key, op, value }))
    pairs.set(`${from} ${to}`, { from, to, constraints, ...(name === undefined ? {} : { name }) })
  }
  return [...pairs.values()]
}

/** A query's words as columns and conditions. `needsEdges`: it speaks of host edges. */
export interface ReadQuery {
  filter: MatchFilter
  sort?: MatchSort
  columns: MatchReference[]
  needsEdges: boolean
}

function columnsIn(condition: RowCondition): MatchReference[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.parts.flatMap(columnsIn)
    case 'not':
      return columnsIn(condition.part)
    case 'relate':
      return [condition.left, condition.right]
    default:
      return [condition.left]
  }
}

function conditionFrom(where: string, words: RowVocabulary): RowCondition {
  const reading = readRowFilter(where, words)
  if (reading.ok) return reading.condition
  throw errorFromData({ ...reading.error, code: 'invalid-filter', errors: [reading.error] })
}

function columnFrom(text: string, words: RowVocabulary): MatchReference {
  const column = readColumn(text, words)
  if (column) return column
  throw new MotifscopeError('unknown-column', `The result has no column "${text}".`, {
    hint: `Its columns are ${words.nodes.join(', ')}, and their attributes, such as ${words.nodes[0] ?? 'A'}.${Object.keys(words.nodeAttributes)[0] ?? 'id'}.`,
  })
}

/** What the words of a query mean.
 *  @throws MotifscopeError `unknown-column`, `invalid-filter` */
export function readQuery(
  words: RowVocabulary,
  query: WhichRows & { sort?: RowOrder },
  named: readonly string[] = [],
): ReadQuery {
  const { filter, marked, where, sort } = query
  const condition = where === undefined || where.trim() === '' ? null : conditionFrom(where, words)
  const columns = named.map((text) => columnFrom(text, words))
  const by = sort && columnFrom(sort.column, words)
  const spoken = [...columns, ...(by ? [by] : []), ...(condition ? columnsIn(condition) : [])]
  return {
    filter: {
      ...(filter ? { filter } : {}),
      ...(marked ? { marked } : {}),
      ...(condition ? { where: condition } : {}),
    },
    ...(by ? { sort: { by, descending: sort.descending ?? false } } : {}),
    columns,
    needsEdges: spoken.some(({ kind }) => kind === 'edge'),
  }
}

/** A result as the tables know it, and the words for it. */
export function openRows({ record, rows, tables }: QuestionSources) {
  const edges = edgesOfMotif(record.motif)

  async function words(): Promise<RowVocabulary> {
    const { host } = await tables('nodes')
    const typesOf = (columns: HostRecord['nodeColumns']) =>
      Object.fromEntries(columns.map(({ name, type }) => [name, type]))
    return {
      nodes: record.columns,
      edges,
      nodeAttributes: typesOf(host.nodeColumns),
      edgeAttributes: typesOf(host.edgeColumns),
    }
  }

  async function space(
    needsEdges: boolean,
    signal?: AbortSignal,
  ): Promise<MatchSpace & { host: HostRecord }> {
    const { connection, host } = await tables(needsEdges ? 'all' : 'nodes')
    const isUndirected = !host.directed || record.options.ignoreDirection
    const matches: MatchRows = { ...rows, columns: record.columns, edges, isUndirected }
    return { connection, host, matches, ...(signal && { signal }) }
  }

  async function read(query: WhichRows & { sort?: RowOrder }, named?: readonly string[], all = false) {
    if (query.signal?.aborted) throw new MotifscopeError('cancelled', 'Cancelled.')
    const asked = readQuery(await words(), query, named)
    return { asked, space: await space(all || asked.needsEdges, query.signal) }
  }
  return { edges, words, space, read }
}

export type OpenRows = ReturnType<typeof openRows>
