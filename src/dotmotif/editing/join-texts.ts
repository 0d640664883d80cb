/** One motif added to another: names that both have are given new ones in what is added, so that nothing joins by
 *  accident. Pure. */
import { parseMotifText } from '../parse'
import { renameSymbol } from '../rename'
import { symbolsOf } from '../symbols'
import { freeName } from './node-edits'
import type { TextChange } from './text-change'
import { applyChanges } from './text-change'

const namesIn = (source: string) =>
  symbolsOf(parseMotifText(source).statements)
    .filter(({ macro }) => macro === null)
    .map(({ name }) => name)

/** `added` with every name of its own that `source` has as well replaced by a free one. */
function withOwnNames(source: string, added: string): string {
  const taken = new Set(namesIn(source))
  return namesIn(added)
    .filter((name) => taken.has(name))
    .reduce((text, name) => {
      const { statements } = parseMotifText(text)
      const symbols = symbolsOf(statements)
      const symbol = symbols.find((each) => each.name === name && each.macro === null)
      if (!symbol) return text
      const isLetter = /^[A-Z]$/.test(name)
      const newName = isLetter ? freeName(`${source}\n${text}`) : numbered(name, `${source}\n${text}`)
      const renaming = renameSymbol(text, { statements, symbols }, symbol, newName)
      if (!renaming.ok) return text
      const changes = renaming.places.map(({ start, end }) => ({ from: start, to: end, insert: newName }))
      return applyChanges(
        text,
        changes.toSorted((a, b) => a.from - b.from),
      )
    }, added)
}

function numbered(name: string, source: string): string {
  const words = new Set<string>(source.match(/[\p{L}_][\p{L}\p{M}\p{N}_]*/gu) ?? [])
  let number = 2
  while (words.has(`${name}_${number}`)) number++
  return `${name}_${number}`
}

/** The change that adds a motif below a text. */
export function addMotif(source: string, added: string): TextChange {
  const own = withOwnNames(source, added).trimEnd()
  const end = source.length
  const gap = source.trim() === '' ? '' : source.endsWith('\n') ? '\n' : '\n\n'
  return { from: end, to: end, insert: `${gap}${own}\n` }
}
