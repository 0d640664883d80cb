/** How the page looks and which room is open: theme, view, pane sizes. Kept over reloads; the view is in the URL. */
import { defineStore } from 'pinia'
import { computed, reactive, ref, watch } from 'vue'
import { readSavedText, saveText } from './saved-text'
import type { ViewName } from './url-state'

export type Theme = 'system' | 'light' | 'dark'
export type StudioTab = 'editor' | 'drawing' | 'results'

const themes: Theme[] = ['system', 'light', 'dark']
const tabs: StudioTab[] = ['editor', 'drawing', 'results']
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

const savedTab = (key: 'tab' | 'filling') => tabs.find((tab) => tab === readSavedText(key)) ?? null

export const useAppearanceStore = defineStore('appearance', () => {
  const theme = ref<Theme>(savedTheme())
  const systemIsDark = ref(false)
  const isDark = computed(() => (theme.value === 'system' ? systemIsDark.value : theme.value === 'dark'))
  const view = ref<ViewName>('studio')
  /** Which part of the studio a narrow screen shows. */
  const studioTab = ref<StudioTab>(savedTab('tab') ?? 'editor')
  /** Which part of the studio fills the screen, on a wide one. */
  const filling = ref(savedTab('filling'))
  /** Shares in percent: the editor's of the upper half's width, the upper half's of the height, the text's of the
   *  column it shares with what it is written as. */
  const panes = reactive(savedPanes())

  watch(studioTab, (tab) => {
    saveText('tab', tab)
    // Whatever leads to another part must show it.
    if (filling.value !== null && filling.value !== tab) filling.value = null
  })
  watch(filling, (tab) => saveText('filling', tab ?? ''))
  watch(theme, (chosen) => saveText('theme', chosen))
  watch(panes, ({ editor, upper, text }) => saveText('panes', `${editor} ${upper} ${text}`))

  /** Lets a part of the studio fill the screen; null: all are shown again. */
  function fill(tab: StudioTab | null): void {
    if (tab) studioTab.value = tab
    filling.value = tab
  }

  function toggleTheme(): void {
    theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? 'system'
  }

  return { theme, systemIsDark, isDark, view, studioTab, filling, fill, panes, defaultPanes, toggleTheme }
})
