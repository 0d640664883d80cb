/** What each name of the expanded text stands for: a motif node, or the ordered pair an edge alias names. */
import type { EdgeStatement, Name, PlainStatement } from './ast'
import type { Problem } from './problem'
import { suggestion } from './suggest'

export interface Pair {
  from: string
  to: string
}

export type Meaning = { kind: 'node'; node: string } | ({ kind: 'edge' } & Pair)

export interface NameTable {
  /** In order of first appearance in an edge. */
  nodes: Set<string>
  /** By `nameKey`; local aliases of macros too. */
  aliases: Map<string, Pair>
  /** Aliases at top level, in order. */
  named: ({ name: string } & Pair)[]
  forgiven: Set<string>
}

/** One key for each thing a name can stand for: the aliases of two expansions differ. */
export const nameKey = ({ text, scope }: Name) => (scope === undefined ? text : `${text} ${scope}`)

function nameAlias(table: NameTable, { alias, from, to }: EdgeStatement): Problem | null {
  if (!alias) return null
  const key = nameKey(alias)
  const pair = { from: from.text, to: to.text }
  if (table.aliases.has(key)) {
    const message = `The name \`${alias.text}\` is given to an edge twice.`
    return { code: 'duplicate-name', message, start: alias.start, end: alias.end }
  }
  table.aliases.set(key, pair)
  if (alias.scope === undefined) table.named.push({ name: alias.text, ...pair })
  if (alias.scope !== undefined || !table.nodes.has(alias.text)) return null
  const message = `The name \`${alias.text}\` stands for a node and for an edge.`
  return { code: 'duplicate-name', message, start: alias.start, end: alias.end }
}

/** Collects all nodes and aliases, wherever in the text they stand. */
export function collectNames(
  statements: PlainStatement[],
  forgiven: Set<string>,
): { table: NameTable; problems: Problem[] } {
  const table: NameTable = { nodes: new Set(), aliases: new Map(), named: [], forgiven }
  const edges = statements.filter((statement) => statement.kind === 'edge')
  for (const { from, to } of edges) table.nodes.add(from.text).add(to.text)
  const problems = edges.map((edge) => nameAlias(table, edge)).filter((problem) => problem !== null)
  return { table, problems }
}

/** The node or pair a name stands for, or null. */
export function meaningOf(table: NameTable, name: Name): Meaning | null {
  const pair = table.aliases.get(nameKey(name))
  if (pair) return { kind: 'edge', ...pair }
  return table.nodes.has(name.text) ? { kind: 'node', node: name.text } : null
}

function* knownNames({ named, nodes }: NameTable): Generator<string> {
  for (const { name } of named) yield name
  yield* nodes
}

/** The node or pair a name stands for; a problem when there is none; null when a complaint would be an echo. */
export function resolveName(table: NameTable, name: Name): Meaning | { problem: Problem } | null {
  const meaning = meaningOf(table, name)
  if (meaning || table.forgiven.has(name.text)) return meaning
  const message = `\`${name.text}\` is neither a node of an edge nor the name of an edge.`
  const near = suggestion(name.text, knownNames(table))
  return { problem: { code: 'unknown-entity', message, ...near, start: name.start, end: name.end } }
}
