/** The small texts that outlive a reload: the only user of localStorage. A browser may refuse storage (private mode,
 *  full disk); the page then works on and forgets. */

export type SavedKey =
  | 'place'
  | 'theme'
  | 'panes'
  | 'output'
  | 'continue'
  | 'notify'
  | 'keys'
  | 'tour'
  | 'drawing'
  | 'tab'
  | 'filling'
  | 'undoable'
  | 'recent-hosts'
  | 'catalogues'
  | 'script'
  | 'other-text'
  | 'parameters'
  | 'row-limit'
  | 'queries'

const storageKey = (key: SavedKey) => `motifscope:${key}`

let isKeeping = true

/** Whether texts are kept at all: a page within another page keeps none, and reads none of the visitor's own. */
export function keepTexts(keeps: boolean): void {
  isKeeping = keeps
}

/** The text kept under this key; null where there is none or storage is refused. */
export function readSavedText(key: SavedKey): string | null {
  if (!isKeeping) return null
  try {
    return localStorage.getItem(storageKey(key))
  } catch {
    return null
  }
}

/** Keeps a text; answers whether the browser took it. */
export function saveText(key: SavedKey, text: string): boolean {
  if (!isKeeping) return false
  try {
    localStorage.setItem(storageKey(key), text)
    return true
  } catch {
    return false
  }
}
