/** `motifscope.classMatrix`, `colouredCensus` and `richClub`: what classes of nodes, and nodes of many edges, have to do
 *  with each other. */
import type { HostLibrary } from '../hosts/host-library'
import { drawRichClubs, pairsOfClasses, takeColouredCensus } from '../jobs/census-crew'
import { poolSize } from '../jobs/worker-pool'
import { MotifscopeError } from '../model/errors'
import { triadNames } from '../model/host-graph'
import type { ClassPairs } from '../statistics/class-pairs'
import { shareOf } from '../statistics/class-pairs'
import { mostColours } from '../statistics/coloured-census'
import type { RichClub } from '../statistics/rich-club'
import { significanceOf } from '../statistics/significance'
import { classesOfNodes } from './node-classes'
import type { ClassMatrix, ClassPair, ParticipationApi, RichClubLevel } from './participation-types'
import { classesOfMeasure } from './significance-result'

const mostClasses = 60

const sum = (values: Iterable<number>) => {
  let total = 0
  for (const value of values) total += value
  return total
}

/** The table of a count of pairs. */
export function classMatrixOf(attribute: string, names: readonly string[], counted: ClassPairs): ClassMatrix {
  const { classCount, sizes, edges, mutual, possible } = counted
  const pairs = names.flatMap((from, row) =>
    names.map((to, column): ClassPair => {
      const at = row * classCount + column
      const [own, back, most] = [edges[at] ?? 0, mutual[at] ?? 0, possible[at] ?? 0]
      const shares = { probability: shareOf(own, most), reciprocity: shareOf(back, own) }
      return { from, to, edges: own, possible: most, mutual: back, ...shares }
    }),
  )
  const classes = names.map((name, row) => {
    const own = (table: Float64Array) => sum(table.subarray(row * classCount, (row + 1) * classCount))
    const [leaving, answered] = [own(edges), own(mutual)]
    return {
      ...{ name, nodes: sizes[row] ?? 0, edges: leaving, mutual: answered },
      reciprocity: shareOf(answered, leaving),
    }
  })
  const all = { edges: sum(edges), possible: sum(possible) }
  return {
    ...{ attribute, classes, pairs, ...all },
    probability: shareOf(all.edges, all.possible),
    reciprocity: shareOf(sum(mutual), all.edges),
  }
}

/** Levels of a club held against samples of the same degrees. */
export function richClubLevels(
  { nodes, edges }: RichClub,
  samples: readonly Float64Array[],
  directed: boolean,
): RichClubLevel[] {
  return Array.from(nodes, (count, k): RichClubLevel => {
    const most = count * (count - 1)
    const observed = edges[k] ?? 0
    const { mean, sd, z, p } = significanceOf(
      observed,
      samples.map((sample) => sample[k] ?? 0),
    )
    const isSampled = samples.length > 0
    return {
      ...{ k, nodes: count, edges: directed ? observed : observed / 2, coefficient: observed / most },
      mean: isSampled ? mean / most : null,
      sd: isSampled && sd !== null ? sd / most : null,
      normalised: isSampled && mean > 0 ? observed / mean : null,
      z,
      p: isSampled ? p : null,
    }
  })
}

function checkSamples(samples: number, seed: number): void {
  const isRight = Number.isSafeInteger(samples) && samples >= 0 && samples <= 100_000
  if (isRight && Number.isSafeInteger(seed) && seed >= 0) return
  throw new MotifscopeError('invalid-option', 'Samples and seed must be whole numbers from 0.', {
    hint: 'At most 100,000 samples; 100 are enough for most.',
  })
}

export function createNodeClasses(
  library: HostLibrary,
): Pick<ParticipationApi, 'classMatrix' | 'colouredCensus' | 'richClub'> {
  return {
    async classMatrix(hostId, attribute, options = {}) {
      const { topology } = await library.searchable(hostId)
      const { names, ...classes } = await classesOfNodes(library, hostId, attribute, mostClasses)
      return classMatrixOf(
        attribute,
        names,
        await pairsOfClasses(topology, classes, { ...options, workers: 1 }),
      )
    },

    async colouredCensus(hostId, attribute, options = {}) {
      const { topology } = await library.searchable(hostId)
      const { names, sizes, ...classes } = await classesOfNodes(library, hostId, attribute, mostColours)
      const counted = await takeColouredCensus(topology, classes, { ...options, workers: 1 })
      const motifs = classesOfMeasure({ kind: 'triads' })
      return {
        attribute,
        classes: names.map((name, at) => ({ name, nodes: sizes[at] ?? 0 })),
        rows: counted.map(({ triad, colours: [a, b, c], count }) => ({
          ...{ triad, count, motif: motifs[triadNames.indexOf(triad)]?.motif ?? '' },
          classes: [names[a] ?? '', names[b] ?? '', names[c] ?? ''],
        })),
      }
    },

    async richClub(hostId, options = {}) {
      const { samples = 100, seed = 1, model = 'degrees', ignoreDirection = false, ...rest } = options
      checkSamples(samples, seed)
      const { topology } = await library.searchable(hostId)
      const directed = topology.directed && !ignoreDirection
      const task = { topology, ignoreDirection, model, seed }
      const drawn = await drawRichClubs(task, samples, { ...rest, workers: poolSize() })
      return { directed, levels: richClubLevels(drawn.club, drawn.samples, directed), samples, seed, model }
    },
  }
}
