/** `forEachNode`, `mapNodes`, `nodeEntries` and their like, and walks over all nodes with what they point at. */
import type GraphologyGraph from 'graphology'
import type { Attributes } from '../../backend'
import { familyNames } from './method-names'
import type { Family } from './method-names'
import { inMemory, invalidArguments, mapped } from './view-methods'
import type { AnyCallback, ViewedGraph, ViewMethods } from './view-methods'

const names = familyNames('nodes')

const allNodes = (view: ViewedGraph) => Array.from({ length: view[inMemory].nodeCount }, (_, node) => node)

/** Calls back with id and attributes until the answer is what is waited for. @returns that node's id */
function findNode(
  view: ViewedGraph,
  method: string,
  callback: unknown,
  isWanted: (answer: unknown, id: string) => unknown,
): string | undefined {
  if (typeof callback !== 'function') invalidArguments(method, 'expecting a callback.')
  const edges = view[inMemory]
  for (let node = 0; node < edges.nodeCount; node++) {
    const id = edges.graph.idOf(node)
    if (isWanted((callback as AnyCallback)(id, edges.nodeAttributes(node)), id)) return id
  }
  return undefined
}

const nodeFamily: ViewMethods = {
  [names.list]() {
    return allNodes(this).map((node) => this[inMemory].graph.idOf(node))
  },
  [names.forEach](callback) {
    findNode(this, names.forEach, callback, () => false)
  },
  [names.map](callback) {
    const found: unknown[] = []
    findNode(this, names.map, callback, (answer) => void found.push(answer))
    return found
  },
  [names.filter](callback) {
    const found: string[] = []
    findNode(this, names.filter, callback, (answer, id) => void (answer && found.push(id)))
    return found
  },
  [names.reduce](...args) {
    const [callback, initialValue] = args
    if (typeof callback !== 'function') invalidArguments(names.reduce, 'expecting a callback.')
    if (args.length < 2)
      invalidArguments(names.reduce, 'missing initial value: it cannot be guessed from the first node.')
    let accumulator = initialValue
    const take = (...told: unknown[]) => (accumulator = (callback as AnyCallback)(accumulator, ...told))
    findNode(this, names.reduce, take, () => false)
    return accumulator
  },
  [names.find](callback) {
    return findNode(this, names.find, callback, Boolean)
  },
  [names.some](callback) {
    return findNode(this, names.some, callback, Boolean) !== undefined
  },
  [names.every](callback) {
    return findNode(this, names.every, callback, (answer) => !answer) === undefined
  },
  [names.entries]() {
    const edges = this[inMemory]
    return mapped(allNodes(this), (node) => ({
      node: edges.graph.idOf(node),
      attributes: edges.nodeAttributes(node),
    }))
  },
}

const adjacencyNames = [
  'forEachAdjacencyEntry',
  'forEachAdjacencyEntryWithOrphans',
  'forEachAssymetricAdjacencyEntry',
  'forEachAssymetricAdjacencyEntryWithOrphans',
] as const

type Pointing = [node: string, attributes: Attributes]

/** An undirected edge is told from both ends; `asymmetric`, only from that whose id comes first. */
function tellNeighbours(
  view: ViewedGraph,
  node: number,
  [id, attributes]: Pointing,
  asymmetric: boolean,
  callback: AnyCallback,
): boolean {
  const edges = view[inMemory]
  const { directed } = edges.topology
  let isAlone = true
  edges.forEachEdgeAt(node, 'out', (place, source, target) => {
    const other = source === node ? target : source
    const otherId = edges.graph.idOf(other)
    if (asymmetric && !directed && id > otherId) return
    isAlone = false
    const [edge, edgeAttributes] = [edges.keyOf(place), edges.edgeAttributes(place)]
    callback(id, otherId, attributes, edges.nodeAttributes(other), edge, edgeAttributes, !directed)
  })
  return isAlone
}

function adjacency(name: (typeof adjacencyNames)[number]): ViewMethods {
  const withOrphans = name.endsWith('WithOrphans')
  const asymmetric = name.includes('Assymetric')
  return {
    [name](callback) {
      const edges = this[inMemory]
      for (let node = 0; node < edges.nodeCount; node++) {
        const pointing: Pointing = [edges.graph.idOf(node), edges.nodeAttributes(node)]
        const isAlone = tellNeighbours(this, node, pointing, asymmetric, callback as AnyCallback)
        if (withOrphans && isAlone)
          (callback as AnyCallback)(pointing[0], null, pointing[1], null, null, null, null)
      }
    },
  }
}

export type NodeFamily = Family<'nodes'> & Pick<GraphologyGraph, (typeof adjacencyNames)[number]>

export const nodeMethods = Object.assign({}, nodeFamily, ...adjacencyNames.map(adjacency)) as ViewMethods &
  NodeFamily
