/** `motifscope.significance`, `census` and `significanceRuns`: questions to the runs, answers as tables. */
import type { HostLibrary } from '../hosts/host-library'
import { createNullRuns } from '../jobs/significance-runs'
import { poolSize } from '../jobs/worker-pool'
import { MotifscopeError } from '../model/errors'
import { triadNames } from '../model/host-graph'
import { takeTetradCensus } from '../jobs/tetrad-crew'
import type { Engine } from './engine'
import { questionFrom, sampleCountFrom, settingOf } from './significance-question'
import { classesOfMeasure, resultOf, runInfo } from './significance-result'
import type { Census, SignificanceApi, SignificanceResult } from './significance-types'

export function createSignificance(engine: Engine, library: HostLibrary): SignificanceApi {
  const runs = createNullRuns({
    db: engine.database,
    now: () => Date.now(),
    workers: poolSize,
    version: __APP_VERSION__,
    async hostOf(hostId) {
      const { name, uri, nodeCount, edgeCount } = await library.get(hostId)
      return { hostName: name, hostUri: uri, hostSize: { nodeCount, edgeCount } }
    },
    setting: (question) => settingOf(library, question),
  })

  const result = async (id: string): Promise<SignificanceResult> => {
    const [run, samples] = await Promise.all([runs.get(id), runs.samples(id)])
    return resultOf(run, samples)
  }

  async function triads(hostId: string): Promise<Census> {
    const { triadCensus } = await library.statistics(hostId)
    const classes = classesOfMeasure({ kind: 'triads' }).map(({ label, motif }, i) => {
      const count = triadCensus[triadNames[i] ?? '003']
      return { name: label, motif, count, low: count, high: count }
    })
    return { size: 3, isExact: true, samples: 0, classes }
  }

  return {
    async significance({ signal, onProgress, ...asked }) {
      const samples = sampleCountFrom(asked)
      const { id } = await runs.start(questionFrom(asked), samples)
      const unwatch = runs.watch((changed) => {
        if (changed === id && onProgress)
          void runs.get(id).then(
            (run) => onProgress(runInfo(run)),
            () => undefined,
          )
      })
      const stop = () => void runs.stop(id)
      signal?.addEventListener('abort', stop, { once: true })
      if (signal?.aborted) stop()
      try {
        await runs.ended(id)
        return await result(id)
      } finally {
        signal?.removeEventListener('abort', stop)
        unwatch()
      }
    },

    async census(hostId, size, options = {}) {
      if (size === 3) return triads(hostId)
      if (size !== 4)
        throw new MotifscopeError('invalid-option', `There is no census of ${String(size)} nodes.`, {
          hint: 'Use 3 or 4.',
        })
      const { samples = null, seed = 1, signal, onProgress } = options
      const { topology } = await library.searchable(hostId)
      const orders = { workers: poolSize(), samples, seed, signal, onProgress }
      const taken = await takeTetradCensus(topology, orders)
      const classes = classesOfMeasure({ kind: 'tetrads', samples: 0 }).map(({ label, motif }, i) => ({
        ...{ name: label, motif },
        ...(taken.classes[i] ?? { count: 0, low: 0, high: 0 }),
      }))
      return { ...taken, size: 4, classes }
    },

    significanceRuns: {
      start: async (asked) => runInfo(await runs.start(questionFrom(asked), sampleCountFrom(asked))),
      list: async () => (await runs.list()).map(runInfo),
      result,
      resume: async (id, samples) => runInfo(await runs.resume(id, samples)),
      stop: runs.stop,
      delete: runs.remove,
      watch: runs.watch,
      async report(id, format, link = '') {
        const { writeReport } = await import('./significance-report')
        return writeReport(await result(id), format, link)
      },
    },
  }
}
