/** The ways through the page as commands: views, parts of the studio, help, themes, the palette itself. What needs an
 *  element of the page is handed in. */
import type { Command } from './commands'
import { useAppearanceStore } from './use-appearance-store'
import type { StudioTab, Theme } from './use-appearance-store'
import { useHelpPlaceStore } from './use-help-place-store'
import { usePaletteStore } from './use-palette-store'
import { useTourStore } from './use-tour-store'
import type { ViewName } from './url-state'

const views: { view: ViewName; label: string; shortcut?: string; keywords: string }[] = [
  { view: 'studio', label: 'Studio', shortcut: 'g s', keywords: 'motif editor drawing results' },
  { view: 'hosts', label: 'Hosts', shortcut: 'g h', keywords: 'graphs connectomes statistics' },
  { view: 'jobs', label: 'Jobs', shortcut: 'g j', keywords: 'searches history' },
  {
    view: 'significance',
    label: 'Chance',
    shortcut: 'g n',
    keywords: 'significance null model census z p profile random',
  },
  { view: 'moss', label: 'Moss', shortcut: 'g m', keywords: 'documents annotations notes' },
  { view: 'storage', label: 'Storage', shortcut: 'g t', keywords: 'room disk space' },
  { view: 'help', label: 'Help', shortcut: 'g p', keywords: 'reference language cookbook glossary' },
  { view: 'benchmarks', label: 'Benchmarks', keywords: 'speed times' },
]

export function viewCommands(): Command[] {
  const appearance = useAppearanceStore()
  return views.map(({ view, label, shortcut, keywords }) => ({
    id: `view.${view}`,
    label,
    group: 'Go to',
    ...(shortcut === undefined ? {} : { shortcut }),
    keywords,
    run: () => (appearance.view = view),
    why: appearance.view === view ? 'You are here.' : null,
  }))
}

const parts: { part: StudioTab; label: string; shortcut: string }[] = [
  { part: 'editor', label: 'The editor', shortcut: 'g e' },
  { part: 'drawing', label: 'The drawing', shortcut: 'g d' },
  { part: 'results', label: 'The results', shortcut: 'g r' },
]

/** `focus`: puts the focus on a part of the studio once it is on screen. */
export function partCommands(focus: (part: StudioTab) => void): Command[] {
  const appearance = useAppearanceStore()
  return parts.map(({ part, label, shortcut }) => ({
    id: `part.${part}`,
    label,
    group: 'Go to',
    shortcut,
    keywords: 'focus studio',
    run: () => {
      appearance.view = 'studio'
      appearance.studioTab = part
      focus(part)
    },
  }))
}

const themes: { theme: Theme; label: string }[] = [
  { theme: 'system', label: 'Theme as the system' },
  { theme: 'light', label: 'Light theme' },
  { theme: 'dark', label: 'Dark theme' },
]

export function appearanceCommands(): Command[] {
  const appearance = useAppearanceStore()
  const palette = usePaletteStore()
  return [
    ...themes.map(({ theme, label }): Command => ({
      id: `theme.${theme}`,
      label,
      group: 'Appearance',
      keywords: 'colours dark light mode',
      run: () => (appearance.theme = theme),
      why: appearance.theme === theme ? 'It is so already.' : null,
    })),
    {
      id: 'panes.reset',
      label: 'Set the panes back to their sizes',
      group: 'Appearance',
      keywords: 'layout splitter',
      run: () => Object.assign(appearance.panes, appearance.defaultPanes),
    },
    {
      id: 'keys.characters',
      label: palette.hasCharacterKeys ? 'Switch single-key shortcuts off' : 'Switch single-key shortcuts on',
      group: 'Appearance',
      keywords: 'keyboard accessibility',
      run: () => (palette.hasCharacterKeys = !palette.hasCharacterKeys),
    },
  ]
}

/** What a page of the help, or a section of one, is called. */
export interface HelpTitle {
  /** As in the address: `cookbook/feed-forward-loop`. */
  place: string
  title: string
  /** Of the page it is on. */
  page: string
}

export function helpCommands(titles: readonly HelpTitle[]): Command[] {
  const help = useHelpPlaceStore()
  const palette = usePaletteStore()
  const tour = useTourStore()
  return [
    {
      id: 'palette.open',
      label: 'Open the command palette',
      group: 'Help',
      shortcut: 'Mod+K',
      run: () => (palette.isOpen = true),
    },
    {
      id: 'shortcuts.show',
      label: 'Show all shortcuts',
      group: 'Help',
      shortcut: '?',
      keywords: 'keys keyboard',
      run: () => (palette.areShortcutsShown = true),
    },
    {
      id: 'tour.start',
      label: 'Take the guided tour',
      group: 'Help',
      keywords: 'introduction learn first steps',
      run: () => tour.start(),
    },
    ...titles.map(({ place, title, page }): Command => ({
      id: `help:${place}`,
      label: title,
      group: 'Help',
      detail: page,
      keywords: 'help article',
      run: () => help.open(place),
    })),
  ]
}
