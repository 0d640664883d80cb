/** The conformance corpus: its search cases, and the canonical form in which results are compared (FORMAT.md §2). */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AttributeValue } from '../../src/model/attribute'

export interface InlineGraph {
  directed: boolean
  multigraph: boolean
  nodes: { id: string; attrs: Record<string, AttributeValue> }[]
  edges: { source: string; target: string; attrs: Record<string, AttributeValue> }[]
}

export interface SearchCase {
  id: string
  level: 'required' | 'recommended'
  graph: InlineGraph | { connectome: string }
  motif: string
  options: {
    ignoreDirection: boolean
    excludeAutomorphisms: boolean
    inducedOnly: boolean
    limit: number | null
  }
  expected: {
    error?: string
    count: number
    columns: string[]
    sha256: string
    totalCount?: number
    rows?: string[][]
    mappings?: number
    groupOrder?: number
    group?: string[][]
  }
}

const folder = new URL('../conformance/', import.meta.url).pathname

function readJson<Data>(path: string): Data {
  return JSON.parse(readFileSync(join(folder, path), 'utf8')) as Data
}

export function allSearchCases(): SearchCase[] {
  return readdirSync(join(folder, 'search'))
    .sort()
    .flatMap((file) => readJson<{ cases: SearchCase[] }>(`search/${file}`).cases)
}

/** The cases that first.json lists: edges, static constraints, comments and macros only. */
export function firstSearchCases(): SearchCase[] {
  const ids = new Set(readJson<{ ids: string[] }>('first.json').ids)
  return allSearchCases().filter((one) => ids.has(one.id))
}

export function isInline(graph: SearchCase['graph']): graph is InlineGraph {
  return !('connectome' in graph)
}

/** An inline graph as node-link JSON, as networkx writes it. */
export function nodeLinkText(graph: InlineGraph): string {
  return JSON.stringify({
    directed: graph.directed,
    multigraph: graph.multigraph,
    graph: {},
    nodes: graph.nodes.map(({ id, attrs }) => ({ ...attrs, id })),
    links: graph.edges.map(({ source, target, attrs }) => ({ ...attrs, source, target })),
  })
}

/** Rows as the canonical text whose SHA-256 the corpus gives. `rows[i]` is in the order of `columns`. */
export function canonicalRows(
  rows: string[][],
  columns: string[],
  expected: SearchCase['expected'],
): string[] {
  const order = expected.columns.map((name) => columns.indexOf(name))
  const arranged = rows.map((row) => order.map((index) => row[index] ?? ''))
  const group = expected.group?.map((p) => p.map((name) => expected.columns.indexOf(name)))
  const smallest = (row: string[]) => {
    if (!group) return row
    const orbit = group.map((p) => p.map((index) => row[index] ?? ''))
    return orbit.reduce((least, one) => (compareRows(one, least) < 0 ? one : least))
  }
  return arranged
    .map((row) => JSON.stringify(smallest(row)))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}

function compareRows(left: string[], right: string[]): number {
  for (let i = 0; i < left.length; i++) {
    const sign = Buffer.compare(Buffer.from(left[i] ?? ''), Buffer.from(right[i] ?? ''))
    if (sign !== 0) return sign
  }
  return 0
}

export function sha256Of(lines: string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}
