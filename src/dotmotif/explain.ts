/** What a motif asks for, statement by statement, in plain English. */
import type { Constraint, Motif, Operator } from '../model/motif'
import type { MotifPlaces } from './assemble-motif'
import type { MotifPair } from './motif-pairs'
import { forbiddenConstraints, isCompared, motifPairs } from './motif-pairs'
import { writeAttribute, writeClause, writeRelation, writeValue } from './write-words'

/** One sentence about a motif. */
export interface Explanation {
  /** The statement in canonical DotMotif; empty for sentences about the whole. */
  statement: string
  sentence: string
  /** The motif nodes it speaks of, in order. */
  nodes: string[]
}

/** The entry of the motif's lists that an explanation is about; null: the whole motif. */
export interface ExplainedEntry extends Explanation {
  entry: { list: keyof MotifPlaces; index: number } | null
}

const comparisons: Record<Operator, string> = {
  '==': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is greater than',
  '>=': 'is at least',
  in: 'is part of',
  '!in': 'is not part of',
  contains: 'contains',
  '!contains': 'does not contain',
}

/** Texts have an order, not a size. */
const textOrders: Partial<Record<Operator, string>> = {
  '<': 'comes before',
  '<=': 'comes before or is',
  '>': 'comes after',
  '>=': 'comes after or is',
}

const isNegated = (op: Operator) => op === '!=' || op === '!in' || op === '!contains'

/** `is at least 3`; an attribute that is missing satisfies a negated comparison. */
function predicate({ op, value }: Constraint): string {
  const words = (typeof value === 'string' ? textOrders[op] : undefined) ?? comparisons[op]
  const operand = typeof value === 'boolean' ? String(value) : writeValue(value)
  return `${words} ${operand}${isNegated(op) ? ' (or is missing)' : ''}`
}

const condition = (constraint: Constraint) => `\`${constraint.key}\` ${predicate(constraint)}`

/** `A`, `A and B`, `A, B and C`. */
function joined(parts: string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}

const actions = {
  SYN: { verb: 'connects to', infinitive: 'connect to' },
  EXC: { verb: 'excites', infinitive: 'excite' },
  INH: { verb: 'inhibits', infinitive: 'inhibit' },
}

/** whose `weight` is at least 3 and whose `kind` is "x" */
const whose = (constraints: Constraint[]) => joined(constraints.map((each) => `whose ${condition(each)}`))

function explainEdges(motif: Motif, pair: MotifPair): ExplainedEntry[] {
  const own = motif.edges.filter(({ from, to }) => from === pair.from && to === pair.to)
  const forbidden = pair.exists ? [] : forbiddenConstraints(motif, pair)
  return own.map((edge, index) => {
    const { from, to, action, constraints } = edge
    const target = from === to ? 'itself' : to
    const clauses = constraints.length > 0 ? ` [${constraints.map(writeClause).join(', ')}]` : ''
    const statement = `${from} ${writeRelation(edge)} ${to}${clauses}`
    const nodes = from === to ? [from] : [from, to]
    const { verb, infinitive } = actions[action]
    const entry = { list: 'edges' as const, index: motif.edges.indexOf(edge) }
    if (pair.exists) {
      const through = constraints.length > 0 ? ` through an edge ${whose(constraints)}` : ''
      return { statement, sentence: `${from} ${verb} ${target}${through}.`, nodes, entry }
    }
    const excluded = forbidden[index] ?? []
    const through = excluded.length > 0 ? ` through any edge ${whose(excluded)}` : ''
    const beside = isCompared(motif, pair) ? ' that stands in the relations below' : ''
    const sentence = `${from} does not ${infinitive} ${target}${through}${beside}.`
    return { statement, sentence, nodes, entry }
  })
}

/** What aliases add to a required pair, beside the clauses in brackets. */
function explainAlias({ edges, edgeConstraints, namedEdges }: Motif, pair: MotifPair): ExplainedEntry[] {
  const alias = namedEdges.find(({ from, to }) => from === pair.from && to === pair.to)?.name
  const clauses = edges.flatMap((edge) =>
    edge.from === pair.from && edge.to === pair.to ? edge.constraints : [],
  )
  const isClause = (each: Constraint) =>
    clauses.some(({ key, op, value }) => key === each.key && op === each.op && value === each.value)
  const nodes = pair.from === pair.to ? [pair.from] : [pair.from, pair.to]
  return edgeConstraints.flatMap((each, index) => {
    const { from, to, key, op, value } = each
    if (!pair.exists || from !== pair.from || to !== pair.to || isClause(each)) return []
    const statement = alias
      ? `${writeAttribute(alias, key)} ${op} ${writeValue(value)}`
      : `${pair.from} -> ${pair.to} [${writeClause(each)}]`
    const sentence = `The \`${key}\` of the edge from ${from} to ${to} ${predicate(each)}.`
    return { statement, sentence, nodes, entry: { list: 'edgeConstraints' as const, index } }
  })
}

function explainNodes({ nodeConstraints, dynamicNodeConstraints }: Motif): ExplainedEntry[] {
  const fixed = nodeConstraints.map(({ node, ...constraint }, index) => ({
    statement: `${writeAttribute(node, constraint.key)} ${constraint.op} ${writeValue(constraint.value)}`,
    sentence: `The \`${constraint.key}\` of ${node} ${predicate(constraint)}.`,
    nodes: [node],
    entry: { list: 'nodeConstraints' as const, index },
  }))
  const compared = dynamicNodeConstraints.map(({ node, key, op, otherNode, otherKey }, index) => ({
    statement: `${writeAttribute(node, key)} ${op} ${writeAttribute(otherNode, otherKey)}`,
    sentence: `The \`${key}\` of ${node} ${comparisons[op]} the \`${otherKey}\` of ${otherNode}.`,
    nodes: [...new Set([node, otherNode])],
    entry: { list: 'dynamicNodeConstraints' as const, index },
  }))
  return [...fixed, ...compared]
}

function explainEdgeComparisons({ dynamicEdgeConstraints, namedEdges }: Motif): ExplainedEntry[] {
  const aliasOf = (from: string, to: string) =>
    namedEdges.find((named) => named.from === from && named.to === to)?.name ?? `(${from} -> ${to})`
  return dynamicEdgeConstraints.map(({ from, to, key, op, otherFrom, otherTo, otherKey }, index) => {
    const [left, right] = [aliasOf(from, to), aliasOf(otherFrom, otherTo)]
    const other = `the \`${otherKey}\` of the edge from ${otherFrom} to ${otherTo}`
    return {
      statement: `${writeAttribute(left, key)} ${op} ${writeAttribute(right, otherKey)}`,
      sentence: `The \`${key}\` of the edge from ${from} to ${to} ${comparisons[op]} ${other}.`,
      nodes: [...new Set([from, to, otherFrom, otherTo])],
      entry: { list: 'dynamicEdgeConstraints' as const, index },
    }
  })
}

function explainWhole({ nodes }: Motif): ExplainedEntry {
  const told = (sentence: string) => ({ statement: '', sentence, nodes, entry: null })
  if (nodes.length === 0) return told('The motif is empty: it asks for nothing.')
  if (nodes.length === 1) return told(`Find every node ${nodes[0]} of the host graph such that:`)
  return told(`Find ${nodes.length} different nodes of the host graph, called ${joined(nodes)}, such that:`)
}

function explainEquivalences({ automorphisms }: Motif): ExplainedEntry[] {
  return automorphisms.map(([left, right], index) => ({
    statement: `${left} === ${right}`,
    sentence: `${left} and ${right} play the same part: what is demanded of one is demanded of the other.`,
    nodes: [...new Set([left, right])],
    entry: { list: 'automorphisms' as const, index },
  }))
}

/** What `explainMotif` says, with the entry that each sentence is about. */
export function explainEntries(motif: Motif): ExplainedEntry[] {
  const pairs = motifPairs(motif)
  return [
    explainWhole(motif),
    ...pairs.flatMap((pair) => [...explainEdges(motif, pair), ...explainAlias(motif, pair)]),
    ...explainNodes(motif),
    ...explainEdgeComparisons(motif),
    ...explainEquivalences(motif),
  ]
}

/** A motif in sentences: what is looked for, then edges, nodes, comparisons and equivalences. Relation types are told
 *  as written, though a search does not compare them with the host graph. */
export function explainMotif(motif: Motif): Explanation[] {
  return explainEntries(motif).map(({ statement, sentence, nodes }) => ({ statement, sentence, nodes }))
}
