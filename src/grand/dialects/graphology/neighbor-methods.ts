/** `neighbors`, `forEachInNeighbor`, `areOutNeighbors`, `inDegree` and their like: what is next to a node, for each kind
 *  of neighbour. */
import type GraphologyGraph from 'graphology'
import type { End } from './csr-edges'
import { familyNames, neighborKinds } from './method-names'
import type { Family, GraphKind, NeighborKind } from './method-names'
import { hasKind, inMemory, invalidArguments, mapped, nodeFor } from './view-methods'
import type { AnyCallback, ViewedGraph, ViewMethods } from './view-methods'

/** @returns the neighbour at which `visit` had enough, or −1 */
function goThrough(
  view: ViewedGraph,
  method: string,
  { type, end }: NeighborKind,
  node: unknown,
  visit: (neighbour: number) => unknown,
): number {
  if (!hasKind(view, type)) return -1
  return view[inMemory].forEachNeighbour(nodeFor(view, method, node), end, visit)
}

/** Tells the callback of a neighbour its id and attributes. */
function telling(view: ViewedGraph, callback: unknown): (neighbour: number) => unknown {
  const edges = view[inMemory]
  return (neighbour) =>
    (callback as AnyCallback)(edges.graph.idOf(neighbour), edges.nodeAttributes(neighbour))
}

/** `neighbors`, `forEachNeighbor`, `mapNeighbors`, `filterNeighbors`, `reduceNeighbors`. */
function collectingOf(kind: NeighborKind): ViewMethods {
  const names = familyNames(kind.name)
  return {
    [names.list](node) {
      const found: string[] = []
      const { graph } = this[inMemory]
      goThrough(this, names.list, kind, node, (neighbour) => void found.push(graph.idOf(neighbour)))
      return found
    },
    [names.forEach](node, callback) {
      const tell = telling(this, callback)
      goThrough(this, names.forEach, kind, node, (neighbour) => void tell(neighbour))
    },
    [names.map](node, callback) {
      const tell = telling(this, callback)
      const found: unknown[] = []
      goThrough(this, names.map, kind, node, (neighbour) => void found.push(tell(neighbour)))
      return found
    },
    [names.filter](node, callback) {
      const tell = telling(this, callback)
      const found: number[] = []
      goThrough(this, names.filter, kind, node, (one) => void (tell(one) && found.push(one)))
      return found.map((neighbour) => this[inMemory].graph.idOf(neighbour))
    },
    [names.reduce](...args) {
      const [node, callback, initialValue] = args
      if (args.length < 3)
        invalidArguments(names.reduce, 'missing initial value: it cannot be guessed from the first neighbor.')
      let accumulator = initialValue
      const take = (...told: unknown[]) => (accumulator = (callback as AnyCallback)(accumulator, ...told))
      const tell = telling(this, take)
      goThrough(this, names.reduce, kind, node, (neighbour) => void tell(neighbour))
      return accumulator
    },
  }
}

/** `findNeighbor`, `someNeighbor`, `everyNeighbor`, `neighborEntries`. */
function findingOf(kind: NeighborKind): ViewMethods {
  const names = familyNames(kind.name)
  return {
    [names.find](node, callback) {
      const found = goThrough(this, names.find, kind, node, telling(this, callback))
      return found < 0 ? undefined : this[inMemory].graph.idOf(found)
    },
    [names.some](node, callback) {
      return goThrough(this, names.some, kind, node, telling(this, callback)) >= 0
    },
    [names.every](node, callback) {
      const tell = telling(this, callback)
      return goThrough(this, names.every, kind, node, (neighbour) => !tell(neighbour)) < 0
    },
    [names.entries](node) {
      const edges = this[inMemory]
      const found: number[] = []
      goThrough(this, names.entries, kind, node, (neighbour) => void found.push(neighbour))
      return mapped(found, (at) => ({
        neighbor: edges.graph.idOf(at),
        attributes: edges.nodeAttributes(at),
      }))
    },
  }
}

/** `areOutNeighbors` of `outNeighbors`. */
function areNeighbors({ name, type, end }: NeighborKind): ViewMethods {
  const method = `are${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
  return {
    [method](node, neighbor) {
      const edges = this[inMemory]
      const from = nodeFor(this, method, node)
      const to = edges.graph.numberOf(String(neighbor))
      if (to === undefined || !hasKind(this, type)) return false
      return (
        (end !== 'in' && edges.placeBetween(from, to) >= 0) ||
        (end !== 'out' && edges.placeBetween(to, from) >= 0)
      )
    },
  }
}

const degreeKinds = [
  { name: 'degree', type: 'mixed', ends: ['in', 'out'] },
  { name: 'inDegree', type: 'directed', ends: ['in'] },
  { name: 'outDegree', type: 'directed', ends: ['out'] },
  { name: 'inboundDegree', type: 'mixed', ends: ['in'] },
  { name: 'outboundDegree', type: 'mixed', ends: ['out'] },
  { name: 'directedDegree', type: 'directed', ends: ['in', 'out'] },
  { name: 'undirectedDegree', type: 'undirected', ends: ['in', 'out'] },
] as const satisfies readonly { name: string; type: GraphKind; ends: readonly End[] }[]

type DegreeName = (typeof degreeKinds)[number]['name']

/** A self-loop counts for each of its ends, in an undirected graph for both. */
function degreesOf({ name, type, ends }: (typeof degreeKinds)[number]): ViewMethods {
  const degreeBy = (method: string, withLoops: boolean): ViewMethods => ({
    [method](given) {
      const edges = this[inMemory]
      const node = nodeFor(this, method, given)
      if (!hasKind(this, type)) return 0
      const counted: readonly End[] = this.type === 'undirected' ? ['out'] : ends
      const plain = counted.reduce((sum, end) => sum + edges.rowLength(node, end), 0)
      const loopEnds = this.type === 'undirected' ? 2 : counted.length
      return withLoops && edges.isLoop(node) ? plain + loopEnds : plain
    },
  })
  return { ...degreeBy(name, true), ...degreeBy(`${name}WithoutSelfLoops`, false) }
}

export type NeighborFamilies = Family<NeighborKind['name']> &
  Pick<
    GraphologyGraph,
    `are${Capitalize<NeighborKind['name']>}` | DegreeName | `${DegreeName}WithoutSelfLoops`
  >

export const neighborMethods = Object.assign(
  {},
  ...neighborKinds.map(collectingOf),
  ...neighborKinds.map(findingOf),
  ...neighborKinds.map(areNeighbors),
  ...degreeKinds.map(degreesOf),
) as ViewMethods & NeighborFamilies
