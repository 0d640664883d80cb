/** The null models by name: what chance is, when a motif is said to be more frequent than by chance. A sample depends on
 *  the graph, the model, the seed and its own number only, whoever draws it and whatever was drawn before. Pure. */
import type { EdgePairs } from '../../model/plan'
import { RandomStream } from '../../model/random-stream'
import { DyadChain } from './dyad-chain'
import type { EdgeClasses } from './edge-classes'
import { randomGraph, randomGraphWithReciprocity, shuffledNodes } from './random-graph'
import type { NullChain } from './switching-chain'
import { SwitchingChain } from './switching-chain'

/** `random`: Erdős–Rényi G(n, m). `random-mutual`: the same with as many mutual pairs. `degrees`: every node keeps its
 *  numbers of edges in and out. `degrees-mutual`: and of mutual ones. `attributes`: the graph stays, attributes are
 *  dealt out anew. */
export const nullModelNames = ['random', 'random-mutual', 'degrees', 'degrees-mutual', 'attributes'] as const
export type NullModelName = (typeof nullModelNames)[number]

export const isSwitching = (name: NullModelName) => name === 'degrees' || name === 'degrees-mutual'

/** A graph without self-loops (they stay where they are) and parallel edges. An undirected one has every edge both
 *  ways. */
export interface NullGraph {
  nodeCount: number
  directed: boolean
  edges: EdgePairs
}

export interface NullModel {
  name: NullModelName
  /** Proposals per sample, for the switching models. */
  attempts: number
  /** What switching keeps besides degrees; null for nothing. */
  classes: EdgeClasses | null
  /** Groups within which attributes are dealt; null for one. */
  groups: Uint32Array | null
}

export function createChain(graph: NullGraph, model: Pick<NullModel, 'name' | 'classes'>): NullChain {
  const isByDyads = model.name === 'degrees-mutual' || !graph.directed
  return isByDyads
    ? new DyadChain(graph.nodeCount, graph.edges, model.classes)
    : new SwitchingChain(graph.nodeCount, graph.edges, model.classes)
}

/** The edges of a sample, position by position those of the original. Attributes dealt anew are said by moving the
 *  edges instead: node i of the sample stands for the attributes of host node i.
 *  @param index the number of the sample, from 0 */
export function drawNull(graph: NullGraph, model: NullModel, seed: number, index: number): EdgePairs {
  const random = new RandomStream(seed, index)
  const { nodeCount, directed, edges } = graph
  switch (model.name) {
    case 'random':
      return directed
        ? randomGraph(nodeCount, edges.sources.length, random)
        : randomGraphWithReciprocity(nodeCount, edges, random)
    case 'random-mutual':
      return randomGraphWithReciprocity(nodeCount, edges, random)
    case 'attributes': {
      const attributesOf = shuffledNodes(nodeCount, model.groups, random)
      return {
        sources: edges.sources.map((node) => attributesOf[node]!),
        targets: edges.targets.map((node) => attributesOf[node]!),
      }
    }
    default: {
      const chain = createChain(graph, model)
      chain.run(model.attempts, random)
      return chain.edges()
    }
  }
}
