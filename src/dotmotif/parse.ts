/** Text → syntax tree. The only file that knows the generated parser. Never throws on account of the text: what cannot
 *  be read is told as problems, and the statements around it are still in the tree. */
import { parse, SyntaxError } from '../../grammar/dotmotif.peggy'
import type { BrokenStatement, MacroDefinition, Statement } from './ast'
import { diagnose } from './diagnose'
import type { Problem } from './problem'
import { maxProblems } from './problem'
import { excerpt } from './suggest'

export interface ParsedText {
  statements: Statement[]
  problems: Problem[]
}

interface ParseOptions {
  startRule: 'Motif' | 'Statement' | 'StatementInBody'
  /** Quoted texts may not span lines. */
  textsEndWithLine?: boolean
}

/** Reads the statement that begins with a broken one again, for the sake of the parser's complaint. */
function problemOf(source: string, broken: BrokenStatement, options: ParseOptions): Problem {
  try {
    parse(source.slice(broken.start), options)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const failure = { offset: broken.start + error.location.start.offset, expected: error.expected ?? [] }
    return diagnose(source, broken.start, failure)
  }
  const message = `\`${excerpt(broken.text)}\` is no statement of DotMotif.`
  return { code: 'syntax-error', message, start: broken.start, end: broken.end }
}

function problemsOfMacro({ name, body, closed, end }: MacroDefinition): Problem[] {
  const place = { code: 'syntax-error', start: name.start, end: name.end }
  if (!closed) {
    const hint = 'Write `}` at its end. A macro cannot be defined inside another.'
    return [
      { ...place, message: `The macro \`${name.text}\` is not closed before the next one or the end.`, hint },
    ]
  }
  if (body.length > 0) return []
  const message = `The body of the macro \`${name.text}\` is empty.`
  return [{ ...place, end, message, hint: 'Write at least one statement between the braces.' }]
}

/** A closing bracket left over from a mistake that was told already. */
const isLeftover = (broken: BrokenStatement) => /^[\])}]/.test(broken.text)

function problemsIn(source: string, statements: Statement[], textsEndWithLine: boolean): Problem[] {
  const problems: Problem[] = []
  for (const statement of statements) {
    if (problems.length >= maxProblems) break
    if (statement.kind === 'macro') problems.push(...problemsOfMacro(statement))
    const isMacro = statement.kind === 'macro'
    const parts = isMacro ? statement.body : [statement]
    const options: ParseOptions = { startRule: isMacro ? 'StatementInBody' : 'Statement', textsEndWithLine }
    for (const part of parts) {
      if (part.kind !== 'broken' || problems.length >= maxProblems) continue
      if (isLeftover(part) && problems.length > 0) continue
      problems.push(problemOf(source, part, options))
    }
  }
  return problems
}

function read(source: string, textsEndWithLine: boolean): ParsedText {
  const options: ParseOptions = { startRule: 'Motif', textsEndWithLine }
  const statements = parse(source, options) as Statement[]
  return { statements, problems: problemsIn(source, statements, textsEndWithLine) }
}

/** Whether some quotation mark may have swallowed the end of a line. */
const mayHoldLongText = (source: string) => /["']/.test(source) && source.includes('\n')

/** Longer texts are refused unread: a motif has lines, not megabytes. */
const maxSourceLength = 10_000_000

function tooLong(source: string): ParsedText {
  const message = `The text has ${source.length.toLocaleString('en')} characters; a motif may have ${maxSourceLength.toLocaleString('en')}.`
  return { statements: [], problems: [{ code: 'motif-too-large', message, start: 0, end: 0 }] }
}

/** Reads DotMotif. A quoted text may span lines; where that leads to mistakes, the text is read once more with every
 *  quote ending on its line, and the reading with fewer mistakes stands. Linear in the length of the text. */
export function parseMotifText(source: string): ParsedText {
  if (source.length > maxSourceLength) return tooLong(source)
  const first = read(source, false)
  const { length } = first.problems
  if (length === 0 || length >= maxProblems || !mayHoldLongText(source)) return first
  const second = read(source, true)
  return second.problems.length <= length && second.problems.length > 0 ? second : first
}
