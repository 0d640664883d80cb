/** Gives a node, an edge alias, a macro or a parameter another name, everywhere it stands and nowhere else. */
import type { Range, Statement } from './ast'
import type { MotifSymbol } from './symbols'
import { isName } from './write-words'

/** Where the new name goes, or why it cannot be given: a sentence. */
export type Renaming = { ok: true; places: Range[] } | { ok: false; message: string }

const refuse = (message: string): Renaming => ({ ok: false, message })

/** Whether `other` is seen, or is looked for, where `symbol` stands. Macros have names of their own kind, but one that is
 *  called like a node would only confuse. */
function meets(symbol: MotifSymbol, other: MotifSymbol): boolean {
  if (symbol.macro === other.macro) return true
  const [local, outer] = symbol.macro ? [symbol, other] : [other, symbol]
  const { macro } = local
  // Two macros do not see each other; a body sees the edge names around it.
  if (!macro || outer.macro || outer.kind === 'macro') return false
  return outer.references.some(({ start, end }) => macro.start <= start && end <= macro.end)
}

const kindWords: Record<MotifSymbol['kind'], string> = {
  node: 'a node',
  edge: 'an edge',
  macro: 'a macro',
  parameter: 'a parameter',
  unknown: 'a name',
}

function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length
}

/** Text that could not be read may hold the name as well, and would be left behind. */
function unreadMention(source: string, statements: Statement[], name: string): Renaming | null {
  const parts = statements.flatMap((each) => (each.kind === 'macro' ? each.body : [each]))
  for (const part of parts) {
    if (part.kind !== 'broken') continue
    const words: string[] = part.text.match(/[\p{L}_][\p{L}\p{M}\p{N}_]*/gu) ?? []
    if (!words.includes(name)) continue
    return refuse(
      `\`${name}\` also stands on line ${lineOf(source, part.start)}, which cannot be read yet. Mend that line first.`,
    )
  }
  return null
}

/** Renames a symbol of the text. Refuses what is no name, a name that is in use where the symbol is seen (names
 *  local to another macro are not), and texts with the name in a part that cannot be read. */
export function renameSymbol(
  source: string,
  { statements, symbols }: { statements: Statement[]; symbols: MotifSymbol[] },
  symbol: MotifSymbol,
  newName: string,
): Renaming {
  if (newName === symbol.name) return { ok: true, places: [] }
  if (!isName(newName))
    return refuse(
      newName === ''
        ? 'Type a name.'
        : `\`${newName}\` is no name: a name is a letter or \`_\`, then letters, digits and \`_\`.`,
    )
  const other = symbols.find((each) => each !== symbol && each.name === newName && meets(symbol, each))
  if (other) {
    const line = lineOf(source, other.references[0]?.start ?? 0)
    return refuse(`\`${newName}\` is in use: line ${line} has ${kindWords[other.kind]} of this name.`)
  }
  return (
    unreadMention(source, statements, symbol.name) ??
    unreadMention(source, statements, newName) ?? { ok: true, places: symbol.references }
  )
}
