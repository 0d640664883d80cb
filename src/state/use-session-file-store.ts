/** Saving the session to a `.motifscope` file and opening one. Opening restores text, options, place and documents; it
 *  searches nothing and asks no network. */
import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { HostInfo } from '../model/host-graph'
import { documentsOfSession, importDocuments } from '../scripting/session-documents'
import { readSession, writeSession } from '../scripting/session-file'
import type { SessionFile, SessionHost } from '../scripting/session-file'
import { formatCount, formatQuantity } from './format'
import { hostAddress } from './host-address'
import { useMotifscope } from './motifscope'
import { useAnnotationsStore } from './use-annotations-store'
import { useAppearanceStore } from './use-appearance-store'
import type { StudioTab } from './use-appearance-store'
import { useCypherStore } from './use-cypher-store'
import { useDrawingStore } from './use-drawing-store'
import { useHostsStore } from './use-hosts-store'
import { useMossStore } from './use-moss-store'
import { useMotifStore } from './use-motif-store'
import { semanticsOf, useNoteSubjects } from './use-note-subjects'
import { useNoticesStore } from './use-notices-store'
import { usePlaceStore } from './use-place-store'
import { useResultViewStore } from './use-result-view-store'
import { useSearchStore } from './use-search-store'

const studioTabs: readonly string[] = ['editor', 'drawing', 'results'] satisfies StudioTab[]

export const isSessionFile = (file: File) => /\.motifscope$/i.test(file.name)

export const useSessionFileStore = defineStore('sessionFile', () => {
  const appearance = useAppearanceStore()
  const cypher = useCypherStore()
  const drawing = useDrawingStore()
  const hosts = useHostsStore()
  const motif = useMotifStore()
  const notices = useNoticesStore()
  const place = usePlaceStore()
  const search = useSearchStore()
  const isWorking = ref(false)

  async function hostOf(host: HostInfo, withData: boolean): Promise<SessionHost> {
    const { id, name, uri, nodeCount, edgeCount } = host
    const identity = { id, name, uri, nodeCount, edgeCount }
    if (!withData) return identity
    const text = await (await useMotifscope().hosts.export(id, 'graphml')).text()
    return { ...identity, data: { format: 'graphml', text } }
  }

  async function gather(withData: boolean): Promise<SessionFile> {
    const host = hosts.current
    const result = search.answersPresentQuestion ? useNoteSubjects().searchSummary() : null
    return {
      savedAt: new Date().toISOString(),
      appVersion: useMotifscope().version,
      ...(host ? { host: await hostOf(host, withData) } : {}),
      motif: motif.source,
      ...(cypher.isEmpty ? {} : { query: cypher.kept() }),
      options: semanticsOf(search.options),
      ...(result ? { result } : {}),
      layout: {
        studioTab: appearance.studioTab,
        panes: { ...appearance.panes },
        results: { ...useResultViewStore().address },
        drawing: drawing.shownLayout(),
      },
      documents: await documentsOfSession(useMotifscope().moss, {
        ...(host ? { hostId: host.id } : {}),
        motif: motif.source,
      }),
    }
  }

  /** The session as a file and its name; null when it could not be made. */
  async function save(withData: boolean): Promise<{ blob: Blob; name: string } | null> {
    isWorking.value = true
    try {
      const session = await gather(withData)
      return { blob: writeSession(session), name: `${session.host?.name ?? 'session'}.motifscope` }
    } catch (thrown) {
      notices.showError(thrown, 'The session could not be saved')
      return null
    } finally {
      isWorking.value = false
    }
  }

  /** The host graph the session is about: the one stored here, else the file's own data. */
  async function restoreHost(host: SessionHost): Promise<string> {
    const known = hosts.hosts.find(({ id }) => id === host.id)
    if (known) return hostAddress(known)
    if (!host.data) return hostAddress(host)
    const file = new File([host.data.text], `${host.name}.${host.data.format}`)
    const opened = await hosts.open(file, { name: host.name })
    return `graph://${opened?.id ?? host.id}`
  }

  function tell(session: SessionFile, imported: { imported: number; refused: unknown[] }): void {
    const { result, savedAt, host } = session
    const opened = hosts.current
    const facts = [
      `Saved ${savedAt.slice(0, 10)}`,
      result ? `it had ${formatCount(BigInt(result.count))} matches` : '',
      `${formatQuantity(imported.imported, 'document', 'documents')} new here`,
      imported.refused.length > 0
        ? `${formatCount(imported.refused.length)} refused, for they do not verify`
        : '',
      host?.data && opened && opened.id !== host.id
        ? 'the host graph got another id here, so its annotations do not show'
        : '',
    ]
    notices.show({
      kind: 'info',
      message: 'The session is open. Nothing was run.',
      hint: `${facts.filter(Boolean).join('; ')}.`,
    })
  }

  async function open(file: Blob): Promise<void> {
    isWorking.value = true
    try {
      const session = await readSession(file)
      const imported = await importDocuments(useMotifscope().moss, session.documents)
      const address = session.host && (await restoreHost(session.host))
      const { ignoreDirection, excludeAutomorphisms, induced, limit, countOnly } = session.options
      await place.apply({
        problems: [],
        state: {
          motif: session.motif,
          hosts: address === undefined ? [] : [address],
          ...{ ignoreDirection, excludeAutomorphisms, induced, limit },
          unknown: session.host ? { hostName: session.host.name } : {},
        },
      })
      search.options.countOnly = countOnly
      if (session.query) cypher.bringBack(session.query)
      if (session.layout.drawing) drawing.adopt(session.layout.drawing)
      if (session.layout.panes) Object.assign(appearance.panes, session.layout.panes)
      const { studioTab = '', results = {} } = session.layout
      useResultViewStore().readAddress(results)
      if (studioTabs.includes(studioTab)) appearance.studioTab = studioTab as StudioTab
      await Promise.all([useMossStore().refresh(), useAnnotationsStore().load(), search.restoreAnswer()])
      tell(session, imported)
    } catch (thrown) {
      notices.showError(thrown, 'The session could not be opened')
    } finally {
      isWorking.value = false
    }
  }

  return { isWorking, save, open }
})
