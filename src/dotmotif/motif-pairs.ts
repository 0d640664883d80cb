/** A motif by ordered pairs of nodes, as searches see it: what must be between the two, and what must not. */
import type { Constraint, Motif } from '../model/motif'

export interface MotifPair {
  /** `from to`; names hold no blanks. */
  key: string
  from: string
  to: string
  exists: boolean
  /** Everything demanded of an edge of this pair: bracket clauses and alias constraints. */
  constraints: Constraint[]
}

/** The ordered pairs that edges join, in order of first appearance. */
export function motifPairs({ edges, edgeConstraints }: Motif): MotifPair[] {
  const pairs = new Map<string, MotifPair>()
  for (const { from, to, exists } of edges) {
    const key = `${from} ${to}`
    if (!pairs.has(key)) pairs.set(key, { key, from, to, exists, constraints: [] })
  }
  for (const { from, to, key, op, value } of edgeConstraints)
    pairs.get(`${from} ${to}`)?.constraints.push({ key, op, value })
  return [...pairs.values()]
}

/** Whether a dynamic constraint speaks of the pair's edge. */
export function isCompared({ dynamicEdgeConstraints }: Motif, { from, to }: MotifPair): boolean {
  return dynamicEdgeConstraints.some(
    (c) => (c.from === from && c.to === to) || (c.otherFrom === from && c.otherTo === to),
  )
}

const isSame = (left: Constraint, right: Constraint) =>
  left.key === right.key && left.op === right.op && left.value === right.value

/** What no edge of a forbidden pair may satisfy: one conjunction for the pair, or one for each of several forbidden
 *  edges of different types, each its own clauses together with the alias constraints of the pair. */
export function forbiddenConstraints(motif: Motif, pair: MotifPair): Constraint[][] {
  const own = motif.edges.filter(({ from, to }) => from === pair.from && to === pair.to)
  if (own.length === 1 || isCompared(motif, pair)) return [pair.constraints]
  const clauses = own.flatMap(({ constraints }) => constraints)
  const alias = pair.constraints.filter((constraint) => !clauses.some((clause) => isSame(clause, constraint)))
  return own.map(({ constraints }) => [...constraints, ...alias])
}
