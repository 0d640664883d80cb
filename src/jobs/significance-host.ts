/** A host graph as null models see it, and a sample of one as a search sees it. Node numbers stay, so what is known of
 *  nodes holds for a sample as it stands; what is known of edges follows their positions: edge i of the host is edge i
 *  of the sample. Pure; runs in workers. */
import { lowerBound, topologyFromPairs } from '../grandiso/csr'
import type { HostTopology } from '../model/host-graph'
import type { EdgePairs, ResolvedNeeds } from '../model/plan'
import { RandomStream } from '../model/random-stream'
import { drawNull } from '../statistics/null-models/null-model'
import type { NullGraph, NullModel } from '../statistics/null-models/null-model'
import { shuffledNodes } from '../statistics/null-models/random-graph'

/** The host without its self-loops: position i is entry i of its rows of successors. */
export function nullGraphOf({ nodeCount, directed, adjacency }: HostTopology): NullGraph {
  const { offsets, targets } = adjacency.out
  const sources = new Uint32Array(targets.length)
  for (let node = 0; node < nodeCount; node++) sources.fill(node, offsets[node]!, offsets[node + 1]!)
  return { nodeCount, directed, edges: { sources, targets: targets.slice() } }
}

/** Where a host edge went in a sample. */
export interface NullSampleGraph {
  topology: HostTopology
  /** What was known of the host's attributes, told of the sample. */
  resolved(known: ResolvedNeeds): ResolvedNeeds
}

/** The positions of pairs among the host's edges; −1 for self-loops. */
function positionsOf({ adjacency }: HostTopology, { sources, targets }: EdgePairs): Int32Array {
  const { out } = adjacency
  return Int32Array.from(sources, (source, i) => {
    const target = targets[i]!
    if (source === target) return -1
    const end = out.offsets[source + 1]!
    const place = lowerBound(out.targets, out.offsets[source]!, end, target)
    return place < end && out.targets[place] === target ? place : -1
  })
}

export interface NullSampler {
  graph: NullGraph
  /** @param index the number of the sample, from 0 */
  draw(index: number): NullSampleGraph
}

/** @param model its `attempts` must be planned for models that switch edges */
export function createNullSampler(topology: HostTopology, model: NullModel, seed: number): NullSampler {
  const graph = nullGraphOf(topology)
  const { nodeCount, directed, selfLoops } = topology
  const positions = new WeakMap<EdgePairs, Int32Array>()
  const positionsKept = (pairs: EdgePairs) => {
    const known = positions.get(pairs) ?? positionsOf(topology, pairs)
    positions.set(pairs, known)
    return known
  }

  function draw(index: number): NullSampleGraph {
    const drawn = drawNull(graph, model, seed, index)
    // Attributes dealt anew are said by moving edges, and self-loops are edges too: the same chance deals again.
    const dealt =
      model.name === 'attributes'
        ? shuffledNodes(nodeCount, model.groups, new RandomStream(seed, index))
        : null
    const place = (node: number) => (dealt ? dealt[node]! : node)
    const moved = (pairs: EdgePairs): EdgePairs => {
      const at = positionsKept(pairs)
      return {
        sources: pairs.sources.map((node, i) => (at[i]! < 0 ? place(node) : drawn.sources[at[i]!]!)),
        targets: pairs.targets.map((node, i) => (at[i]! < 0 ? place(node) : drawn.targets[at[i]!]!)),
      }
    }
    const edgeCount = drawn.sources.length
    const pairs = {
      sources: new Uint32Array(edgeCount + selfLoops.length),
      targets: new Uint32Array(edgeCount + selfLoops.length),
    }
    pairs.sources.set(drawn.sources)
    pairs.targets.set(drawn.targets)
    selfLoops.forEach((node, i) => {
      pairs.sources[edgeCount + i] = pairs.targets[edgeCount + i] = place(node)
    })
    return {
      topology: topologyFromPairs(nodeCount, directed, pairs),
      resolved: (known) => ({
        ...known,
        edgeSets: known.edgeSets.map(moved),
        ...(known.edgeRows ? { edgeRows: moved(known.edgeRows) } : {}),
      }),
    }
  }

  return { graph, draw }
}
