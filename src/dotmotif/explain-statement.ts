/** The statement at a place of the text, in plain English: what it adds to the motif, in the words of `explainMotif`. */
import type { EdgeStatement, Range, Statement } from './ast'
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

interface Reading {
  sentences: string[]
  problemCount: number
}

function readStatements(statements: Statement[]): Reading {
  const expanded = expandMacros(statements)
  const { motif, problems } = compileMotif(expanded.statements, expanded.forgiven)
  const sentences = explainMotif(motif).slice(1)
  return {
    sentences: sentences.map(({ sentence }) => sentence),
    problemCount: expanded.problems.length + problems.length,
  }
}

const bare = (edge: EdgeStatement): EdgeStatement => ({ ...edge, clauses: [] })

/** What brings forth the names that a statement may speak of. The nearest come first: of two aliases of one name the
 *  first stands. */
function contextOf(statements: Statement[], neighbours: Statement[], statement: Statement): Statement[] {
  const others = [...new Set([...neighbours, ...statements])].filter((each) => each !== statement)
  const edges = others.filter((each) => each.kind === 'edge')
  return [...edges.map(bare), ...neighbours.filter((each) => each.kind === 'call' && each !== statement)]
}

/** What the statement at an offset asks for, sentence by sentence. Null where there is no statement, or where its
 *  mistakes leave it without meaning. A macro's definition asks for nothing by itself: the statements of its body are
 *  explained in terms of its parameters. */
export function explainStatement(statements: Statement[], offset: number): ExplainedStatement | null {
  const found = statementAt(statements, offset)
  if (!found || found.statement.kind === 'broken' || found.statement.kind === 'macro') return null
  const { statement, neighbours } = found
  const { start, end } = statement
  const macros = statements.filter((each) => each.kind === 'macro' && each.end <= start)
  if (statement.kind === 'edge' || statement.kind === 'call') {
    const alone = readStatements([...macros, statement])
    const withoutIt = readStatements(macros)
    if (alone.problemCount === withoutIt.problemCount) return { start, end, sentences: alone.sentences }
    if (statement.kind === 'edge') return null
  }
  const context = [...macros, ...contextOf(statements, neighbours, statement)]
  const [before, after] = [readStatements(context), readStatements([...context, statement])]
  if (after.problemCount > before.problemCount) return null
  const known = new Set(before.sentences)
  return { start, end, sentences: after.sentences.filter((sentence) => !known.has(sentence)) }
}
