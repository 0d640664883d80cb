/** Trying an example: its motif goes into the editor, its host graph is opened, the search runs; one click takes all
 *  of it back. Only built-in examples come here, and only by the user's own click. */
import type { SearchSemantics } from '../model/job'
import { useAppearanceStore } from './use-appearance-store'
import { useHostsStore } from './use-hosts-store'
import { useMotifStore } from './use-motif-store'
import { useNoticesStore } from './use-notices-store'
import { defaultSearchOptions, useSearchStore } from './use-search-store'

export interface Trial {
  motif: string
  /** `example://…`. Without it the motif is tried where one is. */
  host?: string | undefined
  /** Others than these are set to their standard. */
  options?: Partial<SearchSemantics>
}

/** Gives the function that tries an example; call it while a store may be used. */
export function useTrial(): (trial: Trial) => Promise<void> {
  const appearance = useAppearanceStore()
  const hosts = useHostsStore()
  const motif = useMotifStore()
  const notices = useNoticesStore()
  const search = useSearchStore()

  function offerUndo(): void {
    const before = { text: motif.source, hostId: hosts.currentId, options: { ...search.options } }
    if (before.text.trim() === '') return
    notices.show({
      kind: 'info',
      message: 'The example took the place of your motif.',
      action: {
        label: 'Undo',
        run: () => {
          motif.replace(before.text)
          Object.assign(search.options, before.options)
          if (hosts.hosts.some(({ id }) => id === before.hostId)) hosts.currentId = before.hostId
        },
      },
    })
  }

  return async ({ motif: text, host, options = {} }) => {
    offerUndo()
    motif.replace(text)
    Object.assign(search.options, defaultSearchOptions, options)
    appearance.view = 'studio'
    appearance.studioTab = 'results'
    if (host !== undefined && hosts.current?.uri !== host) {
      const known = hosts.hosts.find(({ uri }) => uri === host)
      if (known) hosts.currentId = known.id
      else if ((await hosts.open(host)) === null) return
    }
    await search.run()
  }
}
