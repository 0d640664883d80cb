/** The statements of a motif as short texts, for the comments of the SQL that they become. Not meant to be read back:
 *  long values are cut. Pure. */
import type {
  Constraint,
  DynamicEdgeConstraint,
  DynamicNodeConstraint,
  Motif,
  MotifEdge,
} from '../model/motif'

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
function attributeText(owner: string, key: string): string {
  return isWord(key) ? `${owner}.${key}` : `${owner}[${keyText(key)}]`
}

/** `A -> B [weight >= 3]` */
function edgeText({ from, to, exists, action, constraints }: MotifEdge): string {
  const clauses = constraints.length > 0 ? ` [${constraints.map(clauseText).join(', ')}]` : ''
  return `${from} ${exists ? '-' : '!'}${signs[action]} ${to}${clauses}`
}

/** `A.size > 3` */
export function constraintText(owner: string, { key, op, value }: Constraint): string {
  return `${attributeText(owner, key)} ${op} ${valueText(value)}`
}

/** What people call the edge of an ordered pair: its alias, or `A_to_B`. */
export function edgeName({ namedEdges }: Motif, { from, to }: { from: string; to: string }): string {
  return namedEdges.find((named) => named.from === from && named.to === to)?.name ?? `${from}_to_${to}`
}

/** The two ordered pairs that a comparison of edges names. */
export function pairsOfComparison(
  comparison: DynamicEdgeConstraint,
): [left: { from: string; to: string }, right: { from: string; to: string }] {
  const { from, to, otherFrom, otherTo } = comparison
  return [
    { from, to },
    { from: otherFrom, to: otherTo },
  ]
}

/** `A.size > B.size`, or the same of two edges. */
export function comparisonText(
  motif: Motif,
  comparison: DynamicNodeConstraint | DynamicEdgeConstraint,
): string {
  const { key, op, otherKey } = comparison
  const [left, right] =
    'node' in comparison
      ? [comparison.node, comparison.otherNode]
      : pairsOfComparison(comparison).map((pair) => edgeName(motif, pair))
  return `${attributeText(left ?? '', key)} ${op} ${attributeText(right ?? '', otherKey)}`
}

const isSamePair = (a: { from: string; to: string }, b: { from: string; to: string }) =>
  a.from === b.from && a.to === b.to

/** The statements about an ordered pair: its edges with their clauses, then what its alias adds. */
export function pairTexts(motif: Motif, pair: { from: string; to: string }): string[] {
  const edges = motif.edges.filter((edge) => isSamePair(edge, pair))
  const isClause = (one: Constraint) =>
    edges.some(({ constraints }) =>
      constraints.some(({ key, op, value }) => key === one.key && op === one.op && value === one.value),
    )
  const added = motif.edgeConstraints.filter((one) => isSamePair(one, pair) && !isClause(one))
  return [...edges.map(edgeText), ...added.map((one) => constraintText(edgeName(motif, pair), one))]
}
