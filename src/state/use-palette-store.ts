/** Whether the command palette or the list of shortcuts is open, and whether keys without Ctrl or ⌘ count. */
import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { readSavedText, saveText } from './saved-text'

/** On a Mac ⌘ stands where Ctrl stands elsewhere. */
export const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '')

export const usePaletteStore = defineStore('palette', () => {
  const isOpen = ref(false)
  const areShortcutsShown = ref(false)
  /** Speech input and trembling hands press single keys unmeant: they can be switched off (WCAG 2.1.4). */
  const hasCharacterKeys = ref(readSavedText('keys') !== 'off')

  watch(hasCharacterKeys, (has) => saveText('keys', has ? '' : 'off'))

  return { isOpen, areShortcutsShown, hasCharacterKeys }
})
