/** A synthetic host graph with the character of a connectome, without a C compiler: heavy-tailed degrees, cells in
 *  space, mutual edges, hubs where asked for. The same numbers as the C generator of ../shared/bench gives, in the same
 *  order, on every machine: integers only. */
import { RandomStream, logNormal } from './host-random'

export interface HostRecipe {
  nodeCount: number
  edgeCount: number
  seed: number
  hubCount: number
}

/** `pairs`: length 2 × edges; source and target of each edge, ids from 0, no self-loops, no duplicates, shuffled. */
export interface GeneratedHost {
  nodeCount: number
  pairs: Int32Array
}

/** Edges under construction: `items` and `spare` change places with each sorting pass. */
interface EdgeList {
  items: Int32Array
  spare: Int32Array
  count: number
  capacity: number
}

function addEdge(edges: EdgeList, source: number, target: number): void {
  if (source === target || edges.count >= edges.capacity) return
  edges.items[2 * edges.count] = source
  edges.items[2 * edges.count + 1] = target
  edges.count++
}

/** One stable counting pass by the end at `offset` (0: source, 1: target). */
function sortPass(edges: EdgeList, nodeCount: number, offset: 0 | 1): void {
  const { items, spare, count } = edges
  const start = new Int32Array(nodeCount + 1)
  for (let i = 0; i < count; i++) start[items[2 * i + offset]! + 1]!++
  for (let v = 0; v < nodeCount; v++) start[v + 1]! += start[v]!
  for (let i = 0; i < count; i++) {
    const at = start[items[2 * i + offset]!]!++
    spare[2 * at] = items[2 * i]!
    spare[2 * at + 1] = items[2 * i + 1]!
  }
  edges.items = spare
  edges.spare = items
}

function sortAndDeduplicate(edges: EdgeList, nodeCount: number): void {
  sortPass(edges, nodeCount, 1)
  sortPass(edges, nodeCount, 0)
  const { items, count } = edges
  let kept = 0
  for (let i = 0; i < count; i++) {
    const [source, target] = [items[2 * i]!, items[2 * i + 1]!]
    if (kept > 0 && items[2 * kept - 2] === source && items[2 * kept - 1] === target) continue
    items[2 * kept] = source
    items[2 * kept + 1] = target
    kept++
  }
  edges.count = kept
}

/** Nodes in the cells of a cube of `side`³, with their weights. */
interface Space {
  side: number
  cell: Int32Array
  /** `nodes` grouped by cell: those of cell c from `start[c]` to `start[c + 1]`. */
  start: Int32Array
  nodes: Int32Array
  outWeight: Float64Array
  /** Sums of the in-weights along `nodes`: length nodeCount + 1. */
  inWeightBefore: Float64Array
}

function sideOf(nodeCount: number): number {
  const perCell = nodeCount < 1000 ? 10 : 40
  let side = 1
  while ((side + 1) ** 3 * perCell <= nodeCount) side++
  return side
}

function placeNodes(random: RandomStream, nodeCount: number): Space {
  const side = sideOf(nodeCount)
  const sigma = nodeCount < 1000 ? 7 : 10
  const cell = new Int32Array(nodeCount)
  const start = new Int32Array(side ** 3 + 1)
  const nodes = new Int32Array(nodeCount)
  const [outWeight, inWeight] = [new Float64Array(nodeCount), new Float64Array(nodeCount)]
  for (let v = 0; v < nodeCount; v++) {
    const shared = random.normal()
    const own = random.normal()
    outWeight[v] = logNormal(shared, sigma)
    // A correlation of 0.7 between what a node sends and what it receives.
    inWeight[v] = logNormal(Math.trunc((7000 * shared + 7141 * own) / 10000), sigma)
    cell[v] = random.below(side ** 3)
    start[cell[v]! + 1]!++
  }
  for (let c = 0; c < side ** 3; c++) start[c + 1]! += start[c]!
  const next = start.slice()
  for (let v = 0; v < nodeCount; v++) nodes[next[cell[v]!]!++] = v
  const inWeightBefore = new Float64Array(nodeCount + 1)
  for (let i = 0; i < nodeCount; i++) inWeightBefore[i + 1] = inWeightBefore[i]! + inWeight[nodes[i]!]!
  return { side, cell, start, nodes, outWeight, inWeightBefore }
}

/** A node of nodes[first, end), drawn by in-weight. */
function drawByInWeight(random: RandomStream, space: Space, first: number, end: number): number {
  const before = space.inWeightBefore
  const at = before[first]! + random.below(before[end]! - before[first]!)
  let [low, high] = [first, end]
  while (high - low > 1) {
    const middle = low + ((high - low) >> 1)
    if (before[middle]! <= at) low = middle
    else high = middle
  }
  return space.nodes[low]!
}

/** A rounded Laplace displacement that stays inside the cube. */
function nearbyCoordinate(random: RandomStream, from: number, side: number): number {
  for (;;) {
    let steps = 0
    if (!random.chance(319)) {
      steps = 1
      while (random.chance(463)) steps++
      random.draw()
      if (random.high >= 0) steps = -steps
    }
    const moved = from + steps
    if (moved >= 0 && moved < side) return moved
  }
}

/** 12 % of the targets come from the whole host, the others from a nearby cell; -1 for an empty cell. */
function drawTarget(random: RandomStream, space: Space, source: number): number {
  const { side, cell, start, nodes } = space
  if (random.chance(120)) return drawByInWeight(random, space, 0, nodes.length)
  const from = cell[source]!
  const x = nearbyCoordinate(random, from % side, side)
  const y = nearbyCoordinate(random, Math.trunc(from / side) % side, side)
  const z = nearbyCoordinate(random, Math.trunc(from / side / side), side)
  const to = (z * side + y) * side + x
  return start[to] === start[to + 1] ? -1 : drawByInWeight(random, space, start[to]!, start[to + 1]!)
}

/** Hubs have 5,000 to 20,000 partners in each direction, anywhere, at most half the nodes. */
function addHubs(random: RandomStream, edges: EdgeList, { nodeCount, hubCount }: HostRecipe): void {
  for (let h = 0; h < hubCount; h++) {
    const hub = Math.trunc((nodeCount * h) / hubCount)
    const wanted = 5000 + (hubCount > 1 ? Math.trunc((h * 15000) / (hubCount - 1)) : 0)
    const degree = Math.min(wanted, nodeCount >> 1)
    for (let i = 0; i < degree; i++) {
      addEdge(edges, hub, random.below(nodeCount))
      addEdge(edges, random.below(nodeCount), hub)
    }
  }
}

function addRound(random: RandomStream, edges: EdgeList, space: Space, missing: number): void {
  const { outWeight } = space
  const weightSum = outWeight.reduce((sum, weight) => sum + weight, 0)
  // 22 % of the draws add the edge back as well.
  const unit = Math.floor(weightSum / 100) * 122
  for (let v = 0; v < outWeight.length; v++) {
    const share = BigInt(outWeight[v]!) * BigInt(missing)
    const rest = Number(share % BigInt(unit))
    const degree = Number(share / BigInt(unit)) + (random.below(unit) < rest ? 1 : 0)
    for (let i = 0; i < degree; i++) {
      const target = drawTarget(random, space, v)
      if (target < 0) continue
      addEdge(edges, v, target)
      if (random.chance(220)) addEdge(edges, target, v)
    }
  }
}

function shuffle(random: RandomStream, { items, count }: EdgeList): void {
  for (let i = count - 1; i > 0; i--) {
    const j = random.below(i + 1)
    const [source, target] = [items[2 * i]!, items[2 * i + 1]!]
    items[2 * i] = items[2 * j]!
    items[2 * i + 1] = items[2 * j + 1]!
    items[2 * j] = source
    items[2 * j + 1] = target
  }
}

/** New names for all nodes, so that ids tell nothing. */
function rename(random: RandomStream, pairs: Int32Array, nodeCount: number): void {
  const name = Int32Array.from({ length: nodeCount }, (_, v) => v)
  for (let v = nodeCount - 1; v > 0; v--) {
    const j = random.below(v + 1)
    const swap = name[v]!
    name[v] = name[j]!
    name[j] = swap
  }
  for (let i = 0; i < pairs.length; i++) pairs[i] = name[pairs[i]!]!
}

/** Takes some 40 bytes of memory and a microsecond per edge.
 *  @throws RangeError on a recipe that asks for more than half of all possible edges, or fewer than two nodes. */
export function generateHost(recipe: HostRecipe): GeneratedHost {
  const { nodeCount, edgeCount, seed, hubCount } = recipe
  if (nodeCount < 2 || edgeCount < 0 || edgeCount > (nodeCount * (nodeCount - 1)) / 2 || hubCount > nodeCount)
    throw new RangeError(`No host has ${nodeCount} nodes, ${edgeCount} edges and ${hubCount} hubs.`)
  const capacity = 2 * edgeCount + 40000 * hubCount + 1000
  const edges: EdgeList = {
    items: new Int32Array(2 * capacity),
    spare: new Int32Array(2 * capacity),
    count: 0,
    capacity,
  }
  const random = new RandomStream(BigInt(seed))
  const space = placeNodes(random, nodeCount)
  addHubs(random, edges, recipe)
  sortAndDeduplicate(edges, nodeCount)
  for (let round = 0; round < 30 && edges.count < edgeCount; round++) {
    const missing = edgeCount - edges.count
    addRound(random, edges, space, Math.floor((missing * (round > 0 ? 105 : 100)) / 100) + 1)
    sortAndDeduplicate(edges, nodeCount)
  }
  while (edges.count < edgeCount) {
    // A nearly full host. The C compilers evaluate the target's draw first.
    for (let i = edges.count; i < edgeCount; i++) {
      const target = random.below(nodeCount)
      addEdge(edges, random.below(nodeCount), target)
    }
    sortAndDeduplicate(edges, nodeCount)
  }
  shuffle(random, edges)
  const pairs = edges.items.slice(0, 2 * edgeCount)
  rename(random, pairs, nodeCount)
  return { nodeCount, pairs }
}
