/** What the host picker offers for what is typed in it: the host graphs used last, the stored ones, the examples, what was
 *  open before and can be had again, and an address. Pure. */
import type { HostInfo } from '../model/host-graph'
import { isRemoteId } from '../model/remote-host'
import { factsOfEntry } from './catalogue-list'
import type { ListedEntry } from './catalogue-list'
import { formatQuantity } from './format'

/** A host graph that was searched before. */
export interface RecentHost {
  id: string
  name: string
  uri: string
}

export interface HostExample {
  uri: string
  name: string
  description: string
}

export type HostChoice =
  | { kind: 'stored'; key: string; label: string; detail: string; host: HostInfo }
  | { kind: 'example'; key: string; label: string; detail: string; address: string }
  | { kind: 'catalogue'; key: string; label: string; detail: string; entry: ListedEntry }
  | { kind: 'again'; key: string; label: string; detail: string; address: string }
  | { kind: 'address'; key: string; label: string; detail: string; address: string }

export interface ChoiceGroup {
  title: string
  choices: HostChoice[]
}

export const hostSize = ({ nodeCount, edgeCount }: Pick<HostInfo, 'nodeCount' | 'edgeCount'>) =>
  `${formatQuantity(nodeCount, 'node', 'nodes')} · ${formatQuantity(edgeCount, 'edge', 'edges')}`

/** `E ÷ (N·(N−1))`; null where there is no pair of nodes. */
export const hostDensity = ({ nodeCount, edgeCount }: Pick<HostInfo, 'nodeCount' | 'edgeCount'>) =>
  nodeCount > 1 ? edgeCount / (nodeCount * (nodeCount - 1)) : null

const mostRecent = 4

/** An address somebody has typed, with its scheme; null for other words. `example.org/x` is one, `larva` is not. */
export function typedAddress(typed: string): string | null {
  const text = typed.trim()
  if (/\s/.test(text)) return null
  if (/^(https?|example):\/\/[^/]+/i.test(text)) return URL.canParse(text) ? text : null
  return /^[\w-]+(\.[\w-]+)+\/\S+$/.test(text) && URL.canParse(`https://${text}`) ? `https://${text}` : null
}

const storedChoice = (host: HostInfo): HostChoice => ({
  kind: 'stored',
  key: host.id,
  label: host.name,
  detail: isRemoteId(host.id) ? `${hostSize(host)} · on a server: ${host.uri}` : hostSize(host),
  host,
})

/** Groups without a choice are left out. Each host graph stands in one group only. */
export function hostChoices(
  {
    hosts,
    examples,
    recent,
    catalogue = [],
  }: {
    hosts: readonly HostInfo[]
    examples: readonly HostExample[]
    recent: readonly RecentHost[]
    catalogue?: readonly ListedEntry[]
  },
  typed: string,
): ChoiceGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = ({ label, detail }: HostChoice, more = '') => {
    const said = `${label} ${detail} ${more}`.toLowerCase()
    return words.every((word) => said.includes(word))
  }
  const usedLast = recent.flatMap(({ id }) => hosts.find((host) => host.id === id) ?? []).slice(0, mostRecent)
  const others = hosts.filter((host) => !usedLast.includes(host) && !isRemoteId(host.id))
  const onServers = hosts.filter((host) => !usedLast.includes(host) && isRemoteId(host.id))
  const notOpen = ({ uri }: { uri: string }) => !hosts.some((host) => host.uri === uri)
  const again = recent.filter(
    (one) => /^https?:/.test(one.uri) && notOpen(one) && !hosts.some(({ id }) => id === one.id),
  )
  const address = typedAddress(typed)
  const fitting = (hosts: readonly HostInfo[]) =>
    hosts.filter((host) => fits(storedChoice(host), attributeWords(host))).map(storedChoice)
  const groups: ChoiceGroup[] = [
    { title: 'Used last', choices: fitting(usedLast) },
    { title: usedLast.length > 0 ? 'Also stored here' : 'Stored here', choices: fitting(others) },
    { title: 'On servers', choices: fitting(onServers) },
    {
      title: 'Examples',
      choices: examples
        .filter(notOpen)
        .map(({ uri, name, description }): HostChoice => ({
          kind: 'example',
          key: uri,
          label: name,
          detail: description,
          address: uri,
        })) // prettier-ignore
        .filter((choice) => fits(choice)),
    },
    {
      title: 'Open again',
      choices: again
        .map(({ uri, name }): HostChoice => ({
          kind: 'again',
          key: `again ${uri}`,
          label: name,
          detail: uri,
          address: uri,
        })) // prettier-ignore
        .filter((choice) => fits(choice)),
    },
    {
      title: 'Public connectomes',
      choices: catalogue
        .filter(({ url }) => url !== null && notOpen({ uri: new URL(url).href }))
        .map((entry): HostChoice => ({
          kind: 'catalogue',
          key: `catalogue ${entry.key}`,
          label: entry.name,
          detail: `${entry.species} · ${factsOfEntry(entry)}`,
          entry,
        })) // prettier-ignore
        .filter((choice) => fits(choice)),
    },
    {
      title: 'From an address',
      choices:
        address === null
          ? []
          : [{ kind: 'address', key: `address ${address}`, label: `Open ${address}`, detail: 'fetched when you choose it', address }], // prettier-ignore
    },
  ]
  return groups.filter(({ choices }) => choices.length > 0)
}

/** A host graph is also found by what its nodes and edges have. */
const attributeWords = ({ nodeAttributes, edgeAttributes, uri }: HostInfo) =>
  [uri, ...Object.keys(nodeAttributes), ...Object.keys(edgeAttributes)].join(' ')
