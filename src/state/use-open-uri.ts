/** What a URI in a document can be opened with. Opening changes what the page shows; it runs and sends nothing. */
import { hostOfUri, motifOfUri } from '../scripting/annotation'
import { useAppearanceStore } from './use-appearance-store'
import { useHostsStore } from './use-hosts-store'
import { useMossStore } from './use-moss-store'
import { useMotifStore } from './use-motif-store'
import { useMotifscope } from './motifscope'
import { useNoticesStore } from './use-notices-store'

export interface UriAction {
  label: string
  run: () => void | Promise<void>
}

/** `save` starts the download of an attached file. */
export function useOpenUri(save: (blob: Blob, name: string) => void): {
  actionsFor: (uri: string) => UriAction[]
  webAddressOf: (uri: string) => string | null
} {
  const appearance = useAppearanceStore()
  const hosts = useHostsStore()
  const moss = useMossStore()
  const motif = useMotifStore()
  const notices = useNoticesStore()

  function openMotif(text: string): void {
    const before = motif.source
    motif.replace(text)
    appearance.view = 'studio'
    if (before.trim() === '' || before === text) return
    notices.show({
      kind: 'info',
      message: 'The motif in the editor was replaced by the document’s.',
      action: { label: 'Bring mine back', run: () => motif.replace(before) },
    })
  }

  function openHost(id: string): void {
    if (!hosts.hosts.some((host) => host.id === id)) {
      notices.show({
        kind: 'info',
        message: 'The host graph this document is about is not stored in this browser.',
        hint: 'Open its file: the same graph gets the same id again.',
      })
      return
    }
    hosts.currentId = id
    appearance.view = 'studio'
  }

  async function saveFile(uri: string): Promise<void> {
    try {
      save(await useMotifscope().moss.file(uri), `attachment ${uri.slice(-16)}`)
    } catch (thrown) {
      notices.showError(thrown, 'The file could not be read')
    }
  }

  function actionsFor(uri: string): UriAction[] {
    const motifText = motifOfUri(uri)
    if (motifText !== undefined) return [{ label: 'Open in studio', run: () => openMotif(motifText) }]
    const hostId = hostOfUri(uri)
    if (hostId !== undefined) return [{ label: 'Open in studio', run: () => openHost(hostId) }]
    const id = /^mossdb:\/\/(?:[^/]+\/)?([0-9a-f]{64})$/.exec(uri)?.[1]
    if (id !== undefined) return [{ label: 'Show document', run: () => moss.open(id) }]
    if (uri.startsWith('file://sha-256/')) return [{ label: 'Save file', run: () => saveFile(uri) }]
    return []
  }

  return {
    actionsFor,
    webAddressOf: (uri) => (/^https?:\/\//.test(uri) && URL.canParse(uri) ? uri : null),
  }
}
