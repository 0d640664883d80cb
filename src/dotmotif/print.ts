/** Motif → canonical DotMotif. Reading what is printed gives the same motif, lists in the same order. */
import type { Constraint, DynamicEdgeConstraint, EdgeConstraint, Motif, MotifEdge } from '../model/motif'
import { writeAttribute, writeClause, writeName, writeRelation, writeValue } from './write-words'

interface Pair {
  from: string
  to: string
}

/** What is needed to speak of an edge: its alias, or its relation where it has none. */
interface Names {
  aliases: Map<string, string[]>
  relations: Map<string, string>
  /** Macros printed so far. */
  macroCount: number
}

const pairKey = ({ from, to }: Pair) => `${from} ${to}`

function namesOf({ edges, namedEdges }: Motif): Names {
  const names: Names = { aliases: new Map(), relations: new Map(), macroCount: 0 }
  for (const edge of edges.toReversed()) names.relations.set(pairKey(edge), writeRelation(edge))
  for (const { name, ...pair } of namedEdges) {
    const known = names.aliases.get(pairKey(pair)) ?? []
    names.aliases.set(pairKey(pair), [...known, writeName(name)])
  }
  return names
}

/** One line for an edge; further aliases of its pair repeat it. */
function printEdge(edge: MotifEdge, aliases: string[]): string[] {
  const { from, to, constraints } = edge
  const arrow = `${writeName(from)} ${writeRelation(edge)} ${writeName(to)}`
  const clauses = constraints.length > 0 ? ` [${constraints.map(writeClause).join(', ')}]` : ''
  const [first, ...others] = aliases
  const alias = first === undefined ? '' : ` as ${first}`
  return [`${arrow}${clauses}${alias}`, ...others.map((other) => `${arrow} as ${other}`)]
}

function printEdges({ edges }: Motif, names: Names): string[] {
  const told = new Set<string>()
  return edges.flatMap((edge) => {
    const key = pairKey(edge)
    const aliases = told.has(key) ? [] : (names.aliases.get(key) ?? [])
    told.add(key)
    return printEdge(edge, aliases)
  })
}

/** Statements about edges, each edge given by a name. Edges without one get it inside a macro, where it stays
 *  unknown to the rest of the text. */
function printOnEdges(pairs: Pair[], names: Names, statements: (aliases: string[]) => string[]): string[] {
  const aliasOf = (pair: Pair) => names.aliases.get(pairKey(pair))?.[0]
  const known = pairs.map(aliasOf)
  if (known.every((alias) => alias !== undefined)) return statements(known)
  const parameters: string[] = []
  const args: string[] = []
  const body: string[] = []
  const local = new Map<string, string>()
  for (const pair of pairs) {
    if (local.has(pairKey(pair))) continue
    const n = local.size + 1
    local.set(pairKey(pair), `e${n}`)
    const alias = aliasOf(pair)
    parameters.push(...(alias === undefined ? [`a${n}`, `b${n}`] : [`e${n}`]))
    args.push(...(alias === undefined ? [writeName(pair.from), writeName(pair.to)] : [alias]))
    if (alias === undefined) body.push(`a${n} ${names.relations.get(pairKey(pair)) ?? '->'} b${n} as e${n}`)
  }
  const aliases = pairs.map((pair) => local.get(pairKey(pair)) ?? '')
  const name = `on_edges_${++names.macroCount}`
  const lines = [...body, ...statements(aliases)].map((line) => `  ${line}`)
  return [`${name}(${parameters.join(', ')}) {`, ...lines, '}', `${name}(${args.join(', ')})`]
}

const sameConstraint = (left: Constraint, right: Constraint) =>
  left.key === right.key && left.op === right.op && left.value === right.value

/** The constraints of pairs that stand in no brackets, pair by pair. */
function printAliasConstraints({ edges, edgeConstraints }: Motif, names: Names): string[] {
  const inBrackets = new Map<string, Constraint[]>()
  for (const edge of edges)
    inBrackets.set(pairKey(edge), [...(inBrackets.get(pairKey(edge)) ?? []), ...edge.constraints])
  const byPair = new Map<string, EdgeConstraint[]>()
  for (const constraint of edgeConstraints) {
    const key = pairKey(constraint)
    if (!inBrackets.has(key) || inBrackets.get(key)?.some((clause) => sameConstraint(clause, constraint)))
      continue
    byPair.set(key, [...(byPair.get(key) ?? []), constraint])
  }
  return [...byPair.values()].flatMap((constraints) =>
    printOnEdges(constraints.slice(0, 1), names, ([alias = '']) =>
      constraints.map(({ key, op, value }) => `${writeAttribute(alias, key)} ${op} ${writeValue(value)}`),
    ),
  )
}

function printEdgeComparison(constraint: DynamicEdgeConstraint, names: Names): string[] {
  const { from, to, key, op, otherFrom, otherTo, otherKey } = constraint
  const pairs = [
    { from, to },
    { from: otherFrom, to: otherTo },
  ]
  return printOnEdges(pairs, names, ([left = '', right = '']) => [
    `${writeAttribute(left, key)} ${op} ${writeAttribute(right, otherKey)}`,
  ])
}

/** Canonical DotMotif, one statement a line, a line break at the end; empty for an empty motif. A node without an edge
 *  has no form in DotMotif: it is left out with its constraints. Throws `invalid-name` for names and attribute keys
 *  that DotMotif cannot write. */
export function printMotif(motif: Motif): string {
  const names = namesOf(motif)
  const inEdges = new Set(motif.edges.flatMap(({ from, to }) => [from, to]))
  const constraints = motif.nodeConstraints
    .filter(({ node }) => inEdges.has(node))
    .map(({ node, key, op, value }) => `${writeAttribute(writeName(node), key)} ${op} ${writeValue(value)}`)
  const comparisons = motif.dynamicNodeConstraints
    .filter(({ node, otherNode }) => inEdges.has(node) && inEdges.has(otherNode))
    .map(({ node, key, op, otherNode, otherKey }) => {
      const left = writeAttribute(writeName(node), key)
      return `${left} ${op} ${writeAttribute(writeName(otherNode), otherKey)}`
    })
  const equivalences = motif.automorphisms
    .filter((pair) => pair.every((node) => inEdges.has(node)))
    .map(([left, right]) => `${left} === ${right}`)
  const lines = [
    ...printEdges(motif, names),
    ...constraints,
    ...printAliasConstraints(motif, names),
    ...comparisons,
    ...motif.dynamicEdgeConstraints.flatMap((constraint) => printEdgeComparison(constraint, names)),
    ...equivalences,
  ]
  return lines.map((line) => `${line}\n`).join('')
}
