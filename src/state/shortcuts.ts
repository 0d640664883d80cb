/** The keys of a command as text: read, compared with a key event, and written for people. Pure. */

/** What of a KeyboardEvent is looked at. */
export interface KeyPress {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

const modifiers = ['Mod', 'Ctrl', 'Alt', 'Shift'] as const
type Modifier = (typeof modifiers)[number]

interface Chord {
  key: string
  held: ReadonlySet<Modifier>
}

const isModifier = (word: string): word is Modifier => (modifiers as readonly string[]).includes(word)

function chordFrom(text: string): Chord {
  const words = text === '+' ? ['+'] : text.split('+').filter((word) => word !== '')
  return { key: words.at(-1) ?? '', held: new Set(words.slice(0, -1).filter(isModifier)) }
}

/** `g j` → two chords; `Mod+Shift+P` → one. */
export const chordsOf = (shortcut: string): string[] => shortcut.split(' ').filter((part) => part !== '')

/** Whether it needs neither Ctrl, ⌘ nor Alt: such keys can be switched off, and never work while one is typing. */
export const isCharacterKey = (shortcut: string): boolean =>
  chordsOf(shortcut).some((part) => {
    const { held, key } = chordFrom(part)
    return !held.has('Mod') && !held.has('Ctrl') && !held.has('Alt') && [...key].length === 1
  })

/** Whether this press is this chord. Of a sign, Shift is part of the sign: where `?` lies differs by keyboard. */
export function isPressed(chord: string, press: KeyPress, isMac: boolean): boolean {
  const { key, held } = chordFrom(chord)
  if (key.toLowerCase() !== press.key.toLowerCase()) return false
  const wantsMeta = isMac && held.has('Mod')
  const wantsCtrl = held.has('Ctrl') || (!isMac && held.has('Mod'))
  if (press.metaKey !== wantsMeta || press.ctrlKey !== wantsCtrl || press.altKey !== held.has('Alt'))
    return false
  const isSign = [...key].length === 1 && !/[\p{L}]/u.test(key)
  return isSign || press.shiftKey === held.has('Shift')
}

const macSigns: Record<string, string> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' }
const keyNames: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
}

function chordWords(chord: string, isMac: boolean): string {
  const { key, held } = chordFrom(chord)
  const name = keyNames[key] ?? ([...key].length === 1 ? key.toUpperCase() : key)
  const before = modifiers
    .filter((modifier) => held.has(modifier))
    .map((modifier) => (isMac ? (macSigns[modifier] ?? modifier) : modifier === 'Mod' ? 'Ctrl' : modifier))
  return [...before, name].join(isMac ? ' ' : '+')
}

/** For people: `Ctrl+Enter`, `⌘ Enter`, `G then J`. */
export const shortcutWords = (shortcut: string, isMac: boolean): string =>
  chordsOf(shortcut)
    .map((chord) => chordWords(chord, isMac))
    .join(' then ')

/** For assistive tools (`aria-keyshortcuts`): `Control+Enter`. Sequences have no form there. */
export function ariaShortcut(shortcut: string, isMac: boolean): string | undefined {
  const chords = chordsOf(shortcut)
  if (chords.length !== 1) return undefined
  return chords[0]?.replace('Mod', isMac ? 'Meta' : 'Control').replace('Ctrl', 'Control')
}
