/** A motif in words: each edge and constraint as a sentence, for those who do not see the drawing, and short labels
 *  for those who do. Pure. */
import type { Constraint, Motif, MotifEdge, Operator } from '../model/motif'

const operatorWords: Record<Operator, string> = {
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
const operatorSigns: Partial<Record<Operator, string>> = { '==': '=', '!=': '≠', '<=': '≤', '>=': '≥' }
const actionWords = {
  SYN: { required: 'has an edge to', forbidden: 'has no edge to' },
  EXC: { required: 'excites', forbidden: 'does not excite' },
  INH: { required: 'inhibits', forbidden: 'does not inhibit' },
}

const written = (value: Constraint['value']) => (typeof value === 'string' ? `“${value}”` : String(value))

/** `weight ≥ 3` */
export const constraintLabel = ({ key, op, value }: Constraint): string =>
  `${key} ${operatorSigns[op] ?? op} ${String(value)}`

/** `weight is at least 3` */
const constraintWords = ({ key, op, value }: Constraint) => `${key} ${operatorWords[op]} ${written(value)}`

/** Every constraint on the pair of this edge, bracket clauses and alias constraints together. */
export const constraintsOfEdge = (motif: Motif, { from, to }: MotifEdge): Constraint[] =>
  motif.edgeConstraints.filter((constraint) => constraint.from === from && constraint.to === to)

/** `A has an edge to B whose weight is at least 3.` */
function edgeSentence(motif: Motif, edge: MotifEdge): string {
  const verb = actionWords[edge.action][edge.exists ? 'required' : 'forbidden']
  const constraints = constraintsOfEdge(motif, edge).map(constraintWords)
  return `${edge.from} ${verb} ${edge.to}${constraints.length > 0 ? ` whose ${constraints.join(' and whose ')}` : ''}.`
}

/** The whole motif, a sentence for each edge and constraint. */
export function motifSentences(motif: Motif): string[] {
  return [
    ...motif.edges.map((edge) => edgeSentence(motif, edge)),
    ...motif.nodeConstraints.map(
      ({ node, key, op, value }) => `The ${key} of ${node} ${operatorWords[op]} ${written(value)}.`,
    ),
    ...motif.dynamicNodeConstraints.map(
      ({ node, key, op, otherNode, otherKey }) =>
        `The ${key} of ${node} ${operatorWords[op]} the ${otherKey} of ${otherNode}.`,
    ),
    ...motif.dynamicEdgeConstraints.map(
      ({ from, to, key, op, otherFrom, otherTo, otherKey }) =>
        `The ${key} of the edge from ${from} to ${to} ${operatorWords[op]} the ${otherKey} of the edge from ${otherFrom} to ${otherTo}.`,
    ),
  ]
}

/** What a node must satisfy, for its tooltip and the legend. */
export function nodeConstraintLabels(motif: Motif, node: string): string[] {
  return [
    ...motif.nodeConstraints.filter((constraint) => constraint.node === node).map(constraintLabel),
    ...motif.dynamicNodeConstraints
      .filter((constraint) => constraint.node === node)
      .map(
        ({ key, op, otherNode, otherKey }) => `${key} ${operatorSigns[op] ?? op} ${otherNode}.${otherKey}`,
      ),
  ]
}
