/** Counting the figures of graphs on servers: what is known of each, what is under way, and stopping that. */
import { shallowRef } from 'vue'
import { errorDataFrom } from '../model/errors'
import type { ErrorData } from '../model/errors'
import type { RemoteHostInfo } from '../model/remote-host'
import type { OpenProgress } from '../scripting/host-types'
import type { RemoteStatistics } from '../scripting/remote-host-types'
import { formatCount } from './format'
import { useMotifscope } from './motifscope'

/** What is known of a server's figures: under way, in words; counted; or why not. */
export type Counted = { counting: string } | RemoteStatistics | ErrorData

/** `Counting on the server: 3 of 11`. */
function countingWords({ phase, done, total }: OpenProgress): string {
  return total === undefined ? phase : `${phase}: ${formatCount(done)} of ${formatCount(total)}`
}

/** Of a page's visit; nothing of it is kept. */
export function remoteCounting() {
  /** By host id. */
  const statistics = shallowRef<ReadonlyMap<string, Counted>>(new Map())
  const countings = new Map<string, AbortController>()

  async function count({ id }: RemoteHostInfo): Promise<void> {
    stopCounting(id)
    const own = new AbortController()
    countings.set(id, own)
    const note = (value: Counted | null) => {
      if (countings.get(id) !== own) return
      const others = [...statistics.value].filter(([other]) => other !== id)
      statistics.value = new Map(value ? [...others, [id, value]] : others)
    }
    note({ counting: 'The server is counting…' })
    const onProgress = (progress: OpenProgress) => note({ counting: `${countingWords(progress)}…` })
    try {
      note(await useMotifscope().remote.statistics(id, { signal: own.signal, onProgress }))
    } catch (thrown) {
      note(own.signal.aborted ? null : errorDataFrom(thrown))
    }
  }

  function stopCounting(id: string): void {
    countings.get(id)?.abort()
  }

  return { statistics, count, stopCounting }
}
