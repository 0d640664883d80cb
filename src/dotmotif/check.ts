/** The validators: what contradicts itself is refused, since no host graph could ever hold it (FORMAT.md, rule 12). */
import type { Constraint, ConstraintValue, Motif } from '../model/motif'
import { compareCodePoints, satisfies } from '../model/attribute'
import type { Range } from './ast'
import type { MotifPlaces } from './assemble-motif'
import type { LineTable, Problem } from './problem'
import { valueKey } from './read-literal'

interface Placed {
  constraint: Constraint
  place: Range
}

/** Two statements that cannot both hold: the later one is marked, the earlier one named. */
interface Contradiction {
  earlier: Range
  later: Range
  reason: string
}

const isLower = (op: string) => op === '>' || op === '>='
const isUpper = (op: string) => op === '<' || op === '<='
const typeOf = (value: ConstraintValue) => (typeof value === 'bigint' ? 'number' : typeof value)
const write = (value: ConstraintValue) => (typeof value === 'string' ? `"${value}"` : String(value))

function compareValues(left: ConstraintValue, right: ConstraintValue): number {
  if (typeof left === 'string' && typeof right === 'string') return compareCodePoints(left, right)
  return left < right ? -1 : left > right ? 1 : 0
}

/** The bound that leaves less room. */
function tighter(left: Placed, right: Placed): Placed {
  const order = compareValues(left.constraint.value, right.constraint.value)
  if (order === 0) return left.constraint.op.length === 1 ? left : right
  return order > 0 === isLower(left.constraint.op) ? left : right
}

const contradiction = (a: Placed, b: Placed, reason: string): Contradiction => {
  const [earlier, later] = a.place.start <= b.place.start ? [a.place, b.place] : [b.place, a.place]
  return { earlier, later, reason }
}

function contradictoryBounds(bounds: Placed[]): Contradiction | null {
  const first = bounds[0]
  if (!first) return null
  const odd = bounds.find(({ constraint }) => typeOf(constraint.value) !== typeOf(first.constraint.value))
  if (odd) return contradiction(first, odd, 'its bounds are of different types')
  const lowers = bounds.filter(({ constraint }) => isLower(constraint.op))
  const uppers = bounds.filter(({ constraint }) => isUpper(constraint.op))
  if (lowers.length === 0 || uppers.length === 0) return null
  const [lower, upper] = [lowers.reduce(tighter), uppers.reduce(tighter)]
  const order = compareValues(lower.constraint.value, upper.constraint.value)
  const isOpen = lower.constraint.op === '>' || upper.constraint.op === '<'
  if (order < 0 || (order === 0 && !isOpen)) return null
  const [low, high] = [lower, upper].map(({ constraint: { op, value } }) => `${op} ${write(value)}`)
  return contradiction(lower, upper, `nothing is both ${low} and ${high}`)
}

/** Both an operator and its negation with the same operand. */
function contradictoryNegation(constraints: Placed[]): Contradiction | null {
  const seen = new Map<string, Placed>()
  for (const placed of constraints) {
    const { op, value } = placed.constraint
    const operator = op === '!=' ? '==' : op.replace('!', '')
    const isNegated = op.startsWith('!')
    const other = seen.get(`${operator}${!isNegated}${valueKey(value)}`)
    if (other)
      return contradiction(other, placed, `\`${operator} ${write(value)}\` is both demanded and excluded`)
    seen.set(`${operator}${isNegated}${valueKey(value)}`, placed)
  }
  return null
}

/** The first contradiction among the constraints on one attribute of one node or pair. */
function contradictionAmong(constraints: Placed[]): Contradiction | null {
  const equals = constraints.filter(({ constraint }) => constraint.op === '==')
  const bounds = constraints.filter(({ constraint: { op } }) => isLower(op) || isUpper(op))
  const [first, second] = equals
  if (first && second) {
    const values = `${write(first.constraint.value)} and ${write(second.constraint.value)}`
    return contradiction(first, second, `it cannot equal ${values} at once`)
  }
  const outside =
    first &&
    bounds.find(({ constraint }) => !satisfies(first.constraint.value, constraint.op, constraint.value))
  if (first && outside) {
    const { op, value } = outside.constraint
    return contradiction(first, outside, `${write(first.constraint.value)} is not ${op} ${write(value)}`)
  }
  return contradictoryNegation(constraints) ?? contradictoryBounds(bounds)
}

function groupBy<Item>(items: Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return [...groups.values()].filter((group) => group.length > 1)
}

interface OwnedConstraint extends Placed {
  /** The node, or the pair as `A → B`. */
  owner: string
}

function impossible(owner: string, key: string, found: Contradiction, lines: LineTable): Problem {
  const line = lines.lineAt(found.earlier.start)
  const message = `Nothing can satisfy the constraints on \`${key}\` of \`${owner}\`: ${found.reason} (see line ${line}).`
  return { code: 'impossible-constraint', message, start: found.later.start, end: found.later.end }
}

function impossibleConstraints(owned: OwnedConstraint[], lines: LineTable): Problem[] {
  return groupBy(owned, ({ owner, constraint }) => JSON.stringify([owner, constraint.key])).flatMap(
    (group) => {
      const found = contradictionAmong(group)
      const [first] = group
      return found && first ? [impossible(first.owner, first.constraint.key, found, lines)] : []
    },
  )
}

function impossibleComparisons(
  { dynamicNodeConstraints }: Motif,
  places: MotifPlaces,
  lines: LineTable,
): Problem[] {
  const all = dynamicNodeConstraints.map((constraint, i) => ({
    constraint,
    place: places.dynamicNodeConstraints[i],
  }))
  const groups = groupBy(all, ({ constraint: c }) => JSON.stringify([c.node, c.key, c.otherNode, c.otherKey]))
  return groups.flatMap((group) => {
    const lower =
      group.find(({ constraint }) => constraint.op === '>') ??
      group.find(({ constraint }) => isLower(constraint.op))
    const upper =
      group.find(({ constraint }) => constraint.op === '<') ??
      group.find(({ constraint }) => isUpper(constraint.op))
    if (!lower?.place || !upper?.place || (lower.constraint.op === '>=' && upper.constraint.op === '<='))
      return []
    const [earlier, later] =
      lower.place.start <= upper.place.start ? [lower.place, upper.place] : [upper.place, lower.place]
    const { node, key, otherNode, otherKey } = lower.constraint
    const reason = `it cannot be both ${lower.constraint.op} and ${upper.constraint.op} \`${otherNode}.${otherKey}\``
    return [impossible(node, key, { earlier, later, reason }, lines)]
  })
}

function disagreeingEdges({ edges }: Motif, places: MotifPlaces, lines: LineTable): Problem[] {
  const all = edges.map((edge, index) => ({ edge, place: places.edges[index] }))
  return groupBy(all, ({ edge }) => `${edge.from} ${edge.to}`).flatMap((group) => {
    const first = group[0]
    const other = group.find(({ edge }) => edge.exists !== first?.edge.exists)
    if (!first?.place || !other?.place) return []
    const { from, to, exists } = first.edge
    const line = lines.lineAt(first.place.start)
    const [then, now] = exists ? ['required', 'forbidden'] : ['forbidden', 'required']
    const message = `The edge from \`${from}\` to \`${to}\` is ${now} here and ${then} on line ${line}.`
    return [{ code: 'disagreeing-edges', message, ...other.place }]
  })
}

function placed<Item>(items: Item[], places: Range[]): { item: Item; place: Range }[] {
  return items.map((item, index) => ({ item, place: places[index] ?? { start: 0, end: 0 } }))
}

/** What in a motif contradicts itself, in the order of the text. `places` comes from compiling. */
export function checkMotif(motif: Motif, places: MotifPlaces, lines: LineTable): Problem[] {
  const ofNodes = placed(motif.nodeConstraints, places.nodeConstraints)
  const ofPairs = placed(motif.edgeConstraints, places.edgeConstraints)
  return [
    ...disagreeingEdges(motif, places, lines),
    ...impossibleConstraints(
      ofNodes.map(({ item, place }) => ({ constraint: item, place, owner: item.node })),
      lines,
    ),
    ...impossibleConstraints(
      ofPairs.map(({ item, place }) => ({ constraint: item, place, owner: `${item.from} -> ${item.to}` })),
      lines,
    ),
    ...impossibleComparisons(motif, places, lines),
  ].toSorted((a, b) => a.start - b.start)
}
