/** What each host node has to do with motifs, worked out in workers: roles in triads and motifs, edges between classes,
 *  coloured triads, rich clubs against samples. Main thread; nothing is stored. */
import type { HostTopology, TriadName } from '../model/host-graph'
import type { ClassPairs, NodeClasses } from '../statistics/class-pairs'
import type { ColouredCount } from '../statistics/coloured-census'
import type { RichClub } from '../statistics/rich-club'
import type { CensusWorkerApi, RichClubTask, RolesQuestion } from './census-api'
import { inParts, withCrew } from './worker-crew'

export interface CensusOrders {
  workers: number
  signal?: AbortSignal | undefined
  onProgress?: ((done: number, total: number) => void) | undefined
}

const words = 'The count was cancelled.'
const mostParts = 128

/** One question to one worker. */
function askOne<Answer>(
  { signal }: Pick<CensusOrders, 'signal'>,
  ask: (api: CensusWorkerApi) => Answer | Promise<Answer>,
): Promise<Answer> {
  return withCrew<CensusWorkerApi, Answer>('census', 1, { signal, words }, ([worker]) => {
    if (!worker) throw new Error('A census without workers.')
    return worker.orFail(ask(worker.api as unknown as CensusWorkerApi) as Promise<Answer>)
  })
}

/** Row-major: host nodes by the roles of the type. */
export const rolesInTriads = (
  topology: HostTopology,
  triad: TriadName,
  orders: CensusOrders,
): Promise<Float64Array> => askOne(orders, (api) => api.triadRoles(topology, triad))

export const pairsOfClasses = (
  topology: HostTopology,
  classes: NodeClasses,
  orders: CensusOrders,
): Promise<ClassPairs> => askOne(orders, (api) => api.classPairs(topology, classes))

export const takeColouredCensus = (
  topology: HostTopology,
  classes: NodeClasses,
  orders: CensusOrders,
): Promise<ColouredCount[]> => askOne(orders, (api) => api.colouredCensus(topology, classes))

/** Host nodes by roles, row-major, and how many subgraphs there were. */
export function rolesInMotif(
  question: RolesQuestion,
  { workers, signal, onProgress }: CensusOrders,
): Promise<{ counts: Float64Array; found: number }> {
  return withCrew<CensusWorkerApi, { counts: Float64Array; found: number }>(
    'census',
    workers,
    { signal, words },
    async (crew) => {
      const roots = await Promise.all(crew.map(({ api, orFail }) => orFail(api.prepareRoles(question))))
      const rootCount = roots[0] ?? 0
      const parts = Math.min(mostParts, rootCount)
      const bound = (part: number) => Math.round((rootCount * part) / parts)
      let found = 0
      await inParts(
        crew,
        parts,
        (api, part) => api.countRoles(bound(part), bound(part + 1)),
        (matches, done) => {
          found += matches
          onProgress?.(done, parts)
        },
      )
      const sums = await Promise.all(crew.map(({ api, orFail }) => orFail(api.rolesSoFar())))
      const [counts = new Float64Array(0), ...others] = sums
      for (const other of others) other.forEach((count, at) => (counts[at] = (counts[at] ?? 0) + count))
      return { counts, found }
    },
  )
}

/** The host's club, and edges among the nodes above each degree in every sample, by its number. */
export function drawRichClubs(
  task: RichClubTask,
  samples: number,
  { workers, signal, onProgress }: CensusOrders,
): Promise<{ club: RichClub; samples: Float64Array[] }> {
  return withCrew<CensusWorkerApi, { club: RichClub; samples: Float64Array[] }>(
    'census',
    Math.min(workers, Math.max(1, samples)),
    { signal, words },
    async (crew) => {
      const ready = await Promise.all(crew.map(({ api, orFail }) => orFail(api.prepareRichClub(task))))
      const [first] = ready
      if (!first) throw new Error('A rich club without workers.')
      const drawn: Float64Array[] = []
      await inParts(
        crew,
        samples,
        (api, index) => api.drawRichClub(index, first.effort?.attempts ?? 0),
        (edges, done, index) => {
          drawn[index] = edges
          onProgress?.(done, samples)
        },
      )
      return { club: first.club, samples: drawn }
    },
  )
}
