/** The statements of a motif as short texts, for the comments of the SQL that they become. Not meant to be read back:
 *  long values are cut. Pure. */
import type { Constraint, DynamicEdgeConstraint, Motif, MotifEdge, Operator } from '../model/motif'

const signs = { SYN: '>', EXC: '+', INH: '|' } as const
const mostCharacters = 60

function cut(text: string): string {
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text
}

function valueText(value: Constraint['value']): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return cut(typeof value === 'string' ? JSON.stringify(value) : String(value))
}

const isWord = (text: string) => /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(text)
const keyText = (key: string) => (isWord(key) ? key : JSON.stringify(key))
const clauseText = ({ key, op, value }: Constraint) => `${keyText(key)} ${op} ${valueText(value)}`

/** `A.size`, `A["soma radius"]` */
export function attributeText(owner: string, key: string): string {
  return isWord(key) ? `${owner}.${key}` : `${owner}[${keyText(key)}]`
}

/** `A -> B [weight >= 3]` */
export function edgeText({ from, to, exists, action, constraints }: MotifEdge): string {
  const clauses = constraints.length > 0 ? ` [${constraints.map(clauseText).join(', ')}]` : ''
  return `${from} ${exists ? '-' : '!'}${signs[action]} ${to}${clauses}`
}

/** `A.size > 3` */
export function constraintText(owner: string, { key, op, value }: Constraint): string {
  return `${attributeText(owner, key)} ${op} ${valueText(value)}`
}

/** `A.size > B.size` */
export function comparisonText(
  owner: string,
  comparison: { key: string; op: Operator; otherKey: string },
  other: string,
): string {
  const { key, op, otherKey } = comparison
  return `${attributeText(owner, key)} ${op} ${attributeText(other, otherKey)}`
}

/** What people call the edge of an ordered pair: its alias, or `A_to_B`. */
export function edgeName({ namedEdges }: Motif, { from, to }: { from: string; to: string }): string {
  return namedEdges.find((named) => named.from === from && named.to === to)?.name ?? `${from}_to_${to}`
}

/** The two ordered pairs that a comparison of edges names. */
export function pairsOfComparison(c: DynamicEdgeConstraint): { from: string; to: string }[] {
  return [
    { from: c.from, to: c.to },
    { from: c.otherFrom, to: c.otherTo },
  ]
}
