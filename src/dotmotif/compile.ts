/** Expanded statements → Motif: every name resolved, every literal read, duplicates merged. */
import type { Motif } from '../model/motif'
import type {
  AttributeReference,
  Clause,
  ConstraintStatement,
  EdgeStatement,
  EquivalenceStatement,
  PlainStatement,
  Range,
} from './ast'
import type { MotifPlaces } from './assemble-motif'
import { assembleMotif } from './assemble-motif'
import type { Draft } from './draft'
import { addConstraint, pairKey, placeOf, setOf } from './draft'
import type { Problem } from './problem'
import { maxProblems } from './problem'
import { readLiteral, readOperator, readRelation } from './read-literal'
import type { Meaning } from './resolve-names'
import { collectNames, resolveName } from './resolve-names'
import { shareConstraints } from './share-constraints'

export interface CompiledMotif {
  motif: Motif
  places: MotifPlaces
  problems: Problem[]
}

function readConstraint(draft: Draft, clause: Pick<Clause, 'key' | 'operator' | 'value'>, place: Range) {
  const value = readLiteral(clause.value)
  if (value !== null)
    return { key: clause.key.text, op: readOperator(clause.operator.text), value, place: placeOf(place) }
  const message = 'This number is too large to be compared.'
  draft.problems.push({ code: 'syntax-error', message, ...placeOf(clause.value) })
  return null
}

function addEdge(draft: Draft, statement: EdgeStatement): void {
  const [from, to] = [statement.from.text, statement.to.text]
  const { exists, action } = readRelation(statement.relation.text)
  const key = `${pairKey(from, to)} ${exists} ${action}`
  const edge = { from, to, exists, action, constraints: [] }
  const entry = draft.edges.get(key) ?? { edge, place: placeOf(statement), constraints: new Map() }
  draft.edges.set(key, entry)
  for (const clause of statement.clauses) {
    const constraint = readConstraint(draft, clause, clause)
    if (constraint) addConstraint(entry.constraints, constraint)
  }
}

function resolve(draft: Draft, name: ConstraintStatement['target']): Meaning | null {
  const meaning = resolveName(draft.names, name)
  if (meaning === null || !('problem' in meaning)) return meaning
  draft.problems.push(meaning.problem)
  return null
}

function addDynamic(
  draft: Draft,
  statement: ConstraintStatement,
  left: Meaning,
  right: AttributeReference,
): void {
  const other = resolve(draft, right.target)
  if (!other) return
  const op = readOperator(statement.operator.text)
  const [key, otherKey] = [statement.key.text, right.key.text]
  const place = placeOf(statement)
  if (left.kind === 'node' && other.kind === 'node') {
    const constraint = { node: left.node, key, op, otherNode: other.node, otherKey }
    const id = JSON.stringify(constraint)
    if (!draft.dynamicNode.has(id)) draft.dynamicNode.set(id, { constraint, place })
  } else if (left.kind === 'edge' && other.kind === 'edge') {
    const { from, to } = left
    const constraint = { from, to, key, op, otherFrom: other.from, otherTo: other.to, otherKey }
    const id = JSON.stringify(constraint)
    if (!draft.dynamicEdge.has(id)) draft.dynamicEdge.set(id, { constraint, place })
  } else {
    const [node, edge] =
      left.kind === 'node' ? [statement.target, right.target] : [right.target, statement.target]
    const message = `A node cannot be compared with an edge: \`${node.text}\` is a node, \`${edge.text}\` an edge.`
    draft.problems.push({ code: 'unknown-entity', message, ...placeOf(right) })
  }
}

function addConstraintStatement(draft: Draft, statement: ConstraintStatement): void {
  const meaning = resolve(draft, statement.target)
  if (!meaning) return
  if (statement.right.kind === 'attribute') return addDynamic(draft, statement, meaning, statement.right)
  const { key, operator, right: value } = statement
  const constraint = readConstraint(draft, { key, operator, value }, statement)
  if (!constraint) return
  const isNode = meaning.kind === 'node'
  const set = isNode
    ? setOf(draft.byNode, meaning.node)
    : setOf(draft.byPair, pairKey(meaning.from, meaning.to))
  addConstraint(set, constraint)
}

function addEquivalence(draft: Draft, { left, right, ...range }: EquivalenceStatement): void {
  const meanings = [left, right].map((name) => {
    const meaning = resolve(draft, name)
    if (meaning?.kind !== 'edge') return meaning
    const message = `\`===\` makes nodes equivalent, but \`${name.text}\` names an edge.`
    draft.problems.push({ code: 'unknown-entity', message, ...placeOf(name) })
    return null
  })
  if (meanings.includes(null)) return
  const id = pairKey(left.text, right.text)
  if (!draft.equivalences.has(id))
    draft.equivalences.set(id, { pair: [left.text, right.text], place: placeOf(range) })
}

function startDraft(statements: PlainStatement[], forgiven: Set<string>): Draft {
  const { table, problems } = collectNames(statements, forgiven)
  const maps = { byNode: new Map(), byPair: new Map(), dynamicNode: new Map(), dynamicEdge: new Map() }
  return { names: table, problems, edges: new Map(), ...maps, equivalences: new Map() }
}

/** Compiles what macro expansion left. Statements with mistakes are told and left out. `forgiven`: names about which
 *  no complaint is made. */
export function compileMotif(statements: PlainStatement[], forgiven: Set<string>): CompiledMotif {
  const draft = startDraft(statements, forgiven)
  for (const statement of statements) if (statement.kind === 'edge') addEdge(draft, statement)
  for (const statement of statements) {
    if (draft.problems.length >= maxProblems) break
    if (statement.kind === 'constraint') addConstraintStatement(draft, statement)
    else if (statement.kind === 'equivalence') addEquivalence(draft, statement)
  }
  const shared = shareConstraints(draft.byNode, [...draft.equivalences.values()])
  draft.byNode = shared.byNode
  draft.problems.push(...shared.problems)
  return { ...assembleMotif(draft), problems: draft.problems }
}
