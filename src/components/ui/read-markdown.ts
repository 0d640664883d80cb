/** The part of Markdown that the project's own documents use, as plain structure: headings, paragraphs, lists, tables,
 *  code, quotes; in the text code, strong, emphasis and links. Whatever is not understood stays text. Pure. */

export type Inline =
  | { kind: 'text' | 'code' | 'strong' | 'emphasis'; text: string }
  | { kind: 'link'; text: string; address: string }

export type Block =
  | { kind: 'heading'; level: number; content: Inline[]; anchor: string }
  | { kind: 'paragraph' | 'quote'; content: Inline[] }
  | { kind: 'code'; text: string; language: string }
  | { kind: 'list'; isOrdered: boolean; items: Inline[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }

const inlineForms =
  /(`+)(.+?)\1(?!`)|\*\*(.+?)\*\*|(?<![\p{L}\p{N}_*])[*_](?=\S)(.+?)(?<=\S)[*_](?![\p{L}\p{N}_*])|\[([^\]]+)\]\(([^)\s]+)\)/gu
const isSafeAddress = (address: string) => /^(https?:\/\/|#)/.test(address)

/** Splits a line of text into its parts. */
export function readInline(text: string): Inline[] {
  const parts: Inline[] = []
  let end = 0
  for (const match of text.matchAll(inlineForms)) {
    const [whole, , code, strong, emphasis, linkText, address] = match
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) })
    end = match.index + whole.length
    if (code !== undefined) parts.push({ kind: 'code', text: code.replace(/^ (.*\S.*) $/, '$1') })
    else if (strong !== undefined) parts.push({ kind: 'strong', text: strong.replaceAll('`', '') })
    else if (emphasis !== undefined) parts.push({ kind: 'emphasis', text: emphasis })
    else if (linkText !== undefined && address !== undefined && isSafeAddress(address))
      parts.push({ kind: 'link', text: linkText, address })
    else parts.push({ kind: 'text', text: linkText ?? whole })
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) })
  return parts
}

/** The anchor GitHub would give this heading. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

const cellsOf = (line: string): Inline[][] =>
  line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => readInline(cell.trim().replaceAll('\\|', '|')))

const listItem = /^\s*(?:[-*]|(\d+)[.)])\s+(.*)$/
const startsBlock = (line: string) =>
  line.trim() === '' || /^(#{1,6}\s|```|>|\|)/.test(line) || listItem.test(line)

/** Takes lines from the front as long as they belong together. */
function takeWhile(lines: string[], belongs: (line: string) => boolean): string[] {
  const end = lines.findIndex((line) => !belongs(line))
  return lines.splice(0, end < 0 ? lines.length : end)
}

function readCode(lines: string[], language: string): Block {
  const text = takeWhile(lines, (line) => !line.startsWith('```')).join('\n')
  lines.shift()
  return { kind: 'code', text, language }
}

function readList(lines: string[], first: string): Block {
  const taken = [
    first,
    ...takeWhile(lines, (line) => listItem.test(line) || (/^\s+\S/.test(line) && !startsBlock(line))),
  ]
  const items: string[] = []
  for (const line of taken) {
    const item = listItem.exec(line)
    if (item) items.push(item[2] ?? '')
    else items[items.length - 1] += ` ${line.trim()}`
  }
  return { kind: 'list', isOrdered: /^\s*\d/.test(first), items: items.map(readInline) }
}

function readBlock(first: string, lines: string[]): Block {
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(first)
  if (heading) {
    const text = heading[2] ?? ''
    return {
      kind: 'heading',
      level: heading[1]?.length ?? 1,
      content: readInline(text),
      anchor: anchorOf(text),
    }
  }
  if (first.startsWith('```')) return readCode(lines, first.slice(3).trim())
  if (first.startsWith('>')) {
    const rest = takeWhile(lines, (line) => line.startsWith('>'))
    return {
      kind: 'quote',
      content: readInline([first, ...rest].map((line) => line.replace(/^>\s?/, '')).join(' ')),
    }
  }
  if (first.startsWith('|') && /^\|?[\s:|-]+$/.test(lines[0] ?? '')) {
    lines.shift()
    return {
      kind: 'table',
      head: cellsOf(first),
      rows: takeWhile(lines, (line) => line.startsWith('|')).map(cellsOf),
    }
  }
  if (listItem.test(first)) return readList(lines, first)
  const rest = takeWhile(lines, (line) => !startsBlock(line))
  return { kind: 'paragraph', content: readInline([first, ...rest].map((line) => line.trim()).join(' ')) }
}

/** A document as a list of blocks. Never throws. */
export function readMarkdown(text: string): Block[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const blocks: Block[] = []
  for (let line = lines.shift(); line !== undefined; line = lines.shift())
    if (line.trim() !== '') blocks.push(readBlock(line, lines))
  return blocks
}
