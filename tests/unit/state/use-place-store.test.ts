import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { HostInfo } from '../../../src/model/host-graph'
import type { JobInfo } from '../../../src/model/job'
import type { Motifscope } from '../../../src/scripting/api'
import { provideMotifscope } from '../../../src/state/motifscope'
import { decodeUrlState } from '../../../src/state/url-state'
import { useAppearanceStore } from '../../../src/state/use-appearance-store'
import { useComparisonStore } from '../../../src/state/use-comparison-store'
import { useCypherStore } from '../../../src/state/use-cypher-store'
import { useEmbedStore } from '../../../src/state/use-embed-store'
import { useHostsStore } from '../../../src/state/use-hosts-store'
import { useMotifStore } from '../../../src/state/use-motif-store'
import { useNoticesStore } from '../../../src/state/use-notices-store'
import { usePlaceStore } from '../../../src/state/use-place-store'
import { useSearchStore } from '../../../src/state/use-search-store'

/** What the page asked for, in order. A link must not cause more than it may. */
let asked: string[] = []
let stored: HostInfo[] = []

const hostAt = (uri: string, id: string): HostInfo => ({
  id,
  uri,
  name: id,
  provider: 'local',
  directed: true,
  multigraph: false,
  nodeCount: 3,
  edgeCount: 3,
  nodeAttributes: {},
  edgeAttributes: {},
  warnings: [],
})

const refuse = () => Promise.reject(new Error('not asked for in these tests'))

const refuseNow = () => {
  throw new Error('not asked for in these tests')
}

/** The API without workers and storage, which Node has not: hosts are records, jobs end at once. */
const api: Motifscope = {
  version: 'test',
  ready: Promise.resolve(),
  parse: refuseNow,
  explain: refuseNow,
  symmetry: refuseNow,
  compile: refuse,
  plan: refuse,
  estimate: refuse,
  sample: refuse,
  search: refuse,
  compare: refuse,
  significance: refuse,
  census: refuse,
  participation: refuse,
  classMatrix: refuse,
  colouredCensus: refuse,
  richClub: refuse,
  significanceRuns: {
    start: refuse,
    list: refuse,
    result: refuse,
    resume: refuse,
    stop: refuse,
    delete: refuse,
    watch: refuseNow,
    report: refuse,
  },
  hosts: {
    list: async () => stored,
    open: async (input) => {
      asked.push(`open ${String(input)}`)
      const host = hostAt(String(input), 'opened')
      stored = [host, ...stored]
      return host
    },
    get: refuse,
    close: refuse,
    statistics: refuse,
    describe: refuse,
    summariseAttribute: refuse,
    sql: refuse,
    export: refuse,
    subgraph: refuse,
    pairFiles: refuse,
    preview: refuse,
    derive: refuse,
    previewJoin: refuse,
    catalogue: refuse,
    exportLosses: refuse,
    attributeValues: refuse,
    examples: () => [{ uri: 'example://circuit', name: 'Circuit', description: '', motif: 'X -> Y' }],
  },
  jobs: {
    start: async (hostId, motif, options): Promise<JobInfo> => {
      asked.push(`run ${motif} in ${hostId}`)
      const {
        ignoreDirection = false,
        excludeAutomorphisms = false,
        induced = false,
        limit = null,
      } = options ?? {}
      return {
        id: 'job',
        hostId,
        motif,
        options: { ignoreDirection, excludeAutomorphisms, induced, limit, countOnly: false },
        state: 'cancelled',
        tasksDone: 0,
        tasksTotal: 0,
        count: 0,
        elapsedMs: 1,
        workers: 1,
        warnings: [],
      }
    },
    list: async () => [],
    get: refuse,
    pause: refuse,
    resume: refuse,
    cancel: refuse,
    delete: refuse,
    result: refuse,
    watch: () => () => undefined,
    watchAll: () => () => undefined,
    setPriority: () => Promise.resolve(),
    setMemoryBudget: () => Promise.resolve(),
    memoryBudget: refuse,
  },
  links: {} as Motifscope['links'],
  moss: {} as Motifscope['moss'],
  cypher: async (hostId, query) => {
    asked.push(`ask ${query} of ${hostId}`)
    return { columns: [], rows: [], truncated: false, elapsedMs: 0 }
  },
  readCypher: async () => ({ columns: [], errors: [], asMotif: null, parameters: [], attributes: [] }),
  graph: refuse,
  script: {} as Motifscope['script'],
  openGraph: refuse,
  remote: {} as Motifscope['remote'],
  storage: {
    report: refuse,
    dropRows: refuse,
    dropDocuments: refuse,
    dropTemporary: refuse,
    dropApp: refuse,
    persist: refuse,
  },
}

const restore = async (place: ReturnType<typeof usePlaceStore>, fragment: string) =>
  (await place.restoreWords(fragment))()

beforeEach(() => {
  asked = []
  stored = []
  setActivePinia(createPinia())
  provideMotifscope(api)
})

describe('opening a link', () => {
  it('loads and runs a built-in example', async () => {
    const place = usePlaceStore()
    await restore(place, '#host=example%3A%2F%2Fcircuit&motif=A%20-%3E%20B&run=1&induced=1')
    expect(asked).toEqual(['open example://circuit', 'run A -> B in opened'])
    expect(useSearchStore().options.induced).toBe(true)
  })

  it('shows a foreign address and does nothing with it, whatever the link says', async () => {
    const place = usePlaceStore()
    await restore(place, '#host=https%3A%2F%2Fa.org%2Fx.csv&motif=A%20-%3E%20B&run=1')
    expect(asked).toEqual([])
    expect(place.linkedHost).toEqual({ kind: 'foreign', address: 'https://a.org/x.csv' })
    await place.openLinkedHost()
    expect(asked).toEqual(['open https://a.org/x.csv'])
    expect(place.linkedHost).toBeNull()
  })

  it('searches no other host in place of the one that is missing', async () => {
    stored = [hostAt('file:///mine.csv', 'mine')]
    const place = usePlaceStore()
    await restore(place, '#host=graph%3A%2F%2Fmine&motif=A%20-%3E%20B')
    expect(useHostsStore().currentId).toBe('mine')
    await place.apply(
      await decodeUrlState('#host=graph%3A%2F%2Ftheirs&hostName=Their%20fly&motif=A%20-%3E%20B&run=1'),
    )
    expect(place.linkedHost).toEqual({ kind: 'missing', address: 'graph://theirs', name: 'Their fly' })
    expect(useHostsStore().currentId).toBeNull()
    expect(asked).toEqual([])
  })

  it('finds a stored host by the address it came from, and runs there', async () => {
    stored = [hostAt('https://a.org/x.csv', 'mine')]
    await restore(usePlaceStore(), '#host=https%3A%2F%2Fa.org%2Fx.csv&motif=A%20-%3E%20B&run=1')
    expect(asked).toEqual(['run A -> B in mine'])
  })

  it('reports what is malformed and uses the rest', async () => {
    await restore(usePlaceStore(), '#limit=many&induced=1&motif=A%20-%3E%20B')
    expect(useNoticesStore().notices.map(({ message }) => message)).toEqual([expect.stringContaining('many')])
    expect(useMotifStore().source).toBe('A -> B')
    expect(useSearchStore().options.induced).toBe(true)
  })
})

describe('a page that is still being brought back', () => {
  const fragment = '#host=example%3A%2F%2Fcircuit&motif=A%20-%3E%20B&run=1'

  it('shows room, text and options before it has listed the host graphs', async () => {
    await usePlaceStore().restoreWords(`${fragment}&view=hosts&induced=1`)
    expect(useAppearanceStore().view).toBe('hosts')
    expect(useMotifStore().source).toBe('A -> B')
    expect(useSearchStore().options.induced).toBe(true)
    expect(asked).toEqual([])
  })

  it('leaves alone what its reader has done meanwhile', async () => {
    stored = [hostAt('file:///mine.csv', 'mine')]
    const place = usePlaceStore()
    const restoreHosts = await place.restoreWords(fragment)
    useAppearanceStore().view = 'jobs'
    useMotifStore().replace('B -> C')
    await useHostsStore().show('mine')
    await restoreHosts()
    expect(useAppearanceStore().view).toBe('jobs')
    expect(useMotifStore().source).toBe('B -> C')
    expect(useHostsStore().currentId).toBe('mine')
    expect(asked).toEqual([])
    expect(place.isRestored).toBe(true)
  })

  it('greets a first visit without writing over what was typed', async () => {
    const restoreHosts = await usePlaceStore().restoreWords('')
    useMotifStore().replace('B -> C')
    await restoreHosts()
    expect(asked).toEqual(['open example://circuit', 'run B -> C in opened'])
  })
})

describe('a link in Cypher', () => {
  const query = 'MATCH (a)-->(b) RETURN a'
  const fragment = `#host=example%3A%2F%2Fcircuit&language=cypher&motif=${encodeURIComponent(query)}`

  it('shows the query, runs it where that is allowed, and is the page’s own link', async () => {
    const place = usePlaceStore()
    await restore(place, `${fragment}&run=1`)
    expect(asked).toEqual(['open example://circuit', `ask ${query} of opened`])
    expect(place.state).toMatchObject({ language: 'cypher', motif: query })
    expect(useMotifStore().source).toBe('')
  })

  it('is left by whatever puts a motif there, and each language keeps its text', async () => {
    const place = usePlaceStore()
    await restore(place, fragment)
    useMotifStore().replace('A -> B')
    expect(useCypherStore().isChosen).toBe(false)
    expect(place.state.motif).toBe('A -> B')
    expect(place.state).not.toHaveProperty('language')
    useCypherStore().language = 'cypher'
    expect(place.state).toMatchObject({ language: 'cypher', motif: query })
    await place.apply(await decodeUrlState('#motif=B%20-%3E%20C'))
    expect(place.state.motif).toBe('B -> C')
  })
})

describe('a page within another', () => {
  it('opens and runs nothing by itself, and carries the link on', async () => {
    const place = usePlaceStore()
    await restore(
      place,
      '#host=https%3A%2F%2Fa.org%2Fx.csv&host=example%3A%2F%2Fy&motif=A%20-%3E%20B&run=1&embed=1',
    )
    expect(asked).toEqual([])
    expect(place.isEmbedded).toBe(true)
    expect(useEmbedStore().whereabouts).toBe('elsewhere')
    expect(place.state).toMatchObject({
      hosts: ['https://a.org/x.csv', 'example://y'],
      motif: 'A -> B',
      run: true,
      embed: true,
    })
  })

  it('knows a stored host graph, an example and one of another browser', async () => {
    stored = [hostAt('file:///mine.csv', 'mine')]
    const place = usePlaceStore()
    for (const [host, whereabouts] of [
      ['graph://mine', 'here'],
      ['graph://theirs', 'missing'],
      ['example://circuit', 'here'],
      ['neuprint://a.org/b', 'missing'],
    ]) {
      await restore(place, `#embed=1&motif=A%20-%3E%20B&host=${encodeURIComponent(host ?? '')}`)
      expect(useEmbedStore().whereabouts).toBe(whereabouts)
    }
    expect(asked).toEqual([])
  })
})

describe('a link with several hosts', () => {
  it('opens the first, chooses those that are here, and offers the others', async () => {
    stored = [hostAt('file:///mine.csv', 'mine'), hostAt('https://a.org/x.csv', 'theirs')]
    const place = usePlaceStore()
    const comparison = useComparisonStore()
    const hosts = ['graph://mine', 'https://a.org/x.csv', 'example://circuit', 'https://b.org/y.csv']
    await restore(
      place,
      `#motif=A%20-%3E%20B&${hosts.map((host) => `host=${encodeURIComponent(host)}`).join('&')}`,
    )
    expect(comparison.chosenIds).toEqual(['mine', 'theirs'])
    expect(comparison.wantedAddresses).toEqual(['example://circuit', 'https://b.org/y.csv'])
    expect(place.state.hosts).toEqual(hosts)
    expect(asked).toEqual([])
  })
})

describe('the first visit', () => {
  it('shows the example with its motif and its answer', async () => {
    await restore(usePlaceStore(), '')
    expect(asked).toEqual(['open example://circuit', 'run X -> Y in opened'])
    expect(useMotifStore().source).toBe('X -> Y')
  })
})

describe('the page’s own link', () => {
  it('names the host by its address, or by id and name where only this browser has it', async () => {
    stored = [hostAt('file:///mine.csv', 'mine'), hostAt('https://a.org/x.csv', 'theirs')]
    const place = usePlaceStore()
    await restore(place, '#host=graph%3A%2F%2Fmine&motif=A%20-%3E%20B&later=1')
    expect(place.state).toEqual({
      hosts: ['graph://mine'],
      motif: 'A -> B',
      unknown: { later: '1', hostName: 'mine' },
    })
    useHostsStore().currentId = 'theirs'
    expect(place.state).toMatchObject({ hosts: ['https://a.org/x.csv'], unknown: { later: '1' } })
  })

  it('keeps a foreign address until it is opened or replaced', async () => {
    const place = usePlaceStore()
    await restore(place, '#host=https%3A%2F%2Fa.org%2Fx.csv&host=example%3A%2F%2Fcircuit&motif=A%20-%3E%20B')
    expect(place.state.hosts).toEqual(['https://a.org/x.csv', 'example://circuit'])
  })
})
