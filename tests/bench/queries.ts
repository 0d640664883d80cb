/** The ten motifs of the benchmark, and how each is asked of the engine and of a property graph database. */

export interface Query {
  name: string
  /** In DotMotif. */
  motif: string
  /** In order of appearance: each after the first has an edge with an earlier one. */
  nodes: string[]
  required: [string, string][]
  forbidden: [string, string][]
  /** Whether all nodes must be candidates (`candidate = 1`). */
  isSelective: boolean
}

/** The one whose nodes must be candidates: under a millisecond natively. */
export const selective = 'Q10'

const texts: Record<string, string> = {
  Q1: 'A->B; B->C; A->C',
  Q2: 'A->B; B->C; C->A',
  Q3: 'A->B; B->A; B->C; C->B; A->C; C->A',
  Q4: 'A->B; B->C; C->D; D->A',
  Q5: 'A->C; A->D; B->C; B->D',
  Q6: 'A->B; A->C; B->D; C->D; B->C',
  Q7: 'A->B; B->C; A!>C',
  Q8: 'A->B; A->C; A->D; B->C; B->D; C->D',
  Q9: 'A->B; A->C; A->D; A->E; B->C; B->D; B->E; C->D; C->E; D->E',
  Q10: 'A->B; B->C; A->C',
}

function queryFrom(name: string, text: string): Query {
  const edges = text.split('; ').map((edge) => /^(\w)(->|!>)(\w)$/.exec(edge)!)
  const pairs = (arrow: string) =>
    edges.filter((edge) => edge[2] === arrow).map(([, from, , to]): [string, string] => [from!, to!])
  const nodes = [...new Set(text.match(/\w/g))]
  const isSelective = name === selective
  const motif = [text, ...(isSelective ? nodes.map((node) => `${node}.candidate = 1`) : [])].join('; ')
  return { name, motif, nodes, required: pairs('->'), forbidden: pairs('!>'), isSelective }
}

export const queries: Query[] = Object.entries(texts).map(([name, text]) => queryFrom(name, text))

/** The 3-cycle. */
export const cycle = 'Q2'
/** The feed-forward triangle. */
export const triangle = 'Q1'

/** The count in Cypher as Kùzu reads it, over nodes `N(id, candidate)` and edges `E`. Edges may be the same there, so
 *  nodes that no edge keeps apart are told to differ; hosts here have no self-loops. */
export function cypherOf({ nodes, required, forbidden, isSelective }: Query): string {
  const seen = new Set<string>()
  const node = (name: string) => {
    const text = seen.has(name) ? `(${name})` : `(${name}:N)`
    seen.add(name)
    return text
  }
  const patterns = required.map(([from, to]) => `${node(from)}-[:E]->${node(to)}`)
  const isJoined = (a: string, b: string) =>
    required.some(([from, to]) => (from === a && to === b) || (from === b && to === a))
  const pairs = nodes.flatMap((a, i) => nodes.slice(i + 1).map((b) => [a, b] as const))
  const conditions = [
    ...pairs.filter(([a, b]) => !isJoined(a, b)).map(([a, b]) => `id(${a}) <> id(${b})`),
    ...forbidden.map(([from, to]) => `NOT EXISTS { MATCH (${from})-[:E]->(${to}) }`),
    ...(isSelective ? nodes.map((name) => `${name}.candidate = 1`) : []),
  ]
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : ''
  return `MATCH ${patterns.join(', ')}${where} RETURN count(*)`
}

/** The count as plain self-joins in SQL over whole numbers, on tables `edges(source, target)` and
 *  `nodes(id, candidate)` whose ids are text. */
export function integerSqlOf({ nodes, required, forbidden, isSelective }: Query): string {
  const columns = new Map<string, string>()
  const conditions = required.flatMap(([from, to], i) =>
    [`e${i}.s`, `e${i}.t`].flatMap((column, end) => {
      const node = end === 0 ? from : to
      const known = columns.get(node)
      columns.set(node, known ?? column)
      return known === undefined ? [] : [`${known} = ${column}`]
    }),
  )
  const at = (node: string) => columns.get(node) ?? node
  const pairs = nodes.flatMap((a, i) => nodes.slice(i + 1).map((b) => `${at(a)} <> ${at(b)}`))
  const absent = forbidden.map(
    ([from, to]) => `NOT EXISTS (SELECT 1 FROM e AS x WHERE x.s = ${at(from)} AND x.t = ${at(to)})`,
  )
  const chosen = isSelective ? nodes.map((node) => `${at(node)} IN (SELECT id FROM chosen)`) : []
  return [
    'WITH e AS MATERIALIZED (SELECT source::INTEGER AS s, target::INTEGER AS t FROM edges),',
    'chosen AS (SELECT id::INTEGER AS id FROM nodes WHERE candidate = 1)',
    `SELECT count(*) FROM ${required.map((_, i) => `e AS e${i}`).join(', ')}`,
    `WHERE ${[...conditions, ...pairs, ...absent, ...chosen].join(' AND ')}`,
  ].join('\n')
}
