/** How the page looks and which room is open: theme, view, pane sizes. Kept over reloads; the view is in the URL. */
import { defineStore } from 'pinia'
import { computed, reactive, ref, watch } from 'vue'
import { readSavedText, saveText } from './saved-text'
import type { ViewName } from './url-state'

export type Theme = 'system' | 'light' | 'dark'
export type StudioTab = 'editor' | 'drawing' | 'results'

const themes: Theme[] = ['system', 'light', 'dark']
const defaultPanes = { editor: 50, upper: 46, text: 50 }

function savedTheme(): Theme {
  return themes.find((theme) => theme === readSavedText('theme')) ?? 'system'
}

function savedPanes(): typeof defaultPanes {
  const [editor, upper, text = defaultPanes.text] = (readSavedText('panes') ?? '').split(' ').map(Number)
  const isShare = (share: number | undefined): share is number =>
    share !== undefined && share >= 15 && share <= 85
  const isSaved = isShare(editor) && isShare(upper) && isShare(text)
  return isSaved ? { editor, upper, text } : { ...defaultPanes }
}

export const useAppearanceStore = defineStore('appearance', () => {
  const theme = ref<Theme>(savedTheme())
  const systemIsDark = ref(false)
  const isDark = computed(() => (theme.value === 'system' ? systemIsDark.value : theme.value === 'dark'))
  const view = ref<ViewName>('studio')
  const studioTab = ref<StudioTab>('editor')
  /** Shares in percent: the editor's of the upper half's width, the upper half's of the height, the text's of the
   *  column it shares with what it is written as. */
  const panes = reactive(savedPanes())

  watch(theme, (chosen) => saveText('theme', chosen))
  watch(panes, ({ editor, upper, text }) => saveText('panes', `${editor} ${upper} ${text}`))

  function toggleTheme(): void {
    theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? 'system'
  }

  return { theme, systemIsDark, isDark, view, studioTab, panes, defaultPanes, toggleTheme }
})
