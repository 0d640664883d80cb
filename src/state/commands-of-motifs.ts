/** Motifs that have names, and those that the user keeps, as commands: one takes the place of the motif being written,
 *  and one click takes it back. */
import type { Command } from './commands'
import { useAppearanceStore } from './use-appearance-store'
import { useMotifStore } from './use-motif-store'
import { useSavedMotifsStore } from './use-saved-motifs-store'
import { useToastsStore } from './use-toasts-store'

export interface NamedMotif {
  id: string
  label: string
  detail: string
  /** DotMotif. */
  text: string
}

function takeMotif(label: string, text: string): void {
  const appearance = useAppearanceStore()
  const motif = useMotifStore()
  const before = motif.source
  appearance.view = 'studio'
  if (appearance.studioTab === 'results') appearance.studioTab = 'editor'
  motif.replace(text.endsWith('\n') ? text : `${text}\n`)
  if (before.trim() === '') return
  useToastsStore().say(`${label} took the place of your motif.`, {
    action: { label: 'Undo', run: () => motif.replace(before) },
  })
}

export function motifCommands(named: readonly NamedMotif[]): Command[] {
  const saved = useSavedMotifsStore()
  return [
    ...named.map(({ id, label, detail, text }): Command => ({
      id: `motif.named:${id}`,
      label: `Motif: ${label}`,
      group: 'Motif',
      detail,
      keywords: 'use insert palette triad circuit',
      run: () => takeMotif(label, text),
    })),
    ...saved.motifs.map(({ id, label, text }): Command => ({
      id: `motif.saved:${id}`,
      label: `Saved motif: ${label}`,
      group: 'Motif',
      keywords: 'use insert palette moss kept own',
      run: () => takeMotif(label, text),
    })),
  ]
}
