/** A line of a Pajek file as words; what is in quotes is one word, and known to be text. */
import { MotifscopeError } from '../../model/errors'
import type { NamedCell } from './numbered-nodes'
import { quoteEnd } from './token-feed'

export interface PajekWord {
  text: string
  isQuoted: boolean
}

const bareWord = /[^\s"]\S*/y

/** @throws MotifscopeError `invalid-pajek` for a quote that is not closed. */
export function pajekWords(line: string, number: number): PajekWord[] {
  if (!line.includes('"')) return line.split(/\s+/).map((text) => ({ text, isQuoted: false }))
  const words: PajekWord[] = []
  for (let at = 0; at < line.length;) {
    if (line[at] === '"') {
      const end = quoteEnd(line, at)
      if (end < 0) throw pajekMistake(number, 'a quote is never closed')
      words.push({ text: unescaped(line.slice(at + 1, end - 1)), isQuoted: true })
      at = end
    } else {
      bareWord.lastIndex = at
      const text = bareWord.exec(line)?.[0]
      if (text !== undefined) words.push({ text, isQuoted: false })
      at += text?.length ?? 1
    }
  }
  return words
}

function unescaped(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/\\([\\"n])/g, (_, character: string) => (character === 'n' ? '\n' : character))
}

/** Words in pairs of name and value. A last word without a value is given back. */
export function pajekPairs(words: PajekWord[]): { cells: NamedCell[]; rest: PajekWord | null } {
  const cells: NamedCell[] = []
  for (let i = 0; i + 1 < words.length; i += 2) {
    const value = words[i + 1] as PajekWord
    cells.push({
      name: (words[i] as PajekWord).text,
      kind: value.isQuoted ? 'text' : 'untyped',
      text: value.text,
    })
  }
  return { cells, rest: words.length % 2 === 1 ? (words[words.length - 1] as PajekWord) : null }
}

/** Whether a word is a number that is no text by its quotes. */
export function isPajekNumber({ text, isQuoted }: PajekWord): boolean {
  return !isQuoted && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)
}

/** A number as the cell of a column of numbers: no plus sign, no leading zeros; `5.0` stays no integer. */
export function pajekNumberCell(text: string): string {
  return /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? text : String(Number(text))
}

/** What is wrong, and where. */
export function pajekMistake(line: number, what: string): MotifscopeError {
  return new MotifscopeError('invalid-pajek', `This Pajek file cannot be read: ${what} (line ${line}).`, {
    hint: 'After “*Vertices n” come n lines “number label”, after “*Arcs” or “*Edges” lines “from to weight”.',
    line,
  })
}
