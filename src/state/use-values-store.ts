/** The frequent values of the attributes of the host graph that is searched, counted once each when first asked for. */
import { defineStore } from 'pinia'
import type { AttributeValueCount } from '../scripting/api'
import { useMotifscope } from './motifscope'
import { useHostsStore } from './use-hosts-store'

/** What a list can show. */
const valueCount = 50

export const useValuesStore = defineStore('values', () => {
  const hosts = useHostsStore()
  const counted = new Map<string, Promise<readonly AttributeValueCount[]>>()

  async function count(hostId: string, of: 'nodes' | 'edges', attribute: string) {
    return useMotifscope().hosts.attributeValues(hostId, of, attribute, { limit: valueCount })
  }

  /** Never rejects: what cannot be counted (the host was closed, the tables did not start) is empty, and is tried anew
   *  when asked for again. */
  function valuesOf(of: 'nodes' | 'edges', attribute: string): Promise<readonly AttributeValueCount[]> {
    const hostId = hosts.currentId
    if (hostId === null) return Promise.resolve([])
    const key = JSON.stringify([hostId, of, attribute])
    const known = counted.get(key)
    if (known) return known
    const counting = count(hostId, of, attribute).catch(() => {
      counted.delete(key)
      return []
    })
    counted.set(key, counting)
    return counting
  }

  return { valuesOf }
})
