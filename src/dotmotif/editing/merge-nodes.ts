/** Two nodes of the drawing made one. Text → changes. Pure. */
import type { Statement } from '../ast'
import type { Edit } from './edit'
import { checkEdit, refuse } from './edit'
import type { EditableText } from './editable-text'
import { isRefused, namesOf, nodesOf, readEditable, refuseCall } from './editable-text'
import { followingOf } from './loosen'
import { removeStatements } from './statement-lines'

const mentions = (statement: Statement, name: string): boolean =>
  namesOf(statement).some(({ text }) => text === name)

/** Edges, comparisons and `===` between the two. */
function between({ statements }: EditableText, kept: string, gone: string): Statement[] {
  return statements.filter((each) => {
    if (each.kind !== 'edge' && each.kind !== 'equivalence' && each.kind !== 'constraint') return false
    const [first, second] = namesOf(each)
    return (first?.text === kept && second?.text === gone) || (first?.text === gone && second?.text === kept)
  })
}

const nameKeys = new Set(['from', 'to', 'target', 'left'])

/** What a statement says once the one name stands for the other, without places. */
function saying(statement: Statement, kept: string, gone: string): string {
  const isName = (key: string) => nameKeys.has(key) || (key === 'right' && statement.kind === 'equivalence')
  return JSON.stringify(statement, (key, value: unknown) => {
    if (key === 'start' || key === 'end') return undefined
    if (!isName(key)) return value
    const { text } = value as { text: string }
    return text === gone ? kept : text
  })
}

/** An edge without brackets and name adds nothing to another of the same kind. */
function edgeSaying(statement: Statement, kept: string, gone: string): string | null {
  return statement.kind === 'edge' ? saying({ ...statement, clauses: [], alias: null }, kept, gone) : null
}

/** Statements that say again what another says once the two are one. */
function repetitions({ statements }: EditableText, kept: string, gone: string): Statement[] {
  const plain = statements.filter(
    (each) =>
      (each.kind === 'edge' || each.kind === 'constraint' || each.kind === 'equivalence') &&
      (mentions(each, kept) || mentions(each, gone)),
  )
  const told = new Set<string>()
  const edges = new Set<string | null>()
  const bare: Statement[] = []
  const repeated = plain.filter((each) => {
    if (each.kind === 'edge' && each.clauses.length === 0 && each.alias === null) {
      bare.push(each)
      return false
    }
    const words = saying(each, kept, gone)
    const isTold = told.has(words)
    told.add(words)
    edges.add(edgeSaying(each, kept, gone))
    return isTold
  })
  const needless = bare.filter((each) => {
    const words = edgeSaying(each, kept, gone)
    const isTold = edges.has(words)
    edges.add(words)
    return isTold
  })
  return [...repeated, ...needless]
}

/** Both nodes may lose their only edge: the one between them. */
function wouldBeLoose(text: EditableText, joined: readonly Statement[], kept: string, gone: string): boolean {
  const edges = text.edges.filter(({ statement, call }) => call !== null || !joined.includes(statement))
  const left = nodesOf({ ...text, edges })
  return !left.has(kept) && !left.has(gone)
}

/** Makes one node of two, which keeps the name of the first. The edges between them go; what was said of either holds for
 *  the one, which is refused where it contradicts itself. */
export function mergeNodes(source: string, kept: string, gone: string): Edit {
  const text = readEditable(source)
  if (isRefused(text)) return text
  const symbol = text.symbols.find(({ kind, name, macro }) => kind === 'node' && name === gone && !macro)
  if (kept === gone) return refuse('A node cannot be merged with itself.')
  if (!symbol) return refuse(`There is no node \`${gone}\` in the text.`)
  const call = text.statements.find(
    (each) => each.kind === 'call' && mentions(each, kept) && mentions(each, gone),
  )
  if (call?.kind === 'call') return refuseCall(text, `What joins \`${kept}\` and \`${gone}\``, call)
  const joined = between(text, kept, gone)
  if (wouldBeLoose(text, joined, kept, gone))
    return refuse(`\`${kept}\` would have no edge left, and DotMotif has no node without one.`)
  const edges = joined.filter((each) => each.kind === 'edge')
  const following = followingOf(text, edges, { staying: new Set([kept, gone]) })
  if ('ok' in following) return following
  const others = { ...text, statements: text.statements.filter((each) => !joined.includes(each)) }
  const goes = [...new Set([...joined, ...following.statements, ...repetitions(others, kept, gone)])]
  const renames = symbol.references
    .filter(({ start }) => !goes.some((each) => each.start <= start && start < each.end))
    .map(({ start, end }) => ({ from: start, to: end, insert: kept }))
  return checkEdit(source, [...renames, ...removeStatements(text, goes)])
}
