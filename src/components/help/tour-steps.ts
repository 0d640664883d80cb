/** The stops of the guided tour: what is pointed at, and what is said. An element that is not there is not pointed at;
 *  the words stay. Plain data. */
import type { StudioTab } from '../../state/use-appearance-store'

export interface TourStep {
  title: string
  words: string
  /** CSS selectors, by the names for tests and assistive tools; the first that is on screen is pointed at. */
  places: readonly string[]
  /** Which part of the studio is shown on narrow screens. */
  tab?: StudioTab
}

const byTestId = (...names: string[]) => names.map((name) => `[data-testid="${name}"]`)

export const tourSteps: readonly TourStep[] = [
  {
    title: 'A host graph',
    words:
      'Here you choose the wiring diagram to look in. This one is a small example; your own can be opened from a file, dropped onto the page, or read from an address.',
    places: byTestId('host-picker'),
  },
  {
    title: 'The motif',
    words:
      'You write which neurons and which edges you look for. A -> B is an edge, A !> B one that must be missing. Ctrl Space offers what may stand at the cursor.',
    places: byTestId('motif-editor'),
    tab: 'editor',
  },
  {
    title: 'The drawing',
    words: 'The same motif as a picture. Every node has one colour: here, in the text, and in the results.',
    places: byTestId('motif-view'),
    tab: 'drawing',
  },
  {
    title: 'Run',
    words:
      'Finds every match. Beside it are the options, and about how many matches there will be before you ask.',
    places: byTestId('run'),
    tab: 'editor',
  },
  {
    title: 'The results',
    words:
      'Every row is a match, every column a neuron of the motif. Sort, filter, open a match with Enter, and save the rows as a file.',
    places: [...byTestId('result-table', 'result-count')],
    tab: 'results',
  },
  {
    title: 'Share',
    words:
      'The link holds the motif, the options and where the host graph is. Nothing is uploaded: your own graphs stay on this machine.',
    places: ['[data-tour="share"]', ...byTestId('share')],
  },
  {
    title: 'Everything else',
    words:
      'Search here for anything the page can do, or press Ctrl K (⌘ K on a Mac). Help has the language, a cookbook to try, and this tour. Press ? for all shortcuts.',
    places: byTestId('open-palette'),
  },
]
