/** The statement at a place of the text, in plain English: what it adds to the motif, in the words of `explainMotif`. */
import type { EdgeStatement, PlainStatement, Range, Statement } from './ast'
import { compileMotif } from './compile'
import { expandMacros } from './expand-macros'
import { explainMotif } from './explain'

export interface ExplainedStatement extends Range {
  sentences: string[]
}

/** The statement that holds an offset (its end included), also within a macro's body, and its neighbours there. */
export function statementAt(
  statements: Statement[],
  offset: number,
): { statement: Statement; neighbours: Statement[] } | null {
  const statement = statements.find(({ start, end }) => start <= offset && offset <= end)
  if (!statement) return null
  const inner = statement.kind === 'macro' ? statementAt(statement.body, offset) : null
  return inner ?? { statement, neighbours: statements }
}

const bare = (edge: EdgeStatement): EdgeStatement => ({ ...edge, clauses: [] })

/** What brings forth the names that a statement may speak of: macros, edges, and the calls beside it. The nearest edges
 *  come first: of two aliases of one name the first stands. */
function contextOf(statements: Statement[], neighbours: Statement[], statement: Statement): Statement[] {
  const others = [...new Set([...neighbours, ...statements])].filter((each) => each !== statement)
  const edges = others.filter((each) => each.kind === 'edge')
  return [
    ...statements.filter((each) => each.kind === 'macro' && each.end <= statement.start),
    ...edges.map(bare),
    ...neighbours.filter((each) => each.kind === 'call' && each !== statement),
  ]
}

interface Reading {
  sentences: string[]
  problemCount: number
}

function read(statements: PlainStatement[], forgiven: Set<string>): Reading {
  const { motif, problems } = compileMotif(statements, forgiven)
  const sentences = explainMotif(motif).slice(1)
  return { sentences: sentences.map(({ sentence }) => sentence), problemCount: problems.length }
}

/** The sentences of statements among others: what they say of edges, then what they add to them. Null: mistakes. */
function explainAmong(context: PlainStatement[], own: PlainStatement[], forgiven: Set<string>) {
  const edges = own.filter((each) => each.kind === 'edge')
  const rest = own.filter((each) => each.kind !== 'edge')
  const told = read(edges, forgiven)
  const before = read([...context, ...edges], forgiven)
  const after = read([...context, ...edges, ...rest], forgiven)
  if (told.problemCount > 0 || after.problemCount > before.problemCount) return null
  const known = new Set(before.sentences)
  return [...told.sentences, ...after.sentences.filter((sentence) => !known.has(sentence))]
}

/** What a statement stands for once macros are expanded, and what stands around it then. Null: mistakes. */
function expandAmong(statements: Statement[], neighbours: Statement[], statement: Statement) {
  // An edge needs nothing around it; without an edge that a macro names, that macro would be mistaken.
  if (statement.kind === 'edge') return { context: [], own: [statement], forgiven: new Set<string>() }
  const context = contextOf(statements, neighbours, statement)
  const before = expandMacros(context)
  const after = expandMacros([...context, statement])
  if (after.problems.length > before.problems.length) return null
  // Expansion keeps the order, so what comes behind the context is the statement's own.
  const own = after.statements.slice(before.statements.length)
  return own.length > 0 ? { context: before.statements, own, forgiven: after.forgiven } : null
}

/** What the statement at an offset asks for, sentence by sentence. Null where there is no statement, or where its
 *  mistakes leave it without meaning. A macro's definition asks for nothing by itself: the statements of its body are
 *  explained in terms of its parameters. */
export function explainStatement(statements: Statement[], offset: number): ExplainedStatement | null {
  const found = statementAt(statements, offset)
  if (!found || found.statement.kind === 'broken' || found.statement.kind === 'macro') return null
  const { statement, neighbours } = found
  const expanded = expandAmong(statements, neighbours, statement)
  const sentences = expanded && explainAmong(expanded.context, expanded.own, expanded.forgiven)
  return sentences && { start: statement.start, end: statement.end, sentences }
}
