/** Connected components of a host graph: weak (directions do not count) and strong (each node reaches each other). Pure,
 *  linear, and without recursion, so that a path of a million nodes is no problem. */
import type { Adjacency, Csr } from '../model/host-graph'

export interface Components {
  /** The component of every node, numbered from 0 by its first node. */
  componentOf: Uint32Array
  /** How many nodes each has. */
  sizes: Uint32Array
}

const unseen = 0xffffffff

/** Weakly connected components. */
export function weakComponents({ out, in: into }: Adjacency): Components {
  const nodeCount = out.offsets.length - 1
  const componentOf = new Uint32Array(nodeCount).fill(unseen)
  const queue = new Uint32Array(nodeCount)
  let count = 0
  for (let first = 0; first < nodeCount; first++) {
    if (componentOf[first] !== unseen) continue
    let end = 0
    queue[end++] = first
    componentOf[first] = count
    for (let at = 0; at < end; at++)
      for (const rows of out === into ? [out] : [out, into])
        end = visitNeighbours(rows, queue[at] as number, componentOf, count, queue, end)
    count++
  }
  return { componentOf, sizes: sizesOf(componentOf, count) }
}

function visitNeighbours(
  { offsets, targets }: Csr,
  node: number,
  componentOf: Uint32Array,
  component: number,
  queue: Uint32Array,
  end: number,
): number {
  for (let i = offsets[node] as number; i < (offsets[node + 1] as number); i++) {
    const next = targets[i] as number
    if (componentOf[next] !== unseen) continue
    componentOf[next] = component
    queue[end++] = next
  }
  return end
}

/** Strongly connected components (Tarjan 1972, with a stack of its own). Of an undirected host they are the weak ones. */
export function strongComponents(adjacency: Adjacency): Components {
  if (adjacency.out === adjacency.in) return weakComponents(adjacency)
  const { offsets, targets } = adjacency.out
  const nodeCount = offsets.length - 1
  const order = new Uint32Array(nodeCount)
  const lowest = new Uint32Array(nodeCount)
  const next = offsets.slice(0, nodeCount)
  const found = new Uint32Array(nodeCount).fill(unseen)
  const path = new Uint32Array(nodeCount)
  const open = new Uint32Array(nodeCount)
  let [visited, openCount, componentCount] = [0, 0, 0]
  for (let first = 0; first < nodeCount; first++) {
    if (order[first] !== 0) continue
    let depth = 0
    path[depth++] = first
    while (depth > 0) {
      const node = path[depth - 1] as number
      if (order[node] === 0) {
        order[node] = lowest[node] = ++visited
        open[openCount++] = node
      }
      const place = next[node] as number
      if (place < (offsets[node + 1] as number)) {
        next[node] = place + 1
        const target = targets[place] as number
        if (order[target] === 0) path[depth++] = target
        else if (found[target] === unseen)
          lowest[node] = Math.min(lowest[node] as number, order[target] as number)
        continue
      }
      depth--
      if (depth > 0) {
        const parent = path[depth - 1] as number
        lowest[parent] = Math.min(lowest[parent] as number, lowest[node] as number)
      }
      if (lowest[node] !== order[node]) continue
      let member
      do {
        member = open[--openCount] as number
        found[member] = componentCount
      } while (member !== node)
      componentCount++
    }
  }
  return numberedByFirst(found, componentCount)
}

function numberedByFirst(found: Uint32Array, count: number): Components {
  const numbers = new Uint32Array(count).fill(unseen)
  const componentOf = new Uint32Array(found.length)
  let given = 0
  for (let node = 0; node < found.length; node++) {
    const component = found[node] as number
    if (numbers[component] === unseen) numbers[component] = given++
    componentOf[node] = numbers[component] as number
  }
  return { componentOf, sizes: sizesOf(componentOf, count) }
}

function sizesOf(componentOf: Uint32Array, count: number): Uint32Array {
  const sizes = new Uint32Array(count)
  for (const component of componentOf) sizes[component] = (sizes[component] as number) + 1
  return sizes
}

/** The number of the largest component; of equal ones the first. −1 when there are no nodes. */
export function largestComponent({ sizes }: Components): number {
  let largest = -1
  for (let i = 0; i < sizes.length; i++)
    if (largest < 0 || (sizes[i] as number) > (sizes[largest] as number)) largest = i
  return largest
}
