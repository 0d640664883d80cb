/** From what a script asks to a question that can be stored, and from that to what workers need. */
import type { HostLibrary } from '../hosts/host-library'
import { needsFromMotif } from '../grandiso/needs'
import type { NullTask } from '../jobs/null-api'
import type { NullSetting } from '../jobs/significance-runs'
import type { PreparedMeasure } from '../jobs/significance-count'
import { nullGraphOf } from '../jobs/significance-host'
import { MotifscopeError } from '../model/errors'
import type { HostTopology } from '../model/host-graph'
import { nullModels } from '../model/null-run'
import type { DistanceQuestion, NullMeasure, NullQuestion } from '../model/null-run'
import { evenBins } from '../statistics/null-models/edge-classes'
import type { DistanceBins, NodeGroups } from '../statistics/null-models/edge-classes'
import { motifFromText } from './jobs-api'
import { codesOfNodes } from './node-codes'
import type { SignificanceQuestion } from './significance-types'

const standardTetradSamples = 200_000
const standardBins = 4

const invalid = (message: string, hint: string) => new MotifscopeError('invalid-option', message, { hint })

function measuresOf(asked: SignificanceQuestion): NullMeasure[] {
  const { motifs = [], census, tetradSamples = standardTetradSamples } = asked
  const { ignoreDirection = false, induced = false, excludeAutomorphisms = false } = asked
  const listed = typeof motifs === 'string' ? [motifs] : motifs
  const counted = listed.map((each, i): NullMeasure => {
    const { label, motif } = typeof each === 'string' ? { label: `motif ${i + 1}`, motif: each } : each
    if (motifFromText(motif).motif.nodes.length === 0)
      throw invalid(`The motif “${label}” has no edge.`, 'Write at least one, as A -> B.')
    return { kind: 'motif', label, text: motif, ignoreDirection, induced, excludeAutomorphisms }
  })
  if (census === 'triads') counted.push({ kind: 'triads' })
  if (census === 'tetrads') counted.push({ kind: 'tetrads', samples: tetradSamples })
  if (counted.length === 0)
    throw invalid('Nothing is asked for.', 'Name motifs, or a census: triads or tetrads.')
  return counted
}

/** @throws MotifscopeError `invalid-option`, and what reading a motif throws */
export function questionFrom(asked: SignificanceQuestion): NullQuestion {
  const { host, model = 'degrees', groups, distance, seed = 1 } = asked
  if (!nullModels.includes(model))
    throw invalid(`There is no null model “${String(model)}”.`, `Use one of ${nullModels.join(', ')}.`)
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw invalid(`The seed must be a whole number from 0; it is ${seed}.`, 'Any will do, as 1.')
  const isSwitched = model.startsWith('degrees')
  if (groups !== undefined && !isSwitched && model !== 'attributes')
    throw invalid('Random graphs cannot keep groups.', 'Use the model degrees or degrees-mutual with groups.')
  if (distance && !isSwitched)
    throw invalid(
      `The model ${model} cannot keep distances.`,
      'Use the model degrees or degrees-mutual with distances.',
    )
  const kept = distance && { attributes: distance.attributes, bins: distance.bins ?? standardBins }
  const measures = measuresOf(asked)
  return { hostId: host, measures, model, groupsBy: groups ?? null, distance: kept ?? null, seed }
}

/** @throws MotifscopeError `invalid-option` */
export function sampleCountFrom({ samples = 200 }: SignificanceQuestion): number {
  if (Number.isSafeInteger(samples) && samples >= 1 && samples <= 1_000_000) return samples
  throw invalid(
    `The number of samples must be a whole number from 1 to 1,000,000; it is ${samples}.`,
    'A p of 0.01 needs at least 99; 200 to 1,000 are common.',
  )
}

async function groupsOf(library: HostLibrary, hostId: string, name: string): Promise<NodeGroups> {
  let known = 0
  const codes = await codesOfNodes(library, hostId, name, () => known++)
  return { groups: Uint32Array.from(codes, (code) => (code < 0 ? known : code)), groupCount: known + 1 }
}

async function distanceOf(
  library: HostLibrary,
  topology: HostTopology,
  hostId: string,
  { attributes, bins }: DistanceQuestion,
): Promise<DistanceBins> {
  const coordinates: Float64Array[] = []
  for (const name of attributes) {
    const values: number[] = []
    const codes = await codesOfNodes(library, hostId, name, (cell) =>
      values.push(typeof cell === 'number' || typeof cell === 'bigint' ? Number(cell) : NaN),
    )
    coordinates.push(Float64Array.from(codes, (code) => values[code] ?? NaN))
  }
  const { sources, targets } = nullGraphOf(topology).edges
  const squared = (axis: Float64Array, from: number, to: number) =>
    ((axis[from] ?? NaN) - (axis[to] ?? NaN)) ** 2
  const lengths = Float64Array.from(sources, (source, i) =>
    Math.sqrt(coordinates.reduce((sum, axis) => sum + squared(axis, source, targets[i] ?? 0), 0)),
  )
  if (coordinates.length === 0 || lengths.every(Number.isNaN))
    throw new MotifscopeError(
      'null-model-restriction',
      `No edge joins two nodes with numbers for ${attributes.join(', ') || 'coordinates'}.`,
      { hint: 'Choose node attributes that hold coordinates.' },
    )
  return { coordinates, edges: evenBins(lengths, bins) }
}

/** What the workers of a run are given. Asks the table engine only where attributes matter. */
export async function settingOf(library: HostLibrary, question: NullQuestion): Promise<NullSetting> {
  const { hostId, model, seed, groupsBy } = question
  const host = await library.searchable(hostId)
  const measures: PreparedMeasure[] = []
  for (const measure of question.measures) {
    if (measure.kind !== 'motif') {
      measures.push(measure)
      continue
    }
    const { text, ignoreDirection, induced, excludeAutomorphisms } = measure
    const { motif } = motifFromText(text)
    const resolved = await host.resolve(needsFromMotif(motif))
    measures.push({ kind: 'motif', motif, ignoreDirection, induced, excludeAutomorphisms, resolved })
  }
  const { topology } = host
  const groups = groupsBy === null ? null : await groupsOf(library, hostId, groupsBy)
  const distance = question.distance && (await distanceOf(library, topology, hostId, question.distance))
  const task: NullTask = { topology, model, seed, groups, distance, measures }
  const kept = { groupCount: groups?.groupCount ?? 0, distanceLimits: distance?.edges ?? [] }
  return { task, kept: groups || distance ? kept : null }
}
