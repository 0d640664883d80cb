/** Files in and out as commands: matches, the host graph, the session. What needs the page (saving a file, choosing one)
 *  is handed in. */
import type { ExportFormat } from '../scripting/result-types'
import type { HostFormat } from '../scripting/host-types'
import type { Command } from './commands'
import { useMotifscope } from './motifscope'
import { useHostsStore } from './use-hosts-store'
import { useNoticesStore } from './use-notices-store'
import { useSearchStore } from './use-search-store'
import { useSessionFileStore } from './use-session-file-store'

export interface FileActions {
  save: (blob: Blob, name: string) => void
  chooseHostFile: () => void
  enterHostAddress: () => void
}

const matchFormats: [format: ExportFormat, label: string][] = [
  ['csv', 'CSV'],
  ['json', 'JSON'],
  ['parquet', 'Parquet'],
  ['arrow', 'Arrow'],
]
const hostFormats: [format: HostFormat, label: string, ending: string][] = [
  ['graphml', 'GraphML', 'graphml'],
  ['gexf', 'GEXF', 'gexf'],
  ['gml', 'GML', 'gml'],
  ['csv', 'CSV, its edges', 'csv'],
  ['csv-nodes', 'CSV, its nodes', 'nodes.csv'],
  ['parquet', 'Parquet', 'parquet'],
  ['arrow', 'Arrow', 'arrow'],
  ['pajek', 'Pajek', 'net'],
  ['dot', 'DOT', 'dot'],
  ['json', 'node-link JSON', 'json'],
]

export function openingCommands({ chooseHostFile, enterHostAddress }: FileActions): Command[] {
  return [
    {
      id: 'host.open-file',
      label: 'Open a host graph from a file…',
      group: 'Host graph',
      keywords: 'upload graphml csv parquet',
      run: chooseHostFile,
    },
    {
      id: 'host.open-address',
      label: 'Open a host graph from an address…',
      group: 'Host graph',
      keywords: 'url https',
      run: enterHostAddress,
    },
  ]
}

function matchExports(save: FileActions['save']): Command[] {
  const hosts = useHostsStore()
  const notices = useNoticesStore()
  const search = useSearchStore()
  const { result, job } = search
  const hasRows = result !== null && result.count > 0 && !job?.options.countOnly
  const host = hosts.hosts.find(({ id }) => id === job?.hostId)?.name ?? 'host'
  return matchFormats.map(([format, label]) => ({
    id: `export.matches-${format}`,
    label: `Save all matches as ${label}`,
    group: 'Export',
    keywords: 'export download rows results',
    why: hasRows ? null : 'There are no rows to save.',
    run: async () => {
      try {
        if (result) save(await result.export(format), `${host} ${result.columns.join('-')}.${format}`)
      } catch (thrown) {
        notices.showError(thrown, 'The rows could not be exported')
      }
    },
  }))
}

function hostExports(save: FileActions['save']): Command[] {
  const { current } = useHostsStore()
  const notices = useNoticesStore()
  return hostFormats.map(([format, label, ending]) => ({
    id: `export.host-${format}`,
    label: `Save the host graph as ${label}`,
    group: 'Export',
    keywords: 'export download graph connectome',
    why: current ? null : 'No host graph is open.',
    run: async () => {
      if (!current) return
      try {
        save(await useMotifscope().hosts.export(current.id, format), `${current.name}.${ending}`)
      } catch (thrown) {
        notices.showError(thrown, 'The host graph could not be exported')
      }
    },
  }))
}

export function exportCommands({ save }: FileActions): Command[] {
  const session = useSessionFileStore()
  return [
    ...matchExports(save),
    ...hostExports(save),
    {
      id: 'export.session',
      label: 'Save the session as a file',
      group: 'Export',
      keywords: 'export download backup',
      why: session.isWorking ? 'A session is being read or written.' : null,
      run: async () => {
        const file = await session.save(false)
        if (file) save(file.blob, file.name)
      },
    },
  ]
}
