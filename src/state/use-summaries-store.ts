/** Summaries of attributes of host graphs, each worked out once, one after another: the table engine does one thing at a
 *  time anyway. */
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { errorDataFrom } from '../model/errors'
import type { AttributeSummary } from '../scripting/api'
import { useMotifscope } from './motifscope'

export type SummaryState =
  { kind: 'computing' } | { kind: 'known'; summary: AttributeSummary } | { kind: 'failed'; message: string }

export const useSummariesStore = defineStore('summaries', () => {
  const states = shallowReactive(new Map<string, SummaryState>())
  let last: Promise<void> = Promise.resolve()
  const keyOf = (hostId: string, of: 'nodes' | 'edges', attribute: string) =>
    JSON.stringify([hostId, of, attribute])

  async function work(hostId: string, of: 'nodes' | 'edges', attribute: string): Promise<void> {
    const key = keyOf(hostId, of, attribute)
    try {
      const summary = await useMotifscope().hosts.summariseAttribute(hostId, of, attribute)
      states.set(key, { kind: 'known', summary })
    } catch (thrown) {
      states.set(key, { kind: 'failed', message: errorDataFrom(thrown).message })
    }
  }

  function ask(hostId: string, of: 'nodes' | 'edges', attributes: readonly string[]): void {
    for (const attribute of attributes) {
      const key = keyOf(hostId, of, attribute)
      const state = states.get(key)
      if (state && state.kind !== 'failed') continue
      states.set(key, { kind: 'computing' })
      last = last.then(() => work(hostId, of, attribute))
    }
  }

  const stateOf = (hostId: string, of: 'nodes' | 'edges', attribute: string) =>
    states.get(keyOf(hostId, of, attribute))

  return { ask, stateOf }
})
