/** Random graphs with as many nodes and edges as a given one, and nothing else of it: Erdős–Rényi's G(n, m), directed,
 *  without self-loops and double edges; and the same with as many mutual pairs. Edge i takes the place, and so the
 *  attributes, of edge i of the original. Pure. */
import { MotifscopeError } from '../../model/errors'
import type { EdgePairs } from '../../model/plan'
import type { RandomStream } from '../../model/random-stream'
import { dyadsOf, edgesOfDyads, into } from './dyads'

/** Draws distinct pairs of different nodes, each set of pairs as likely as any other. By trial: most trials are lost
 *  where nearly every pair is drawn, so beyond half of all pairs those left out are drawn instead. */
function drawPairs(nodeCount: number, count: number, isOrdered: boolean, random: RandomStream): EdgePairs {
  const possible = (nodeCount * (nodeCount - 1)) / (isOrdered ? 1 : 2)
  if (count > possible)
    throw new MotifscopeError('null-model-size', `${count} edges do not fit between ${nodeCount} nodes.`)
  const leavesOut = count > possible / 2
  const drawn = new Set<number>()
  const wanted = leavesOut ? possible - count : count
  const keys = new Float64Array(count)
  while (drawn.size < wanted) {
    const a = random.below(nodeCount)
    const b = random.below(nodeCount)
    if (a === b) continue
    const key = isOrdered || a < b ? a * nodeCount + b : b * nodeCount + a
    if (!drawn.has(key) && !leavesOut) keys[drawn.size] = key
    drawn.add(key)
  }
  if (leavesOut) collectOthers(nodeCount, isOrdered, drawn, keys)
  if (leavesOut) shuffle(keys, random)
  return {
    sources: Uint32Array.from(keys, (key) => Math.floor(key / nodeCount)),
    targets: Uint32Array.from(keys, (key) => key % nodeCount),
  }
}

function collectOthers(nodeCount: number, isOrdered: boolean, left: Set<number>, keys: Float64Array): void {
  let at = 0
  for (let a = 0; a < nodeCount; a++)
    for (let b = isOrdered ? 0 : a + 1; b < nodeCount; b++) {
      const key = a * nodeCount + b
      if (a !== b && !left.has(key)) keys[at++] = key
    }
}

/** Fisher and Yates, in place: every order is as likely. */
export function shuffle(values: Float64Array | Uint32Array, random: RandomStream): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = random.below(last + 1)
    const kept = values[last]!
    values[last] = values[other]!
    values[other] = kept
  }
}

/** @param edgeCount at most nodeCount · (nodeCount − 1)
 *  @throws MotifscopeError `null-model-size` when there are more edges than pairs */
export function randomGraph(nodeCount: number, edgeCount: number, random: RandomStream): EdgePairs {
  return drawPairs(nodeCount, edgeCount, true, random)
}

/** As many one-way edges and mutual pairs as in `edges`, anywhere. */
export function randomGraphWithReciprocity(
  nodeCount: number,
  edges: EdgePairs,
  random: RandomStream,
): EdgePairs {
  const dyads = dyadsOf(edges)
  const { sources, targets } = drawPairs(nodeCount, dyads.firsts.length, false, random)
  const states = dyads.states.slice()
  // An unordered pair says nothing of the direction: a coin does.
  for (let dyad = 0; dyad < states.length; dyad++)
    if (dyads.backward[dyad]! < 0 && random.below(2) === 1) states[dyad] = into
  return edgesOfDyads({ ...dyads, firsts: sources, seconds: targets, states })
}

/** The graph as it is, its nodes' attributes dealt out anew: host node i gets those of node `permutation[i]`. Within
 *  groups, nodes exchange attributes with nodes of their own group only.
 *  @param groups length nodeCount, or null for one group */
export function shuffledNodes(
  nodeCount: number,
  groups: Uint32Array | null,
  random: RandomStream,
): Uint32Array {
  const permutation = new Uint32Array(nodeCount)
  const members = new Map<number, number[]>()
  for (let node = 0; node < nodeCount; node++) {
    const group = groups ? groups[node]! : 0
    const list = members.get(group)
    if (list) list.push(node)
    else members.set(group, [node])
  }
  for (const list of members.values()) {
    const dealt = Uint32Array.from(list)
    shuffle(dealt, random)
    list.forEach((node, i) => (permutation[node] = dealt[i]!))
  }
  return permutation
}
