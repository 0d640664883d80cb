/** Which terms count a motif with the least work: every way for every sum of motifs it can be written as is reckoned, the
 *  cheapest is taken. Pure and deterministic. */
import type { CountPlan, CountSpace, CountTerm } from '../../model/count-plan'
import type { Adjacency } from '../../model/host-graph'
import type { Allocate } from '../csr'
import { onMutualRows } from './coded-motif'
import type { CodedMotif } from './coded-motif'
import { ExpectedPartials } from './expected-partials'
import { layerOf, mutualLayerOf } from './layer'
import type { Layer } from './layer'
import { symmetriesOf } from './motif-group'
import type { Permutation } from './motif-group'
import { pairWays } from './pair-ways'
import { prefixWays } from './prefix-ways'
import { signedSums } from './subtract-forbidden'
import type { Ratio, WeightedMotif } from './subtract-forbidden'
import { triadWays } from './triad-ways'
import { universeWays } from './universe-ways'
import type { RawTerm, WayOfCounting } from './way-of-counting'

/** A slice adds roots up until it reaches this, and a root brings no more: so no slice exceeds 2^52. */
export const mostPerRoot = 2 ** 51
/** More terms than a handful are rarely worth it. */
const mostTerms = 8

/** Where a motif is to be counted. */
export interface Ground {
  motif: CodedMotif
  adjacency: Adjacency
  /** Ascending host nodes, by set index. */
  sets: Uint32Array[]
}

export interface ChosenTerms {
  plan: CountPlan
  space: CountSpace
  /** In row entries to be read, roughly. */
  cost: number
  kinds: CountTerm['kind'][]
}

interface SettledWay extends WayOfCounting {
  layer: Layer
  settled: CountTerm[]
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}

/** The term with its factor; null when it would not stay whole or exact. */
function settle({ term, ...raw }: RawTerm, weight: Ratio, reason: string): CountTerm | null {
  const over = weight.over * raw.multiplicity
  const common = commonDivisor(Math.abs(over), weight.under)
  const factor = over / common
  const divisor = weight.under / common
  if (raw.unit % divisor !== 0 || raw.mostPerRoot * Math.abs(factor) > mostPerRoot) return null
  return { ...term, factor, divisor, layer: 0, reason: factor < 0 ? `Taken away: ${reason}` : reason }
}

function settledWays(
  { motif, weight }: WeightedMotif,
  { adjacency, sets }: Ground,
  group: Permutation[] | null,
  allocate: Allocate,
): SettledWay[] {
  const mutual = onMutualRows(motif)
  const layer = mutual ? mutualLayerOf(adjacency, allocate) : layerOf(adjacency, allocate)
  const onLayer = mutual ?? motif
  const question = {
    motif: onLayer,
    group: group ?? symmetriesOf(onLayer),
    layer,
    sets,
    expected: new ExpectedPartials(onLayer, layer, sets),
  }
  return [triadWays, pairWays, universeWays, prefixWays]
    .flatMap((listWays) => listWays(question))
    .flatMap((way): SettledWay[] => {
      const settled = way.terms.map((term) => settle(term, weight, way.reason))
      return settled.every((term) => term !== null) ? [{ ...way, layer, settled }] : []
    })
    .sort((a, b) => a.cost - b.cost)
}

function isSameTriads(a: CountTerm, b: CountTerm): boolean {
  return (
    a.kind === 'triads' &&
    b.kind === 'triads' &&
    a.layer === b.layer &&
    a.divisor === b.divisor &&
    a.factor === b.factor
  )
}

/** Triangles that count for several motifs of the sum are looked at once. */
function mergeTriads(terms: CountTerm[]): CountTerm[] {
  return terms.reduce<CountTerm[]>((merged, term) => {
    const same = merged.findIndex((other) => isSameTriads(other, term))
    const other = merged[same]
    if (term.kind !== 'triads' || other?.kind !== 'triads') return [...merged, term]
    const weights = other.weights.map((weight, at) => weight + term.weights[at]!)
    return merged.with(same, { ...other, weights, codes: other.codes | term.codes })
  }, [])
}

function assemble(ways: SettledWay[], { sets }: Ground): ChosenTerms {
  const layers = [...new Set(ways.map(({ layer }) => layer))]
  const terms = mergeTriads(
    ways.flatMap(({ settled, layer }) => settled.map((term) => ({ ...term, layer: layers.indexOf(layer) }))),
  )
  return {
    plan: { terms },
    space: {
      nodeCount: layers[0]!.nodeCount,
      layers: layers.map((layer) => layer.asData()),
      sets,
    },
    cost: ways.reduce((sum, { cost }) => sum + cost, 0),
    kinds: terms.map(({ kind }) => kind),
  }
}

export interface ChoiceOptions {
  /** The symmetries under which each orbit of mappings counts once; null: all mappings count. Pair codes may have more
   *  symmetries than these, never fewer. */
  exclusive: Permutation[] | null
  /** False: no symmetry is used (all mappings must then count). */
  breaksSymmetry: boolean
  allocate: Allocate
}

/** For every sum, its motifs with the ways to count each, cheapest first. */
function waysBySum(ground: Ground, { exclusive, breaksSymmetry, allocate }: ChoiceOptions): SettledWay[][][] {
  const identity = breaksSymmetry ? null : [ground.motif.names.map((_, node) => node)]
  const group = exclusive ?? identity ?? symmetriesOf(ground.motif)
  return signedSums(ground.motif, group, exclusive !== null)
    .map((sum) => sum.map((weighted) => settledWays(weighted, ground, identity, allocate)))
    .filter((sum) => sum.every((ways) => ways.length > 0))
}

/** The cheapest terms; null when no way fits. */
export function chooseTerms(ground: Ground, options: ChoiceOptions): ChosenTerms | null {
  const choices = waysBySum(ground, options)
    .map((sum) =>
      assemble(
        sum.map(([cheapest]) => cheapest!),
        ground,
      ),
    )
    .filter(({ plan }) => plan.terms.length <= mostTerms)
  return choices.reduce<ChosenTerms | null>(
    (best, choice) => (best && best.cost <= choice.cost ? best : choice),
    null,
  )
}

/** Choices in which every way of every sum occurs: for tests and benchmarks that compare them. */
export function listChoices(ground: Ground, options: ChoiceOptions): ChosenTerms[] {
  return waysBySum(ground, options).flatMap((sum) => {
    const most = Math.max(...sum.map((ways) => ways.length))
    return Array.from({ length: most }, (_, at) =>
      assemble(
        sum.map((ways) => ways[Math.min(at, ways.length - 1)]!),
        ground,
      ),
    )
  })
}
