/** What can be done with motif, host graph and searches, as commands: run, options, hosts, examples, earlier jobs. */
import { useTrial } from './use-trial'
import type { Command } from './commands'
import { formatCount, formatQuantity } from './format'
import { motifOnOneLine } from './job-words'
import { useAppearanceStore } from './use-appearance-store'
import { useCypherStore } from './use-cypher-store'
import { useHostsStore } from './use-hosts-store'
import { useJobsStore } from './use-jobs-store'
import { useSearchStore } from './use-search-store'

const mostJobs = 8
const longestMotif = 60

const shortened = (text: string) =>
  text.length > longestMotif ? `${text.slice(0, longestMotif - 1)}…` : text

/** The same while the studio's editor is in Cypher. */
function queryCommands(): Command[] {
  const appearance = useAppearanceStore()
  const cypher = useCypherStore()
  const run = () => {
    appearance.view = 'studio'
    if (cypher.obstacle === null) appearance.studioTab = 'results'
    return cypher.run()
  }
  const why = cypher.isRunning ? null : 'No query is running.'
  return [
    { id: 'search.run', label: 'Run the query', group: 'Search', shortcut: 'Mod+Enter', keywords: 'cypher start', run, why: cypher.obstacle },
    { id: 'search.cancel', label: 'Cancel the query', group: 'Search', keywords: 'cypher stop', run: cypher.cancel, why },
  ] // prettier-ignore
}

/** Run, run anew, cancel. */
export function searchCommands(): Command[] {
  const appearance = useAppearanceStore()
  const search = useSearchStore()
  const cypher = useCypherStore()
  if (cypher.isChosen) return queryCommands()
  const run = (overrides: { recompute?: boolean } = {}) => {
    appearance.view = 'studio'
    if (search.obstacle === null) appearance.studioTab = 'results'
    return search.run(overrides)
  }
  return [
    {
      id: 'search.run',
      label: 'Run the search',
      group: 'Search',
      shortcut: 'Mod+Enter',
      keywords: 'find matches start',
      run: () => run(),
      why: search.obstacle,
    },
    {
      id: 'search.cancel',
      label: 'Cancel the search',
      group: 'Search',
      keywords: 'stop',
      run: () => search.cancel(),
      why: search.isRunning ? null : 'No search is running.',
    },
    {
      id: 'search.anew',
      label: 'Search anew, without the stored answer',
      group: 'Search',
      keywords: 'recompute again',
      run: () => run({ recompute: true }),
      why: search.obstacle,
    },
  ]
}

const flags = [
  ['ignoreDirection', 'Ignore direction', 'undirected'],
  ['excludeAutomorphisms', 'One per symmetry', 'automorphisms distinct'],
  ['induced', 'Induced: no other edges among the matched nodes', 'subgraph'],
  ['countOnly', 'Count only, keep no rows', 'number'],
] as const

/** The options of the search, each turned over. */
export function optionCommands(): Command[] {
  const { options } = useSearchStore()
  const toggles: Command[] = flags.map(([key, label, keywords]) => ({
    id: `option.${key}`,
    label,
    group: 'Options',
    detail: options[key] ? 'on: turn off' : 'off: turn on',
    keywords,
    run: () => (options[key] = !options[key]),
  }))
  return [
    ...toggles,
    {
      id: 'option.no-limit',
      label: 'Take the limit away',
      group: 'Options',
      detail: options.limit === null ? '' : `now ${formatCount(options.limit)}`,
      run: () => (options.limit = null),
      why: options.limit === null ? 'There is no limit.' : null,
    },
  ]
}

/** Host graphs that are open, and the examples. */
export function hostCommands(): Command[] {
  const hosts = useHostsStore()
  const switches: Command[] = hosts.hosts.map(({ id, name, nodeCount, edgeCount }) => ({
    id: `host.open:${id}`,
    label: `Switch to ${name}`,
    group: 'Host graph',
    detail: `${formatQuantity(nodeCount, 'node', 'nodes')}, ${formatQuantity(edgeCount, 'edge', 'edges')}`,
    keywords: 'open graph connectome',
    run: () => (hosts.currentId = id),
    why: id === hosts.currentId ? 'It is the one that is searched.' : null,
  }))
  const isOpen = (uri: string) => hosts.hosts.some((host) => host.uri === uri)
  const examples: Command[] = hosts.examples
    .filter(({ uri }) => !isOpen(uri))
    .map(({ uri, name }) => ({
      id: `host.example:${uri}`,
      label: `Open the example ${name}`,
      group: 'Host graph',
      keywords: 'graph connectome',
      run: () => hosts.open(uri),
    }))
  return [...switches, ...examples]
}

/** Each example with a motif that finds something in it. */
export function exampleCommands(): Command[] {
  const hosts = useHostsStore()
  const trial = useTrial()
  return hosts.examples.map(({ uri, name, motif }) => ({
    id: `example.try:${uri}`,
    label: `Try a motif in ${name}`,
    group: 'Examples',
    detail: shortened(motifOnOneLine(motif)),
    run: () => trial({ motif, host: uri }),
  }))
}

/** The questions asked last. */
export function jobCommands(): Command[] {
  const { jobs } = useJobsStore()
  const hosts = useHostsStore()
  const search = useSearchStore()
  const appearance = useAppearanceStore()
  return jobs.slice(0, mostJobs).map((job) => {
    const host = hosts.hosts.find(({ id }) => id === job.hostId)
    return {
      id: `job.open:${job.id}`,
      label: shortened(motifOnOneLine(job.motif)),
      group: 'Jobs',
      detail: `${job.state}, ${formatCount(job.count)}${host ? ` in ${host.name}` : ''}`,
      keywords: 'recent job earlier search result',
      run: () => {
        appearance.view = 'studio'
        appearance.studioTab = 'results'
        return search.open(job)
      },
    }
  })
}
