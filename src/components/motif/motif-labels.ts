/** Short labels of a motif's constraints, for its drawing. Pure. */
import type { Constraint, Motif, MotifEdge, Operator } from '../../model/motif'

const operatorSigns: Partial<Record<Operator, string>> = { '==': '=', '!=': '≠', '<=': '≤', '>=': '≥' }
const signOf = (op: Operator): string => operatorSigns[op] ?? op

/** `weight ≥ 3` */
export const constraintLabel = ({ key, op, value }: Constraint): string =>
  `${key} ${signOf(op)} ${String(value)}`

/** Every constraint on the pair of this edge, bracket clauses and alias constraints together. */
export const constraintsOfEdge = (motif: Motif, { from, to }: MotifEdge): Constraint[] =>
  motif.edgeConstraints.filter((constraint) => constraint.from === from && constraint.to === to)

/** What a node must satisfy, for its tooltip and the legend. */
export function nodeConstraintLabels(motif: Motif, node: string): string[] {
  return [
    ...motif.nodeConstraints.filter((constraint) => constraint.node === node).map(constraintLabel),
    ...motif.dynamicNodeConstraints
      .filter((constraint) => constraint.node === node)
      .map(({ key, op, otherNode, otherKey }) => `${key} ${signOf(op)} ${otherNode}.${otherKey}`),
  ]
}
