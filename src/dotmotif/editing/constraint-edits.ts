/** Comparisons with values on nodes and edges: add, change, remove. Text → changes. Pure. */
import type { Constraint } from '../../model/motif'
import type { EdgeStatement, Range, Statement } from '../ast'
import { leavesOf } from '../leaves'
import { readOperator, readLiteral, valueKey } from '../read-literal'
import { writeAttribute, writeClause, writeValue } from '../write-words'
import type { ConstraintPlace, Subject } from './constraint-places'
import { placesOf, subjectWords } from './constraint-places'
import type { Edit, RefusedEdit } from './edit'
import { checkEdit, refuse } from './edit'
import type { EditableText } from './editable-text'
import { edgesBetween, isRefused, nodesOf, readEditable, refuseCall } from './editable-text'
import { commentsIn, insertLines, removeStatements } from './statement-lines'
import type { TextChange } from './text-change'

/** `A.size > 3` */
export const writeConstraint = (owner: string, { key, op, value }: Constraint): string =>
  `${writeAttribute(owner, key)} ${op} ${writeValue(value)}`

function insertForNode(text: EditableText, node: string, constraint: Constraint): TextChange {
  const isOwn = (each: Statement) => each.kind === 'constraint' && each.target.text === node
  const isConstraint = (each: Statement) => each.kind === 'constraint'
  const isKin = text.statements.some(isOwn)
    ? isOwn
    : text.statements.some(isConstraint)
      ? isConstraint
      : () => true
  return insertLines(text, [writeConstraint(node, constraint)], isKin)
}

/** Into the brackets of an edge, which are made where there are none. */
function insertIntoBrackets({ clauses, to }: EdgeStatement, constraint: Constraint): TextChange {
  const last = clauses.at(-1)
  const clause = writeClause(constraint)
  return last
    ? { from: last.end, to: last.end, insert: `, ${clause}` }
    : { from: to.end, to: to.end, insert: ` [${clause}]` }
}

/** Adds a comparison. */
export function addConstraint(source: string, subject: Subject, constraint: Constraint): Edit {
  const text = readEditable(source)
  if (isRefused(text)) return text
  if ('node' in subject) {
    if (!nodesOf(text).has(subject.node))
      return refuse(`\`${subject.node}\` has no edge yet: give it one, then it can have constraints.`)
    return checkEdit(source, [insertForNode(text, subject.node, constraint)])
  }
  const edges = edgesBetween(text, subject)
  const own = edges.find(({ call }) => call === null)
  if (own) return checkEdit(source, [insertIntoBrackets(own.statement, constraint)])
  const [first] = edges
  if (first?.call) return refuseCall(text, `The edge \`${subject.from} → ${subject.to}\``, first.call)
  return refuse(`There is no ${subjectWords(subject)} in the text.`)
}

/** A stretch replaced, its comments kept behind it. */
function replaceWords(source: string, leaves: readonly Range[], range: Range, insert: string): TextChange {
  const comments = commentsIn(source, leaves, range)
  const behind = comments.length > 0 ? ` ${comments.join('\n')}\n` : ''
  return { from: range.start, to: range.end, insert: insert + behind }
}

function changeAt(
  source: string,
  place: ConstraintPlace,
  before: Constraint,
  after: Constraint,
): TextChange[] {
  const statement = place.kind === 'statement' ? place.statement : place.edge
  const leaves = leavesOf(statement)
  const part = place.kind === 'statement' ? place.statement : place.clause
  const value = place.kind === 'statement' ? place.statement.right : place.clause.value
  if (before.key !== after.key) {
    const insert =
      place.kind === 'statement' ? writeConstraint(place.statement.target.text, after) : writeClause(after)
    return [replaceWords(source, leaves, part, insert)]
  }
  const changes: TextChange[] = []
  if (readOperator(part.operator.text) !== after.op) {
    const { start, end } = part.operator
    // `A.x>3` becomes `A.x in 3`: words need blanks about them.
    const isWord = /\w/.test(after.op)
    const [isLeft, isRight] = [/\s/.test(source.charAt(start - 1)), /\s/.test(source.charAt(end))]
    const insert = `${isWord && !isLeft ? ' ' : ''}${after.op}${isWord && !isRight ? ' ' : ''}`
    changes.push({ from: start, to: end, insert })
  }
  if (valueKey(before.value) !== valueKey(after.value))
    changes.push({ from: value.start, to: value.end, insert: writeValue(after.value) })
  return changes
}

/** Puts another comparison in place of one, wherever the text says it. */
export function changeConstraint(
  source: string,
  subject: Subject,
  before: Constraint,
  after: Constraint,
): Edit {
  const text = readEditable(source)
  if (isRefused(text)) return text
  const places = placesOf(text, subject, before)
  if (!Array.isArray(places)) return places
  return checkEdit(
    source,
    places.flatMap((place) => changeAt(source, place, before, after)),
  )
}

/** Clauses out of the brackets of one edge; empty brackets go too. */
function removeClauses(source: string, edge: EdgeStatement, gone: readonly Range[]): TextChange {
  const leaves = leavesOf(edge)
  const { clauses, to, alias } = edge
  const last = clauses.at(-1) ?? to
  const closing = endOfBracket(source, last.end, alias?.start ?? edge.end)
  const range = { start: to.end, end: closing }
  const left = clauses.filter((clause) => !gone.includes(clause))
  const words = left.map(({ start, end }) => source.slice(start, end)).join(', ')
  // Blanks that no clause is between stay as they are where something is left.
  if (left.length > 0 && commentsIn(source, leaves, range).length === 0) {
    const [first] = clauses
    const start = first?.start ?? to.end
    return { from: start, to: last.end, insert: words }
  }
  return replaceWords(source, leaves, range, left.length > 0 ? ` [${words}]` : '')
}

/** Behind the `]` that follows the last clause; a comment may hold another. */
function endOfBracket(source: string, from: number, to: number): number {
  for (const { 0: piece, index } of source.slice(from, to).matchAll(/#[^\n]*|\]/g))
    if (piece === ']') return from + index + 1
  return to
}

/** Takes a comparison out, wherever the text says it. */
export function removeConstraint(source: string, subject: Subject, constraint: Constraint): Edit {
  const text = readEditable(source)
  if (isRefused(text)) return text
  const places: ConstraintPlace[] | RefusedEdit = placesOf(text, subject, constraint)
  if (!Array.isArray(places)) return places
  const statements = places.flatMap((place) => (place.kind === 'statement' ? [place.statement] : []))
  const edges = new Set(places.flatMap((place) => (place.kind === 'clause' ? [place.edge] : [])))
  const clauses = places.flatMap((place) => (place.kind === 'clause' ? [place.clause] : []))
  return checkEdit(source, [
    ...removeStatements(text, statements),
    ...[...edges].map((edge) => removeClauses(source, edge, clauses)),
  ])
}

/** A value as it was typed: a number or True and False where it reads as one, else a text. */
export function readValue(text: string): Constraint['value'] {
  const trimmed = text.trim()
  const kind = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(trimmed) ? 'number' : 'word'
  return readLiteral({ kind, text: trimmed, start: 0, end: 0 }) ?? trimmed
}
