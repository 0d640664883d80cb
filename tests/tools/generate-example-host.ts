/** Writes public/examples/cortex.graphml.gz: an invented cortical column. Seeded, so the same file every time.
 *  Run: npx tsx tests/tools/generate-example-host.ts */
import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { EdgeRow, ExportGraph, NodeRow } from '../../src/hosts/export-rows'
import { writeGraphml } from '../../src/hosts/write-graphml'

const neuronCount = 2400
const columnRadiusUm = 250

/** Share of all neurons, and how deep they lie (µm below the surface). */
const layers = [
  { name: 'L2/3', share: 0.32, top: 120, bottom: 400 },
  { name: 'L4', share: 0.26, top: 400, bottom: 520 },
  { name: 'L5', share: 0.22, top: 520, bottom: 760 },
  { name: 'L6', share: 0.2, top: 760, bottom: 1050 },
] as const
type LayerName = (typeof layers)[number]['name']

const inhibitoryTypes = [
  { name: 'PV', share: 0.5, reachUm: 90, chance: 0.36 },
  { name: 'SST', share: 0.3, reachUm: 120, chance: 0.24 },
  { name: 'VIP', share: 0.2, reachUm: 80, chance: 0.16 },
] as const

/** How likely an excitatory cell of one layer drives one of another that lies beside it. */
const feedForward: Record<LayerName, Record<LayerName, number>> = {
  'L2/3': { 'L2/3': 0.1, L4: 0.01, L5: 0.1, L6: 0.02 },
  L4: { 'L2/3': 0.13, L4: 0.1, L5: 0.04, L6: 0.03 },
  L5: { 'L2/3': 0.02, L4: 0.01, L5: 0.11, L6: 0.06 },
  L6: { 'L2/3': 0.01, L4: 0.06, L5: 0.03, L6: 0.06 },
}

interface Neuron {
  id: string
  layer: LayerName
  type: string
  isExcitatory: boolean
  x: number
  y: number
  z: number
}

/** Uniform numbers in [0, 1): mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function pick<Choice extends { share: number }>(choices: readonly Choice[], at: number): Choice {
  let left = at
  for (const choice of choices) if ((left -= choice.share) < 0) return choice
  return choices[choices.length - 1] as Choice
}

const rounded = (value: number) => Math.round(value * 10) / 10

function makeNeurons(random: () => number): Neuron[] {
  return Array.from({ length: neuronCount }, (_, index) => {
    const layer = pick(layers, random())
    const isExcitatory = random() < 0.82
    const radius = columnRadiusUm * Math.sqrt(random())
    const angle = 2 * Math.PI * random()
    return {
      // As long as the ids of real volumes: beyond what a double can hold.
      id: String(
        864_691_130_000_000_000n + BigInt(index) * 104_729n + BigInt(Math.floor(random() * 104_729)),
      ),
      layer: layer.name,
      type: isExcitatory ? `${layer.name} pyramidal` : pick(inhibitoryTypes, random()).name,
      isExcitatory,
      x: rounded(radius * Math.cos(angle)),
      y: rounded(layer.top + (layer.bottom - layer.top) * random()),
      z: rounded(radius * Math.sin(angle)),
    }
  })
}

/** Chance of a synapse: the rule for the two types, fading with the distance across the column. */
function chanceOf(from: Neuron, to: Neuron): number {
  const across = Math.hypot(from.x - to.x, from.z - to.z)
  if (from.isExcitatory) {
    const fading = Math.exp(-((across / 150) ** 2))
    return feedForward[from.layer][to.layer] * fading * (to.isExcitatory ? 0.5 : 0.7)
  }
  const rule = inhibitoryTypes.find(({ name }) => name === from.type) ?? inhibitoryTypes[0]
  const apart = Math.hypot(across, from.y - to.y)
  const fading = Math.exp(-((apart / rule.reachUm) ** 2))
  if (rule.name === 'VIP') return rule.chance * fading * (to.type === 'SST' ? 1 : 0.05)
  return rule.chance * fading * (rule.name === 'SST' && to.type === 'SST' ? 0.1 : 1)
}

/** Synapses per connection: most have one or two, a few have many. */
function synapseCount(random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Math.max(1, Math.min(40, Math.round(Math.exp(0.5 + 0.8 * normal))))
}

function* connect(neurons: Neuron[], random: () => number): Generator<EdgeRow> {
  const joined = new Set<number>()
  for (let from = 0; from < neurons.length; from++)
    for (let to = 0; to < neurons.length; to++) {
      const source = neurons[from] as Neuron
      const target = neurons[to] as Neuron
      const chance = chanceOf(source, target)
      // A cell that is driven answers more often than chance would have it.
      const isReturned = joined.has(to * neuronCount + from)
      if (from === to || random() >= (isReturned ? Math.min(1, chance * 2.5) : chance)) continue
      joined.add(from * neuronCount + to)
      const count = synapseCount(random)
      const area = rounded(count * (0.6 + 0.8 * random()) * 10) / 10
      yield { source: source.id, target: target.id, values: [count, rounded(area)] }
    }
}

function makeCortex(seed: number): ExportGraph {
  const random = randomFrom(seed)
  const neurons = makeNeurons(random)
  const nodes: NodeRow[] = neurons.map(({ id, layer, type, isExcitatory, x, y, z }) => {
    return { id, values: [type, layer, isExcitatory ? 'glutamate' : 'GABA', x, y, z] }
  })
  return {
    directed: true,
    multigraph: false,
    nodeColumns: [
      { name: 'cell_type', storage: 'utf8' },
      { name: 'layer', storage: 'utf8' },
      { name: 'transmitter', storage: 'utf8' },
      { name: 'x_um', storage: 'double' },
      { name: 'depth_um', storage: 'double' },
      { name: 'z_um', storage: 'double' },
    ],
    edgeColumns: [
      { name: 'weight', storage: 'int64' },
      { name: 'area_um2', storage: 'double' },
    ],
    nodes,
    edges: connect(neurons, random),
  }
}

let text = ''
for await (const piece of writeGraphml(makeCortex(20261123))) text += piece
const file = new URL('../../public/examples/cortex.graphml.gz', import.meta.url)
const bytes = gzipSync(text, { level: 9 })
// The operating system's byte of the header: the same on every machine.
bytes[9] = 255
writeFileSync(file, bytes)
console.log(`${text.split('<edge ').length - 1} edges, ${bytes.length} bytes`)
