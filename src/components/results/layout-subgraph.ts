/** Where thousands of nodes stand: forces between all nodes through a quadtree (Barnes and Hut 1986), springs along
 *  edges (Fruchterman and Reingold 1991). Deterministic and pure; it works in steps, so that whoever calls can let the
 *  page answer in between. */

export interface SubgraphLayout {
  /** x and y of each node, alternating; length 2 × nodes. */
  places: Float64Array
  /** A round for all nodes, or of a large graph a part of one: some milliseconds at most. False: it has come to rest, or
   *  has had all its rounds. */
  step: () => boolean
}

const spacing = 60
const openness = 0.9
const gravity = 0.06
/** What is repelled in one step. */
const nodesPerStep = 500

interface Tree {
  /** Four children of each cell, −1 where there is none; beyond the cells: a node, as −2 − node. */
  children: Int32Array
  mass: Float64Array
  x: Float64Array
  y: Float64Array
  size: Float64Array
}

function emptyTree(nodeCount: number): Tree {
  const room = 8 * nodeCount + 64
  return {
    children: new Int32Array(4 * room),
    mass: new Float64Array(room),
    x: new Float64Array(room),
    y: new Float64Array(room),
    size: new Float64Array(room),
  }
}

/** Fills the tree; answers how many cells it has. Nodes that nearly coincide share a cell. */
function fillTree(tree: Tree, places: Float64Array): number {
  const { children, mass, x, y, size } = tree
  const count = places.length / 2
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < count; i++) {
    left = Math.min(left, places[2 * i] ?? 0)
    right = Math.max(right, places[2 * i] ?? 0)
    top = Math.min(top, places[2 * i + 1] ?? 0)
    bottom = Math.max(bottom, places[2 * i + 1] ?? 0)
  }
  const width = Math.max(right - left, bottom - top, 1)
  children.fill(-1)
  mass.fill(0)
  x.fill(0)
  y.fill(0)
  size[0] = width
  let cells = 1
  const most = size.length - 1
  const place = (node: number) => {
    const [px, py] = [places[2 * node] ?? 0, places[2 * node + 1] ?? 0]
    let [cell, cellX, cellY, cellSize] = [0, left, top, width]
    for (let depth = 0; depth < 24; depth++) {
      mass[cell] = (mass[cell] ?? 0) + 1
      x[cell] = (x[cell] ?? 0) + px
      y[cell] = (y[cell] ?? 0) + py
      if (cells >= most) return
      cellSize /= 2
      const [isRight, isLow] = [px >= cellX + cellSize, py >= cellY + cellSize]
      const slot = 4 * cell + (isRight ? 1 : 0) + (isLow ? 2 : 0)
      const child = children[slot] ?? -1
      if (child === -1) {
        children[slot] = -2 - node
        return
      }
      if (isRight) cellX += cellSize
      if (isLow) cellY += cellSize
      if (child >= 0) {
        cell = child
        continue
      }
      // A node stands here already: it moves one cell down, and both go on.
      const other = -2 - child
      const fresh = cells++
      size[fresh] = cellSize
      children[slot] = fresh
      const [ox, oy] = [places[2 * other] ?? 0, places[2 * other + 1] ?? 0]
      mass[fresh] = 1
      x[fresh] = ox
      y[fresh] = oy
      const half = cellSize / 2
      children[4 * fresh + (ox >= cellX + half ? 1 : 0) + (oy >= cellY + half ? 2 : 0)] = child
      cell = fresh
    }
  }
  for (let node = 0; node < count; node++) place(node)
  return cells
}

/** Adds to `force` what all other nodes do to one. */
function repel(tree: Tree, places: Float64Array, node: number, force: Float64Array, stack: Int32Array): void {
  const { children, mass, x, y, size } = tree
  const [px, py] = [places[2 * node] ?? 0, places[2 * node + 1] ?? 0]
  let [fx, fy, depth] = [0, 0, 0]
  stack[depth++] = 0
  while (depth > 0) {
    const cell = stack[--depth] ?? 0
    const isNode = cell < -1
    const weight = isNode ? 1 : (mass[cell] ?? 0)
    if (weight === 0 || -2 - cell === node) continue
    const other = -2 - cell
    const dx = px - (isNode ? (places[2 * other] ?? 0) : (x[cell] ?? 0) / weight)
    const dy = py - (isNode ? (places[2 * other + 1] ?? 0) : (y[cell] ?? 0) / weight)
    const squared = dx * dx + dy * dy + 0.01
    if (isNode || (size[cell] ?? 0) ** 2 < openness * openness * squared) {
      const strength = (weight * spacing * spacing) / squared
      fx += dx * strength
      fy += dy * strength
      continue
    }
    for (let at = 0; at < 4; at++) {
      const child = children[4 * cell + at] ?? -1
      if (child !== -1 && depth < stack.length) stack[depth++] = child
    }
  }
  force[2 * node] = (force[2 * node] ?? 0) + fx
  force[2 * node + 1] = (force[2 * node + 1] ?? 0) + fy
}

/** A spiral with the nodes of most edges in its middle. */
function spiral(nodeCount: number, edges: readonly { source: number; target: number }[]): Float64Array {
  const degree = new Float64Array(nodeCount)
  for (const { source, target } of edges) {
    degree[source] = (degree[source] ?? 0) + 1
    degree[target] = (degree[target] ?? 0) + 1
  }
  const places = new Float64Array(2 * nodeCount)
  const order = Array.from({ length: nodeCount }, (_, i) => i).sort(
    (a, b) => (degree[b] ?? 0) - (degree[a] ?? 0),
  )
  order.forEach((node, rank) => {
    const [radius, angle] = [spacing * 0.7 * Math.sqrt(rank + 0.5), rank * 2.399963]
    places[2 * node] = radius * Math.cos(angle)
    places[2 * node + 1] = radius * Math.sin(angle)
  })
  return places
}

/** `edges`: positions of nodes; loops are ignored. Fewer rounds for more nodes: at most some seconds of work. */
export function layOutSubgraph(
  nodeCount: number,
  edges: readonly { source: number; target: number }[],
): SubgraphLayout {
  const places = spiral(nodeCount, edges)
  const rounds = Math.round(Math.max(60, Math.min(300, 400_000 / Math.max(1, nodeCount + edges.length / 4))))
  const [tree, stack] = [emptyTree(nodeCount), new Int32Array(256)]
  const force = new Float64Array(2 * nodeCount)
  let round = 0
  /** The first node that this round has not come to. */
  let next = 0

  function pull(): void {
    for (const { source, target } of edges) {
      if (source === target) continue
      const dx = (places[2 * target] ?? 0) - (places[2 * source] ?? 0)
      const dy = (places[2 * target + 1] ?? 0) - (places[2 * source + 1] ?? 0)
      const strength = Math.sqrt(dx * dx + dy * dy) / spacing
      const [fx, fy] = [(dx * strength) / 4, (dy * strength) / 4]
      force[2 * source] = (force[2 * source] ?? 0) + fx
      force[2 * source + 1] = (force[2 * source + 1] ?? 0) + fy
      force[2 * target] = (force[2 * target] ?? 0) - fx
      force[2 * target + 1] = (force[2 * target + 1] ?? 0) - fy
    }
  }

  /** Moves every node along the forces on it, by `heat` at most; answers the longest way. */
  function moveAll(heat: number): number {
    let most = 0
    for (let node = 0; node < nodeCount; node++) {
      const [x, y] = [places[2 * node] ?? 0, places[2 * node + 1] ?? 0]
      const fx = (force[2 * node] ?? 0) - x * gravity
      const fy = (force[2 * node + 1] ?? 0) - y * gravity
      const length = Math.hypot(fx, fy)
      const move = length > heat ? heat / length : 1
      places[2 * node] = x + fx * move
      places[2 * node + 1] = y + fy * move
      most = Math.max(most, length * move)
    }
    return most
  }

  function step(): boolean {
    if (round >= rounds || nodeCount < 2) return false
    if (next === 0) {
      force.fill(0)
      fillTree(tree, places)
    }
    const end = Math.min(nodeCount, next + nodesPerStep)
    for (let node = next; node < end; node++) repel(tree, places, node, force, stack)
    next = end
    if (next < nodeCount) return true
    next = 0
    pull()
    const most = moveAll(spacing * 1.5 * (1 - round / rounds) + 0.5)
    round++
    return round < rounds && most > 0.3
  }

  return { places, step }
}
