/** The small texts that outlive a reload: the only user of localStorage. A browser may refuse storage (private mode,
 *  full disk); the page then works on and forgets. */

export type SavedKey = 'place' | 'theme' | 'panes' | 'output' | 'continue' | 'notify'

const storageKey = (key: SavedKey) => `motifscope:${key}`

/** The text kept under this key; null where there is none or storage is refused. */
export function readSavedText(key: SavedKey): string | null {
  try {
    return localStorage.getItem(storageKey(key))
  } catch {
    return null
  }
}

/** Keeps a text; answers whether the browser took it. */
export function saveText(key: SavedKey, text: string): boolean {
  try {
    localStorage.setItem(storageKey(key), text)
    return true
  } catch {
    return false
  }
}
