/** From the parts of a search to where its motif can be counted: on the host, or, when all nodes have candidates, on the
 *  candidates' own subgraph. */
import type { Adjacency, Csr } from '../../model/host-graph'
import type { SetIndex } from '../../model/count-plan'
import type { MotifRelations } from '../motif-relations'
import { codedMotifFrom, isConnected } from './coded-motif'
import type { Ground } from './choose-terms'
import { mostMotifNodes } from './motif-group'

/** A subgraph is made where the candidates have at most this share of the nodes. */
const worthwhileShare = 0.5
/** Subgraphs kept for each adjacency. */
const mostKept = 4

function rowsAmong({ offsets, targets }: Csr, nodes: Uint32Array, place: Int32Array): Csr {
  const rows = new Uint32Array(nodes.length + 1)
  let most = 0
  for (const node of nodes) most += offsets[node + 1]! - offsets[node]!
  const kept = new Uint32Array(most)
  let at = 0
  nodes.forEach((node, row) => {
    const end = offsets[node + 1]!
    for (let i = offsets[node]!; i < end; i++) {
      const other = place[targets[i]!]!
      if (other >= 0) kept[at++] = other
    }
    rows[row + 1] = at
  })
  return { offsets: rows, targets: kept.slice(0, at) }
}

/** The edges among `nodes`, which get the numbers of their places in the list. */
export function subgraphOf(adjacency: Adjacency, nodes: Uint32Array): Adjacency {
  const place = new Int32Array(adjacency.out.offsets.length - 1).fill(-1)
  nodes.forEach((node, row) => (place[node] = row))
  const out = rowsAmong(adjacency.out, nodes, place)
  return { out, in: adjacency.in === adjacency.out ? out : rowsAmong(adjacency.in, nodes, place) }
}

const keptSubgraphs = new WeakMap<Adjacency, { nodes: Uint32Array; subgraph: Adjacency }[]>()

/** As `subgraphOf`, but the same question again finds it made. */
function knownSubgraph(adjacency: Adjacency, nodes: Uint32Array): Adjacency {
  const kept = keptSubgraphs.get(adjacency) ?? []
  keptSubgraphs.set(adjacency, kept)
  const known = kept.find(
    (other) => other.nodes.length === nodes.length && other.nodes.every((node, i) => node === nodes[i]),
  )
  if (known) return known.subgraph
  const subgraph = subgraphOf(adjacency, nodes)
  kept.unshift({ nodes, subgraph })
  kept.length = Math.min(kept.length, mostKept)
  return subgraph
}

function unionOf(sets: Uint32Array[], nodeCount: number): Uint32Array {
  if (sets.length === 1) return sets[0]!
  const isIn = new Uint8Array(nodeCount)
  for (const set of sets) for (const node of set) isIn[node] = 1
  return Uint32Array.from([...isIn.keys()].filter((node) => isIn[node]))
}

/** The places of `nodes` in `all`, which has them all; both ascend. */
function placesIn(all: Uint32Array, nodes: Uint32Array): Uint32Array {
  let at = 0
  return nodes.map((node) => {
    while (all[at] !== node) at++
    return at
  })
}

/** Sets in the numbering of the subgraph; a set of all its nodes says nothing. */
function onSubgraph(ground: Ground, all: Uint32Array): Ground {
  const asks = (set: Uint32Array) => set.length < all.length
  const left = ground.sets.filter(asks)
  const sets = ground.motif.sets.map((set): SetIndex => {
    const place = set === null ? -1 : left.indexOf(ground.sets[set]!)
    return place < 0 ? null : place
  })
  return {
    motif: { ...ground.motif, sets },
    adjacency: knownSubgraph(ground.adjacency, all),
    sets: left.map((set) => placesIn(all, set)),
  }
}

/** Null when the motif is beyond what terms can say: several edge sets, unconnected nodes, too many of them. */
export function groundOf(names: string[], parts: MotifRelations): Ground | null {
  const { separate: relations, adjacencies, candidates } = parts
  const place = relations[0]?.adjacency
  if (place === undefined || names.length > mostMotifNodes) return null
  if (relations.some(({ adjacency }) => adjacency !== place)) return null
  const adjacency = adjacencies[place]!
  const nodeCount = adjacency.out.offsets.length - 1
  const sets = [...new Set(candidates)].filter((set) => set !== null)
  const motif = codedMotifFrom({
    names,
    relations,
    sets: candidates.map((set) => (set ? sets.indexOf(set) : null)),
    isSymmetric: adjacency.out === adjacency.in,
  })
  if (!motif || !isConnected(motif, [...names.keys()])) return null
  const ground = { motif, adjacency, sets }
  if (candidates.some((set) => set === null)) return ground
  const union = unionOf(sets, nodeCount)
  const isOneSet = sets.length === 1
  return isOneSet || union.length <= worthwhileShare * nodeCount ? onSubgraph(ground, union) : ground
}
