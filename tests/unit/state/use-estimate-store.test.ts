/** The estimate follows the question: one at a time, only the last one counts, and none where there is no question. */
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { MotifscopeError } from '../../../src/model/errors'
import type { HostInfo } from '../../../src/model/host-graph'
import type { EstimateOptions, Motifscope, SearchEstimate } from '../../../src/scripting/api'
import { provideMotifscope } from '../../../src/state/motifscope'
import { useEstimateStore } from '../../../src/state/use-estimate-store'
import { useHostsStore } from '../../../src/state/use-hosts-store'
import { useMotifStore } from '../../../src/state/use-motif-store'
import { useSearchStore } from '../../../src/state/use-search-store'
import { useSessionStore } from '../../../src/state/use-session-store'

interface Asked {
  motif: string
  options: EstimateOptions
  answer: (estimate: Partial<SearchEstimate>) => Promise<void>
  refuse: (error: Error) => Promise<void>
}

let asked: Asked[] = []
const settle = () => vi.advanceTimersByTimeAsync(300)

/** Only what the store asks for. */
const api = {
  ready: Promise.resolve(),
  hosts: { examples: () => [] },
  estimate: (_host: string, motif: string, options: EstimateOptions) =>
    new Promise<SearchEstimate>((resolve, reject) => {
      const plain = { count: 5, low: 4, high: 6, confidence: 0.95, searchMs: 1, samples: 64, isExact: false }
      asked.push({
        motif,
        options,
        answer: async (estimate) => {
          resolve({ ...plain, ...estimate })
          await settle()
        },
        refuse: async (error) => {
          reject(error)
          await settle()
        },
      })
    }),
} as unknown as Motifscope

const host = { id: 'h', name: 'h', edgeCount: 100, directed: true, nodeAttributes: {}, edgeAttributes: {} }

function open(change: Partial<HostInfo> = {}): void {
  const hosts = useHostsStore()
  hosts.hosts = [{ ...host, ...change } as HostInfo]
  hosts.currentId = 'h'
}

async function write(text: string): Promise<void> {
  useMotifStore().source = text
  await nextTick()
  await settle()
}

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  provideMotifscope(api)
  setActivePinia(createPinia())
})
afterEach(() => void vi.useRealTimers())

describe('the estimate store', () => {
  it('asks when there is a motif and a host, and tells the answer with the options it is for', async () => {
    const store = useEstimateStore()
    await write('A -> B')
    expect(asked).toEqual([])
    open()
    await settle()
    expect(asked).toMatchObject([{ motif: 'A -> B', options: { limit: 2_000_000 } }])
    expect(store.state.kind).toBe('computing')
    await asked[0]?.answer({ count: 42 })
    expect(store.state).toMatchObject({ kind: 'known', estimate: { count: 42 }, isOutdated: false })
  })

  it('shows the old answer as outdated until the new one is there, and never an answer to an earlier question', async () => {
    open()
    const store = useEstimateStore()
    await write('A -> B')
    await asked[0]?.answer({ count: 42 })
    await write('A -> B; B -> C')
    expect(store.state).toMatchObject({ kind: 'known', estimate: { count: 42 }, isOutdated: true })
    await write('A -> B; B -> C; C -> A')
    // One at a time: the third waits for the second, whose answer nobody wants any more.
    expect(asked).toHaveLength(2)
    expect(asked[1]?.options.signal?.aborted).toBe(true)
    await asked[1]?.answer({ count: 7 })
    expect(store.state).toMatchObject({ estimate: { count: 42 }, isOutdated: true })
    expect(asked[2]?.motif).toBe('A -> B; B -> C; C -> A')
    await asked[2]?.answer({ count: 8 })
    expect(store.state).toMatchObject({ estimate: { count: 8 }, isOutdated: false })
  })

  it('asks once more, for longer, when the first answer is far from sure', async () => {
    open()
    const store = useEstimateStore()
    await write('A -> B')
    await asked[0]?.answer({ count: 10, low: 1, high: 90 })
    expect(store.state).toMatchObject({ estimate: { high: 90 } })
    expect(asked[1]?.options.maxMs).toBeGreaterThan(asked[0]?.options.maxMs ?? 0)
    await asked[1]?.answer({ count: 12, low: 9, high: 14 })
    expect(store.state).toMatchObject({ estimate: { high: 14 } })
    expect(asked).toHaveLength(2)
  })

  it('says why there is none', async () => {
    open()
    const store = useEstimateStore()
    await write('A -> B')
    await asked[0]?.refuse(new MotifscopeError('host-damaged', 'The files are missing.'))
    expect(store.state).toEqual({ kind: 'unavailable', why: 'No estimate: The files are missing.' })
    useSessionStore().isIsolated = false
    open({ edgeCount: 20_000_000 })
    await settle()
    expect(store.state).toMatchObject({
      kind: 'unavailable',
      why: expect.stringContaining('share memory') as string,
    })
    await write('A => B')
    await vi.advanceTimersByTimeAsync(1000)
    expect(store.state).toEqual({ kind: 'none' })
    expect(asked).toHaveLength(1)
  })

  it('warns of an explosion until the user has chosen, once for a motif', async () => {
    open()
    const store = useEstimateStore()
    await write('A -> B')
    const many = { count: 3e9, low: 2e9, high: 3.5e9 }
    await asked[0]?.answer(many)
    expect(store.warning).toContain('3 billion matches')
    store.settle()
    expect(store.warning).toBeNull()
    useSearchStore().options.limit = 1000
    await settle()
    await asked[1]?.answer(many)
    expect(store.warning).toBeNull()
    await write('A -> B; B -> C')
    expect(store.warning).toBeNull()
    await asked[2]?.answer(many)
    expect(store.warning).toContain('limit of 1,000')
  })
})
