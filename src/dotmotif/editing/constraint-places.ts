/** Where the comparisons with values are written that hold for a node or an edge, and whether they can be changed there.
 *  Pure. */
import type { Constraint } from '../../model/motif'
import type { Clause, ConstraintStatement, EdgeStatement, MacroCall } from '../ast'
import { readLiteral, readOperator, valueKey } from '../read-literal'
import type { RefusedEdit } from './edit'
import { refuse } from './edit'
import type { EditableText, Pair } from './editable-text'
import { edgesBetween, lineOf, refuseCall } from './editable-text'

/** One writing of a comparison: a statement of its own, or a clause in the brackets of an edge. */
export type ConstraintPlace =
  | { kind: 'statement'; statement: ConstraintStatement }
  | { kind: 'clause'; edge: EdgeStatement; clause: Clause }

/** What a constraint is about: a node by its name, or the edge between two. */
export type Subject = { node: string } | Pair

const isNode = (subject: Subject): subject is { node: string } => 'node' in subject

export const subjectWords = (subject: Subject): string =>
  isNode(subject) ? `\`${subject.node}\`` : `the edge \`${subject.from} → ${subject.to}\``

type Comparison = Pick<Clause, 'key' | 'operator' | 'value'>

function says({ key, operator, value }: Comparison, wanted: Constraint): boolean {
  const read = readLiteral(value)
  return (
    key.text === wanted.key &&
    readOperator(operator.text) === wanted.op &&
    read !== null &&
    valueKey(read) === valueKey(wanted.value)
  )
}

function saysAlone({ key, operator, right }: ConstraintStatement, wanted: Constraint): boolean {
  return right.kind !== 'attribute' && says({ key, operator, value: right }, wanted)
}

interface Found {
  place: ConstraintPlace
  call: MacroCall | null
}

function placesOfEdge(text: EditableText, pair: Pair, wanted: Constraint): Found[] {
  const edges = edgesBetween(text, pair)
  const clauses = edges.flatMap(({ statement: edge, call }) =>
    edge.clauses
      .filter((clause) => says(clause, wanted))
      .map((clause): Found => ({ place: { kind: 'clause', edge, clause }, call })),
  )
  const aliases = edges.flatMap(({ statement: { alias } }) =>
    alias ? [`${alias.scope ?? ''} ${alias.text}`] : [],
  )
  const named = text.constraints
    .filter(
      ({ statement }) =>
        aliases.includes(`${statement.target.scope ?? ''} ${statement.target.text}`) &&
        saysAlone(statement, wanted),
    )
    .map(({ statement, call }): Found => ({ place: { kind: 'statement', statement }, call }))
  return [...clauses, ...named]
}

function placesOfNode({ constraints }: EditableText, node: string, wanted: Constraint): Found[] {
  return constraints
    .filter(
      ({ statement: { target }, statement }) =>
        target.scope === undefined && target.text === node && saysAlone(statement, wanted),
    )
    .map(({ statement, call }): Found => ({ place: { kind: 'statement', statement }, call }))
}

function refuseShared({ source, equivalences }: EditableText, node: string): RefusedEdit {
  const shared = equivalences.find(({ statement: { left, right } }) => [left.text, right.text].includes(node))
  if (!shared) return refuse(`There is no such constraint on \`${node}\` in the text.`)
  const { left, right, start } = shared.statement
  const other = left.text === node ? right.text : left.text
  const line = lineOf(source, start)
  return refuse(
    `This constraint holds for \`${node}\` because of \`${left.text} === ${right.text}\` on line ${line}: change it at \`${other}\`, or take out that line.`,
  )
}

/** Every place where the text itself says this; refused where a macro call or a `===` says it. */
export function placesOf(
  text: EditableText,
  subject: Subject,
  wanted: Constraint,
): ConstraintPlace[] | RefusedEdit {
  const found = isNode(subject)
    ? placesOfNode(text, subject.node, wanted)
    : placesOfEdge(text, subject, wanted)
  const ofCall = found.find(({ call }) => call !== null)
  if (ofCall?.call) return refuseCall(text, `This constraint on ${subjectWords(subject)}`, ofCall.call)
  if (found.length > 0) return found.map(({ place }) => place)
  return isNode(subject)
    ? refuseShared(text, subject.node)
    : refuse(`There is no such constraint on ${subjectWords(subject)} in the text.`)
}
