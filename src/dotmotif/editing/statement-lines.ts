/** Where statements begin and end among lines, blanks, semicolons and comments: taking them out, and finding the place of
 *  a new one. No comment is ever lost. Pure. */
import type { Range, Statement } from '../ast'
import { leavesOf } from '../leaves'
import type { EditableText } from './editable-text'
import type { TextChange } from './text-change'
import { inOrder } from './text-change'

const lineStart = (source: string, at: number): number => source.lastIndexOf('\n', at - 1) + 1

function lineEnd(source: string, at: number): number {
  const end = source.indexOf('\n', at)
  return end < 0 ? source.length : end
}

/** Comments within a stretch of a statement: between its words, where `#` stands in no quotes. */
export function commentsIn(source: string, leaves: readonly Range[], { start, end }: Range): string[] {
  const comments: string[] = []
  let at = start
  const words = leaves.filter((leaf) => leaf.end > start && leaf.start < end)
  for (const { start: next, end: after } of [...words, { start: end, end }]) {
    for (const [comment] of source.slice(at, Math.max(at, next)).matchAll(/#[^\n]*/g)) comments.push(comment)
    // A relation may hold blanks and comments itself: `- # c`, `>`.
    if (after <= end && /^[-!~][^>+|-]/.test(source.slice(next, after)))
      for (const [comment] of source.slice(next, after).matchAll(/#[^\n]*/g)) comments.push(comment)
    at = after
  }
  return comments
}

const isBlank = (text: string) => /^[\s;\uFEFF]*$/.test(text)

/** What stands between two offsets, without what is taken out. */
function kept(source: string, from: number, to: number, gone: readonly Range[]): string {
  let text = source.slice(from, to)
  for (const { start, end } of gone) {
    const [first, last] = [Math.max(start, from) - from, Math.min(end, to) - from]
    if (first < last) text = text.slice(0, first) + ' '.repeat(last - first) + text.slice(last)
  }
  return text
}

function removalOf(source: string, statement: Statement, gone: readonly Range[]): TextChange {
  const { start, end } = statement
  const comments = commentsIn(source, leavesOf(statement), statement)
  if (comments.length > 0) return { from: start, to: end, insert: `${comments.join('\n')}\n` }
  const [first, last] = [lineStart(source, start), lineEnd(source, end)]
  const isFirst = isBlank(kept(source, first, start, gone))
  if (isFirst && isBlank(kept(source, end, last, gone))) {
    if (last < source.length) return { from: first, to: last + 1, insert: '' }
    return { from: Math.max(0, first - 1), to: last, insert: '' }
  }
  if (isFirst) {
    const [separator = ''] = /^[ \t;]*/.exec(source.slice(end, last)) ?? []
    return { from: start, to: end + separator.length, insert: '' }
  }
  const [separator = ''] = /[ \t;]*$/.exec(source.slice(first, start)) ?? []
  return { from: start - separator.length, to: end, insert: '' }
}

/** Takes statements out; a line that held nothing else goes with them. */
export function removeStatements({ source }: EditableText, gone: readonly Statement[]): TextChange[] {
  const changes = inOrder(gone.map((statement) => removalOf(source, statement, gone)))
  const last = changes.at(-1)
  // A text that ended without a line break still does.
  const endsBare = last?.to === source.length && last.insert === '' && !source.endsWith('\n')
  if (endsBare && source.charAt(last.from - 1) === '\n') last.from--
  return changes
}

/** The end of the line behind a statement, moved on while another statement goes over it. */
function endOfLines({ source, statements }: EditableText, after: number): number {
  let at = lineEnd(source, after)
  for (;;) {
    const over = statements.find(({ start, end }) => start < at && at < end)
    if (!over) return at
    at = lineEnd(source, over.end)
  }
}

/** New lines behind the last statement that `isKin` (else at the end of the text). */
export function insertLines(
  text: EditableText,
  lines: readonly string[],
  isKin: (statement: Statement) => boolean,
): TextChange {
  const { source, statements } = text
  const kin = statements.filter(isKin).at(-1) ?? statements.at(-1)
  if (kin) {
    const at = endOfLines(text, kin.end)
    return { from: at, to: at, insert: lines.map((line) => `\n${line}`).join('') }
  }
  const isFresh = source === '' || source.endsWith('\n')
  const insert = `${isFresh ? '' : '\n'}${lines.join('\n')}\n`
  return { from: source.length, to: source.length, insert }
}
