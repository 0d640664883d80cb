/** The FROM clause of a motif's SQL: required edges joined at the motif nodes they share. Nodes themselves are joined
 *  only where their attributes are asked for: comparisons between two small tables of nodes would tempt the engine to
 *  begin with all pairs of nodes. Pure. */
import type { MotifSqlDraft, NamedDemand } from './motif-sql-draft'
import type { CommonTables } from './motif-sql-tables'
import { pairTexts } from './motif-statements'
import { writeComment } from './sql-words'

interface Join {
  comments: string[]
  /** `edges AS A_to_B(A, B)` */
  table: string
  nodes: string[]
}

function edgeJoin(draft: MotifSqlDraft, common: CommonTables, pair: NamedDemand): Join {
  const { from, to } = pair
  const table = draft.isChosen(pair) ? draft.links : common.connectionsBy(draft.constraintsOf(pair))
  const nodes = from === to ? [from] : [from, to]
  const columns = nodes.map((node) => draft.node(node)).join(', ')
  return {
    comments: pairTexts(draft.motif, pair),
    table: `${table} AS ${draft.edge(pair)}(${columns})`,
    nodes,
  }
}

function nodeJoin(draft: MotifSqlDraft, node: string): Join {
  const name = draft.node(node)
  return { comments: [], table: `nodes AS ${name}(${name})`, nodes: [node] }
}

/** The joins in an order in which each shares a motif node with an earlier one, where there is one that does. */
function inConnectedOrder(joins: Join[]): Join[] {
  const waiting = [...joins]
  const ordered: Join[] = []
  const bound = new Set<string>()
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ nodes }) => nodes.some((node) => bound.has(node)))
    const [join] = waiting.splice(Math.max(next, 0), 1)
    if (!join) break
    ordered.push(join)
    for (const node of join.nodes) bound.add(node)
  }
  return ordered
}

/** The lines after FROM. */
export function joinLines(draft: MotifSqlDraft, common: CommonTables): string[] {
  const edges = draft.demands.filter(({ exists }) => exists).map((pair) => edgeJoin(draft, common, pair))
  const inEdges = new Set(edges.flatMap(({ nodes }) => nodes))
  const nodes = draft.motif.nodes.filter((node) => !inEdges.has(node) || draft.isConstrained(node))
  const bound = new Set<string>()
  const joins = inConnectedOrder([...edges, ...nodes.map((node) => nodeJoin(draft, node))])
  return joins.flatMap(({ comments, table, nodes: own }, i) => {
    const shared = own.filter((node) => bound.has(node)).map((node) => draft.node(node))
    for (const node of own) bound.add(node)
    const using = shared.length > 0 ? `JOIN ${table} USING (${shared.join(', ')})` : `CROSS JOIN ${table}`
    return [...comments.map(writeComment), i === 0 ? table : using]
  })
}
