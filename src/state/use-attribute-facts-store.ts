/** What is known of a numeric attribute of the host graph that is searched: its range and a histogram, asked for once
 *  each when a form first shows it. */
import { defineStore } from 'pinia'
import { useMotifscope } from './motifscope'
import { useHostsStore } from './use-hosts-store'

export interface HistogramBin {
  from: number
  to: number
  count: number
}

export interface NumberFacts {
  /** Nodes or edges that have a value. */
  count: number
  min: number
  max: number
  /** Of equal width, ascending; empty where all values are one. */
  bins: HistogramBin[]
}

const binCount = 24

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`

export const useAttributeFactsStore = defineStore('attributeFacts', () => {
  const hosts = useHostsStore()
  const asked = new Map<string, Promise<NumberFacts | null>>()

  async function ask(hostId: string, of: 'nodes' | 'edges', attribute: string): Promise<NumberFacts | null> {
    const { sql } = useMotifscope().hosts
    const value = `${quote(attribute)}::DOUBLE`
    const where = `FROM ${of} WHERE ${quote(attribute)} IS NOT NULL AND isfinite(${value})`
    const range = await sql(hostId, `SELECT count(*), min(${value}), max(${value}) ${where}`)
    const [count = 0, min = 0, max = 0] = (range.rows[0] ?? []).map(Number)
    if (count === 0) return null
    const width = (max - min) / binCount
    if (width === 0) return { count, min, max, bins: [] }
    const bin = `least(${binCount - 1}, floor((${value} - ${min}) / ${width}))`
    const counted = await sql(hostId, `SELECT ${bin}::INTEGER AS bin, count(*) ${where} GROUP BY 1`)
    const counts = new Map(counted.rows.map(([index, found]) => [Number(index), Number(found)]))
    const bins = Array.from({ length: binCount }, (_, i) => ({
      from: min + i * width,
      to: i === binCount - 1 ? max : min + (i + 1) * width,
      count: counts.get(i) ?? 0,
    }))
    return { count, min, max, bins }
  }

  /** Never rejects: null where there is nothing to tell. */
  function factsOf(of: 'nodes' | 'edges', attribute: string): Promise<NumberFacts | null> {
    const hostId = hosts.currentId
    if (hostId === null) return Promise.resolve(null)
    const key = JSON.stringify([hostId, of, attribute])
    const known = asked.get(key)
    if (known) return known
    const asking = ask(hostId, of, attribute).catch(() => {
      asked.delete(key)
      return null
    })
    asked.set(key, asking)
    return asking
  }

  return { factsOf }
})
