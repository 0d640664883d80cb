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
  const walk = new StrongWalk(adjacency.out)
  for (let first = 0; first < walk.found.length; first++) walk.from(first)
  return numberedByFirst(walk.found, walk.componentCount)
}

/** A walk in depth that takes components off a stack of open nodes as they are complete. */
class StrongWalk {
  /** The component of every node, in the order in which they are complete. */
  readonly found: Uint32Array
  componentCount = 0
  private readonly rows: Csr
  /** When each node was first met, from 1; 0: not yet. */
  private readonly order: Uint32Array
  /** The earliest open node that each is known to reach. */
  private readonly lowest: Uint32Array
  private readonly next: Uint32Array
  private readonly path: Uint32Array
  private readonly open: Uint32Array
  private visited = 0
  private openCount = 0

  constructor(rows: Csr) {
    const nodeCount = rows.offsets.length - 1
    const zeros = () => new Uint32Array(nodeCount)
    this.rows = rows
    this.next = rows.offsets.slice(0, nodeCount)
    this.found = zeros().fill(unseen)
    this.order = zeros()
    this.lowest = zeros()
    this.path = zeros()
    this.open = zeros()
  }

  from(first: number): void {
    const { order, next, path, lowest } = this
    const { offsets, targets } = this.rows
    if (order[first] !== 0) return
    let depth = 0
    path[depth++] = first
    while (depth > 0) {
      const node = path[depth - 1] as number
      if (order[node] === 0) this.meet(node)
      const place = next[node] as number
      if (place < (offsets[node + 1] as number)) {
        next[node] = place + 1
        const target = targets[place] as number
        if (order[target] === 0) path[depth++] = target
        else if (this.found[target] === unseen) this.lower(node, order[target] as number)
        continue
      }
      if (--depth > 0) this.lower(path[depth - 1] as number, lowest[node] as number)
      if (lowest[node] === order[node]) this.complete(node)
    }
  }

  private meet(node: number): void {
    this.order[node] = this.lowest[node] = ++this.visited
    this.open[this.openCount++] = node
  }

  private lower(node: number, reached: number): void {
    if (reached < (this.lowest[node] as number)) this.lowest[node] = reached
  }

  /** Takes a component off the stack, down to the node that was met first of it. */
  private complete(first: number): void {
    let member
    do {
      member = this.open[--this.openCount] as number
      this.found[member] = this.componentCount
    } while (member !== first)
    this.componentCount++
  }
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
