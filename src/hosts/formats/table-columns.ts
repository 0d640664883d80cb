/** Which columns of a table are the two ends of an edge. */
import { MotifscopeError } from '../../model/errors'
import type { TablePreview } from '../../model/errors'
import type { FormatOptions } from './format'

/** Pairs in use in the field, the most telling first. Compared without regard to case. */
const knownPairs: [string, string][] = [
  ['pre_root_id', 'post_root_id'],
  ['pre_pt_root_id', 'post_pt_root_id'],
  ['bodyId_pre', 'bodyId_post'],
  [':START_ID', ':END_ID'],
  ['source', 'target'],
  ['from', 'to'],
  ['pre', 'post'],
  ['src', 'dst'],
  ['u', 'v'],
]

/** What the ids of neurons are called in tables about neurons. */
export const idName =
  /^(?:.*:id(?:\(.*\))?|id|node|neuron|name|label|skid|(?:.*_)?(?:root|body|segment|skeleton|cell|node|neuron)_?id)$/i

export interface EdgeEnds {
  source: number
  target: number
}

/** neo4j-admin writes `:START_ID(space)` and `name:ID(space)`: the space and the name do not matter here. */
function bareName(column: string): string {
  const neo4j = /(:(?:START_ID|END_ID|ID))\s*(\(.*\))?$/i.exec(column)
  return (neo4j?.[1] ?? column).toLowerCase()
}

/** The positions of the two ends.
 *  @throws MotifscopeError `unknown-column` for a named column that is not there, `columns-needed` (with a preview)
 *  when nothing is named and no pair is recognised. */
export function findEdgeEnds(columns: string[], options: FormatOptions, preview: TablePreview): EdgeEnds {
  const named = [options.source, options.target].filter((name) => name !== undefined)
  for (const name of named) if (findNamed(columns, name) < 0) throw unknownColumn(columns, name, preview)
  const ends = recogniseEdgeEnds(columns, options)
  if (ends) return ends
  throw columnsNeeded(columns, preview)
}

/** The two ends: as named, or by a pair in use that fits what is named. Null when they cannot be told. */
export function recogniseEdgeEnds(columns: string[], options: FormatOptions): EdgeEnds | null {
  const source = options.source === undefined ? null : findNamed(columns, options.source)
  const target = options.target === undefined ? null : findNamed(columns, options.target)
  if (source === -1 || target === -1) return null
  if (source !== null && target !== null) return { source, target }
  const bare = columns.map(bareName)
  for (const [from, to] of knownPairs) {
    const ends = { source: bare.indexOf(from.toLowerCase()), target: bare.indexOf(to.toLowerCase()) }
    const fits = (source ?? ends.source) === ends.source && (target ?? ends.target) === ends.target
    if (ends.source >= 0 && ends.target >= 0 && fits) return ends
  }
  return null
}

function findNamed(columns: string[], name: string): number {
  const exact = columns.indexOf(name)
  return exact >= 0 ? exact : columns.findIndex((column) => column.toLowerCase() === name.toLowerCase())
}

function unknownColumn(columns: string[], name: string, preview: TablePreview): MotifscopeError {
  const list = columns.map((column) => `“${column}”`).join(', ')
  return new MotifscopeError(
    'unknown-column',
    `There is no column “${name}” in this table. It has ${list}.`,
    {
      hint: 'Choose the columns that hold the source and the target of each edge.',
      preview,
    },
  )
}

function columnsNeeded(columns: string[], preview: TablePreview): MotifscopeError {
  if (columns.length === 1)
    return new MotifscopeError(
      'not-a-graph',
      'This is not a graph: its lines have no separator, so there is one column only.',
      {
        hint: 'An edge list needs two columns, separated by comma, semicolon, tab or “|”.',
        line: 1,
        preview,
      },
    )
  if (columns.some((column) => bareName(column) === ':id'))
    return new MotifscopeError('not-a-graph', 'This is a table of nodes, without edges.', {
      hint: 'Open it together with the table of its edges: choose both, or drop both.',
      line: 1,
      preview,
    })
  if (
    columns.length > 3 &&
    columns[0] === 'column 1' &&
    columns.slice(1).every((name) => /^-?\d+$/.test(name))
  )
    return new MotifscopeError(
      'adjacency-matrix',
      'This looks like an adjacency matrix, but its rows are not named as its columns are.',
      {
        hint: 'Give each row the id of a column, or write one row per edge (source, target, weight).',
        preview,
      },
    )
  return new MotifscopeError(
    'columns-needed',
    'It is not clear which columns hold the source and the target of each edge.',
    {
      hint: 'Choose the two columns.',
      preview,
    },
  )
}

/** The position of the id in a node table: the column of this name, else a column `id`, one neo4j-admin marks as such,
 *  or the first.
 *  @throws MotifscopeError `unknown-column`. */
export function findIdColumn(columns: string[], name?: string, preview?: TablePreview): number {
  if (name !== undefined) {
    const named = findNamed(columns, name)
    if (named < 0) throw unknownColumn(columns, name, preview ?? { columns, rows: [] })
    return named
  }
  const plain = columns.indexOf('id')
  const marked = columns.findIndex((column) => bareName(column) === ':id')
  return plain >= 0 ? plain : Math.max(0, marked)
}
