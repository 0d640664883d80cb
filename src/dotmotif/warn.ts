/** Remarks on a valid motif whose meaning may surprise: parts that no edge joins, comparisons that never hold. */
import { satisfies } from '../model/attribute'
import type { Constraint, Motif } from '../model/motif'
import { excerpt } from './suggest'

/** Nodes by connected part, over the edges given. In order of first appearance. */
function connectedParts(nodes: string[], edges: { from: string; to: string }[]): string[][] {
  const partOf = new Map(nodes.map((node) => [node, [node]]))
  for (const { from, to } of edges) {
    const [left, right] = [partOf.get(from), partOf.get(to)]
    if (!left || !right || left === right) continue
    const [larger, smaller] = left.length >= right.length ? [left, right] : [right, left]
    for (const node of smaller) {
      larger.push(node)
      partOf.set(node, larger)
    }
  }
  return [...new Set(partOf.values())]
}

function disconnection({ nodes, edges }: Motif): string[] {
  const parts = connectedParts(
    nodes,
    edges.filter(({ exists }) => exists),
  )
  if (parts.length < 2) return []
  const names = parts.slice(0, 4).map((part) => excerpt(part.slice(0, 6).join(', ')))
  const list = `${names.map((name) => `{${name}}`).join(' ')}${parts.length > 4 ? ' …' : ''}`
  return [
    `The motif falls into ${parts.length} parts that no required edge joins: ${list}. Every combination of their matches is a match, which may be very many.`,
  ]
}

const isOrder = (op: string) => op === '<' || op === '<=' || op === '>' || op === '>='

/** Why a comparison can hold for no value at all, or null. */
function neverHolds({ op, value }: Constraint): string | null {
  if (isOrder(op) && typeof value === 'boolean') return 'only numbers and texts have an order'
  if ((op === 'in' || op === '!in') && typeof value !== 'string')
    return `\`${op}\` looks for the attribute within a text`
  return null
}

function hopelessConstraints(motif: Motif): string[] {
  const owned = [
    ...motif.nodeConstraints.map((constraint) => ({ owner: constraint.node, constraint })),
    ...motif.edgeConstraints.map((constraint) => ({
      owner: `${constraint.from} -> ${constraint.to}`,
      constraint,
    })),
  ]
  const equals = new Map<string, Constraint>()
  const keyOf = (owner: string, key: string) => JSON.stringify([owner, key])
  for (const { owner, constraint } of owned)
    if (constraint.op === '==') equals.set(keyOf(owner, constraint.key), constraint)
  return owned.flatMap(({ owner, constraint }) => {
    const subject = `\`${constraint.key} ${constraint.op} ${excerpt(String(constraint.value))}\` of \`${owner}\``
    const reason = neverHolds(constraint)
    if (reason) return [`${subject} never holds: ${reason}.`]
    const equal = equals.get(keyOf(owner, constraint.key))
    if (!equal || satisfies(equal.value, constraint.op, constraint.value)) return []
    return [`${subject} never holds beside \`${equal.key} == ${excerpt(String(equal.value))}\`.`]
  })
}

const mirrored: Record<string, string> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' }

/** Pairs of comparisons that exclude each other: `A.x < B.x` beside `B.x < A.x`, or `e.w < f.w` beside `e.w > f.w`. */
function opposedComparisons(motif: Motif): string[] {
  const all = [
    ...motif.dynamicNodeConstraints.map((c) => ({
      left: `${c.node}.${c.key}`,
      op: c.op,
      right: `${c.otherNode}.${c.otherKey}`,
    })),
    ...motif.dynamicEdgeConstraints.map((c) => ({
      left: `(${c.from} -> ${c.to}).${c.key}`,
      op: c.op,
      right: `(${c.otherFrom} -> ${c.otherTo}).${c.otherKey}`,
    })),
  ]
  const seen = new Set<string>()
  return all.flatMap(({ left, op, right }) => {
    if (!isOrder(op)) return []
    const [low, sign, high] = left <= right ? [left, op, right] : [right, mirrored[op] ?? op, left]
    seen.add(`${low}\n${sign}\n${high}`)
    const excluded = sign === '<' ? ['>', '>='] : sign === '>' ? ['<', '<='] : sign === '<=' ? ['>'] : ['<']
    const isOpposed = excluded.some((other) => seen.has(`${low}\n${other}\n${high}`))
    return isOpposed
      ? [`No attributes satisfy both orders demanded of ${low} and ${high}: there will be no match.`]
      : []
  })
}

/** Sentences about what in a valid motif may surprise. At most twenty. */
export function warnOf(motif: Motif): string[] {
  const all = [...disconnection(motif), ...hopelessConstraints(motif), ...opposedComparisons(motif)]
  return [...new Set(all)].slice(0, 20)
}
