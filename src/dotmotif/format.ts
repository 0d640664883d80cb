/** Text → the same text, tidy: one statement a line, single blanks, bodies of macros indented. Comments stay where
 *  they are, at most one empty line stays between statements, and the meaning is untouched. */
import type { Range, Statement } from './ast'
import type { Leaf } from './leaves'
import { leavesOf } from './leaves'
import { parseMotifText } from './parse'

const indentUnit = '  '
/** Punctuation between the words of a statement, and comments. */
const gapPieces = /#[^\n]*|===|as|[.,;[\](){}]/g

/** A piece of the text that is kept. */
interface Piece extends Range {
  text: string
  kind: Leaf['kind'] | 'comment' | 'sign'
}

/** Lines as they are written: a piece goes on the present line, a comment ends it. */
interface Page {
  source: string
  lines: string[]
  line: string
  indent: number
  /** The end of the last piece. */
  at: number
}

const lineBreaksBetween = (source: string, start: number, end: number) =>
  source.slice(start, end).split('\n').length - 1

/** Ends the present line; the next begins at `indent`. */
function breakLine(page: Page, indent: number): void {
  if (page.line !== '') page.lines.push(indentUnit.repeat(page.indent) + page.line)
  page.line = ''
  page.indent = indent
}

/** Keeps one empty line where there were some, but none at the beginning of a text or a body. */
function keepEmptyLine(page: Page, start: number): void {
  const last = page.lines.at(-1)
  if (page.line !== '' || last === undefined || last === '' || last.endsWith('{')) return
  if (lineBreaksBetween(page.source, page.at, start) > 1) page.lines.push('')
}

function putComment(page: Page, { text, start, end }: Piece, nextIndent: number): void {
  const isTrailing = lineBreaksBetween(page.source, page.at, start) === 0 && page.at > 0
  const last = page.lines.at(-1)
  const comment = text.trimEnd()
  if (!isTrailing) {
    breakLine(page, nextIndent)
    keepEmptyLine(page, start)
    page.line = comment
  } else if (page.line !== '') page.line += `  ${comment}`
  else if (last !== undefined) page.lines[page.lines.length - 1] = `${last}  ${comment}`
  else page.line = comment
  breakLine(page, nextIndent)
  page.at = end
}

const clingsLeft = new Set(['.', ',', ')', ']'])
const clingsRight = new Set(['.', '(', '['])

/** Whether a blank stands before a piece: `A -> B [x > 3, y = 2]`, `A["x"] > 3`, `near(A, B)`. */
function isApart(piece: Piece, before: Piece | null, isEdge: boolean): boolean {
  if (!before || before.kind === 'comment') return false
  if (piece.kind === 'sign' && clingsLeft.has(piece.text)) return false
  if (piece.kind === 'sign' && piece.text === '(') return false
  if (piece.kind === 'sign' && piece.text === '[') return isEdge
  return !(before.kind === 'sign' && clingsRight.has(before.text))
}

function piecesBetween(source: string, start: number, end: number): Piece[] {
  return [...source.slice(start, end).matchAll(gapPieces)].map(({ 0: text, index }) => ({
    text,
    kind: text.startsWith('#') ? 'comment' : 'sign',
    start: start + index,
    end: start + index + text.length,
  }))
}

/** A leaf as it stands; only a relation may hold blanks and comments, which come out behind it. */
function piecesOfLeaf(source: string, { kind, text, start, end }: Leaf): Piece[] {
  if (kind !== 'relation') return [{ kind, text: source.slice(start, end), start, end }]
  const comments = piecesBetween(source, start, end).filter((piece) => piece.kind === 'comment')
  return [{ kind, text, start, end: comments[0]?.start ?? end }, ...comments]
}

/** The pieces of a stretch whose words are known. */
function piecesOf(source: string, leaves: Leaf[], start: number, end: number): Piece[] {
  let at = start
  const pieces = leaves.flatMap((leaf) => {
    const gap = piecesBetween(source, at, leaf.start)
    at = leaf.end
    return [...gap, ...piecesOfLeaf(source, leaf)]
  })
  return [...pieces, ...piecesBetween(source, at, end)]
}

function putPieces(page: Page, pieces: Piece[], indent: number, isEdge: boolean): void {
  let before: Piece | null = null
  for (const piece of pieces) {
    if (piece.kind === 'comment') putComment(page, piece, indent + 1)
    else {
      page.line += (page.line !== '' && isApart(piece, before, isEdge) ? ' ' : '') + piece.text
      page.at = piece.end
    }
    before = piece
  }
}

/** Comments between two statements; semicolons go. */
function putGap(page: Page, end: number, indent: number): void {
  for (const piece of piecesBetween(page.source, page.at, end))
    if (piece.kind === 'comment') putComment(page, piece, indent)
  breakLine(page, indent)
}

function putStatements(page: Page, statements: Statement[], indent: number): void {
  for (const statement of statements) {
    putGap(page, statement.start, indent)
    keepEmptyLine(page, statement.start)
    const first = statement.kind === 'macro' ? statement.body[0] : undefined
    const headEnd = first?.start ?? statement.end
    const pieces = piecesOf(page.source, leavesOf(statement), statement.start, headEnd)
    if (statement.kind !== 'macro') {
      putPieces(page, pieces, indent, statement.kind === 'edge')
      continue
    }
    const brace = pieces.findIndex(({ text }) => text === '{')
    putPieces(page, pieces.slice(0, brace + 1), indent, false)
    breakLine(page, indent + 1)
    putStatements(page, statement.body, indent + 1)
    putGap(page, statement.end - 1, indent + 1)
    breakLine(page, indent)
    page.line = '}'
    page.at = statement.end
  }
}

/** The text in canonical form, with a line break at its end; formatting it again changes nothing. Null where the text
 *  cannot be read: then nobody knows where a statement ends. */
export function formatMotif(source: string): string | null {
  const { statements, problems } = parseMotifText(source)
  if (problems.length > 0) return null
  const page: Page = { source, lines: [], line: '', indent: 0, at: 0 }
  putStatements(page, statements, 0)
  putGap(page, source.length, 0)
  return page.lines.length > 0 ? `${page.lines.join('\n')}\n` : ''
}

/** From one text to another that differs in white space, semicolons and a byte-order mark alone: the smallest edits,
 *  in order, so that cursors and marks stay with their words. */
export function formatEdits(
  source: string,
  formatted: string,
): { from: number; to: number; insert: string }[] {
  const edits: { from: number; to: number; insert: string }[] = []
  const isLoose = (character: string) => /[\s;\uFEFF]/.test(character)
  let [i, j] = [0, 0]
  while (i < source.length || j < formatted.length) {
    if (source[i] === formatted[j]) {
      i++
      j++
      continue
    }
    const [from, begin] = [i, j]
    while (i < source.length && isLoose(source.charAt(i))) i++
    while (j < formatted.length && isLoose(formatted.charAt(j))) j++
    if (i === from && j === begin) throw new Error('The texts differ in more than white space.')
    edits.push({ from, to: i, insert: formatted.slice(begin, j) })
  }
  return edits
}
