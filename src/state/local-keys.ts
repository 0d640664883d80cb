/** The keys that belong to one part of the page and are listened to there, in the order in which they are listed. What
 *  works everywhere is a command (commands.ts) and is not told here a second time. */

export interface LocalKeys {
  /** As people read them: Mod is ⌘ on a Mac and Ctrl elsewhere. */
  keys: string
  label: string
  /** The same as the editor's key map names them; a test looks for them there. */
  bound?: readonly string[]
}

export interface PlaceOfKeys {
  where: string
  keys: readonly LocalKeys[]
}

export const localKeys: readonly PlaceOfKeys[] = [
  {
    where: 'In the editor',
    keys: [
      { keys: 'Mod Enter', label: 'run the search', bound: ['Mod-Enter'] },
      { keys: 'Tab, Shift Tab', label: 'indent, indent less', bound: ['Tab'] },
      { keys: 'Escape, then Tab', label: 'leave the editor' },
      { keys: 'Ctrl Space', label: 'what may stand here, common motifs among it', bound: ['Ctrl-Space'] },
      { keys: 'F1', label: 'explain the word and the statement at the cursor', bound: ['F1'] },
      {
        keys: 'F2',
        label: 'rename the node, edge name, macro or parameter at the cursor, everywhere',
        bound: ['F2'],
      },
      { keys: 'F8', label: 'go to the next problem', bound: ['F8'] },
      { keys: 'Mod .', label: 'apply the remedy for the problem at the cursor', bound: ['Mod-.'] },
      { keys: 'Mod Shift M', label: 'all problems, with their remedies', bound: ['Mod-Shift-m'] },
      { keys: 'Mod /', label: 'make the line a comment, or text again', bound: ['Mod-/'] },
      { keys: 'Shift Alt F', label: 'format the text', bound: ['Shift-Alt-f'] },
      { keys: 'Mod Z', label: 'undo, also when an example replaced the text', bound: ['Mod-z'] },
      {
        keys: 'Mod Alt ↑ ↓',
        label: 'one more cursor above or below',
        bound: ['Mod-Alt-ArrowUp', 'Mod-Alt-ArrowDown'],
      },
      { keys: 'Alt drag, Mod click', label: 'select a rectangle, add a cursor' },
      {
        keys: 'Ctrl Shift [ ] or ⌘ ⌥ [ ]',
        label: 'fold the macro, unfold it',
        bound: ['Ctrl-Shift-[', 'Ctrl-Shift-]'],
      },
    ],
  },
  {
    where: 'In the results',
    keys: [
      { keys: '↑ ↓ Page Up Page Down Home End', label: 'move' },
      { keys: 'Enter', label: 'show this match' },
      { keys: 'N', label: 'annotate this match' },
      { keys: 'Shift ↑ ↓, Ctrl Space', label: 'select rows, add one' },
      { keys: 'Mod A', label: 'select all rows' },
      { keys: 'Escape', label: 'clear the selection; in a match: close it' },
    ],
  },
  {
    where: 'On the line between two panes',
    keys: [{ keys: 'Arrow keys, Enter', label: 'move it, set it back' }],
  },
]

/** The keys as they are called on this machine. */
export const localKeyWords = (keys: string, isMac: boolean): string =>
  keys.replace(/\bMod\b/g, isMac ? '⌘' : 'Ctrl').replace(/\bAlt\b/g, isMac ? '⌥' : 'Alt')
