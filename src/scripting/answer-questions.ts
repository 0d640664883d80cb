/** Answers the questions to a result's rows from the tables, which are loaded when they are first needed. */
import { MotifscopeError } from '../model/errors'
import { motifFromNodes } from './motif-from-nodes'
import { openRows } from './result-questions'
import type { OpenRows, QuestionSources } from './result-questions'
import type {
  ColumnQuery,
  GroupsQuery,
  HistogramQuery,
  ParticipationQuery,
  ResultGroups,
  ResultHistogram,
  ResultQuestions,
  ResultSubgraph,
  ToMotifQuery,
  UnionQuery,
} from './result-types'
import { writeColumn } from './rows/column-words'

const whole = (value: number | undefined, standard: number, most: number) =>
  Math.max(0, Math.min(most, Math.trunc(value ?? standard)))

async function groups(open: OpenRows, { by, sort, ...which }: GroupsQuery): Promise<ResultGroups> {
  if (by.length < 1 || by.length > 2)
    throw new MotifscopeError('invalid-option', 'Rows are grouped by one or two columns.')
  const { asked, space } = await open.read(which, by)
  const { groupsOfMatches } = await import('../tables/match-groups')
  const found = await groupsOfMatches(space, {
    ...asked.filter,
    by: asked.columns,
    sort: sort ?? 'count',
    offset: whole(which.offset, 0, 1e9),
    limit: whole(which.limit, 100, 100_000),
  })
  const share = (count: number) => (found.total > 0 ? count / found.total : 0)
  return { ...found, groups: found.groups.map((group) => ({ ...group, share: share(group.count) })) }
}

async function participation(open: OpenRows, query: ParticipationQuery) {
  const { attributes = [], sort = { by: 'count', descending: true }, ...which } = query
  const { asked, space } = await open.read(which)
  const { participationOfNodes } = await import('../tables/match-participation')
  const [offset, limit] = [whole(query.offset, 0, 1e9), whole(query.limit, 100, 1_000_000)]
  return participationOfNodes(space, { ...asked.filter, attributes, sort, offset, limit })
}

/** The one column that was asked for. */
function onlyColumn<Column>([column]: readonly Column[]): Column {
  if (column === undefined) throw new Error('A column was read and is not there.')
  return column
}

async function histogram(open: OpenRows, column: string, query: HistogramQuery): Promise<ResultHistogram> {
  const { asked, space } = await open.read(query, [column])
  const { histogramOfMatches } = await import('../tables/match-histogram')
  const of = onlyColumn(asked.columns)
  const [bins, limit] = [whole(query.bins, 30, 500), whole(query.limit, 20, 10_000)]
  const found = await histogramOfMatches(space, { ...asked.filter, of, bins: Math.max(1, bins), limit })
  return { ...found, column: writeColumn(of) }
}

async function oneColumn(open: OpenRows, column: string, query: ColumnQuery) {
  const { asked, space } = await open.read(query, [column])
  const { columnOfMatches } = await import('../tables/match-values')
  const { sort, filter, columns } = asked
  return columnOfMatches(space, onlyColumn(columns), {
    ...filter,
    ...(sort && { sort }),
    distinct: query.distinct ?? false,
    limit: whole(query.limit, 100_000, 5_000_000),
  })
}

async function subgraph(open: OpenRows, query: UnionQuery): Promise<ResultSubgraph> {
  const { asked, space } = await open.read(query, [], true)
  const { unionOfMatches } = await import('../tables/match-subgraph')
  const { rows, attribute } = query
  const found = await unionOfMatches(space, {
    ...asked.filter,
    ...(asked.sort && { sort: asked.sort }),
    ...(rows && { rows }),
    ...(attribute === undefined ? {} : { attribute }),
    offset: whole(query.offset, 0, 1e9),
    limit: whole(query.limit, 500, 5_000_000),
  })
  return { ...found, isDirected: !space.matches.isUndirected }
}

async function exportShown(
  open: OpenRows,
  format: 'csv' | 'json',
  query: NonNullable<Parameters<ResultQuestions['exportShown']>[1]>,
) {
  const names = query.columns ?? []
  const { asked, space } = await open.read(query, names)
  const { writeShownRows } = await import('../tables/match-shown')
  const { sort, filter, columns } = asked
  return writeShownRows(space, { ...filter, ...(sort && { sort }), columns, names }, format)
}

async function toMotif({ record }: QuestionSources, open: OpenRows, query: ToMotifQuery) {
  const { rows = [], nodes = [], attributes = [], fixIds = false, edges: kind = 'all' } = query
  const { connection, host } = await open.space(true)
  const ids = [...new Set([...rows.flat(), ...nodes])]
  const { subgraphOfNodes } = await import('../tables/subgraph')
  const ground = await subgraphOfNodes(connection, host, ids)
  const idOf = (row: string[], node: string) => row[record.columns.indexOf(node)] ?? ''
  const ofMotif = rows.flatMap((row) =>
    open.edges.map(({ from, to }) => ({ source: idOf(row, from), target: idOf(row, to) })),
  )
  const [only] = rows
  const names =
    rows.length === 1 && only ? new Map(record.columns.map((name, at) => [only[at] ?? '', name])) : null
  return motifFromNodes(
    {
      ...ground,
      edges: kind === 'motif' && rows.length > 0 ? ofMotif : ground.edges,
      isDirected: host.directed,
      nodeAttributes: host.nodeAttributes,
    },
    {
      ...(names ? { names } : {}),
      attributes,
      fixIds,
      title: `From ${rows.length === 1 ? 'a match' : `${ids.length} host nodes`} in ${host.name}`,
    },
  )
}

export function createQuestions(sources: QuestionSources): ResultQuestions {
  const open = openRows(sources)
  return {
    groups: (query) => groups(open, query),
    participation: (query = {}) => participation(open, query),
    histogram: (column, query = {}) => histogram(open, column, query),
    column: (column, query = {}) => oneColumn(open, column, query),
    subgraph: (query = {}) => subgraph(open, query),
    toMotif: (query) => toMotif(sources, open, query),
    exportShown: (format, query = {}) => exportShown(open, format, query),
  }
}
