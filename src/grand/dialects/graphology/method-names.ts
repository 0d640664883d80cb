/** The words from which graphology makes the names of its methods: kinds of edges and neighbours, and what is done with
 *  them. The types of the families follow from these lists, so that a name that graphology does not have is an error. */
import type GraphologyGraph from 'graphology'
import type { End } from './csr-edges'

export type GraphKind = 'mixed' | 'directed' | 'undirected'

/** `type`: the graphs in which there are any. `end`: which end of a directed edge is at the node; null: either. */
interface Kind {
  name: string
  type: GraphKind
  end: End | null
}

export const edgeKinds = [
  { name: 'edges', type: 'mixed', end: null },
  { name: 'inEdges', type: 'directed', end: 'in' },
  { name: 'outEdges', type: 'directed', end: 'out' },
  { name: 'inboundEdges', type: 'mixed', end: 'in' },
  { name: 'outboundEdges', type: 'mixed', end: 'out' },
  { name: 'directedEdges', type: 'directed', end: null },
  { name: 'undirectedEdges', type: 'undirected', end: null },
] as const satisfies readonly Kind[]

export const neighborKinds = [
  { name: 'neighbors', type: 'mixed', end: null },
  { name: 'inNeighbors', type: 'directed', end: 'in' },
  { name: 'outNeighbors', type: 'directed', end: 'out' },
  { name: 'inboundNeighbors', type: 'mixed', end: 'in' },
  { name: 'outboundNeighbors', type: 'mixed', end: 'out' },
  { name: 'directedNeighbors', type: 'directed', end: null },
  { name: 'undirectedNeighbors', type: 'undirected', end: null },
] as const satisfies readonly Kind[]

export type EdgeKind = (typeof edgeKinds)[number]
export type NeighborKind = (typeof neighborKinds)[number]

type Singular<Name extends string> = Name extends `${infer One}s` ? One : never
type FamilyNames<Name extends string> =
  | Name
  | `${'forEach' | 'find' | 'some' | 'every'}${Capitalize<Singular<Name>>}`
  | `${'map' | 'filter' | 'reduce'}${Capitalize<Name>}`
  | `${Singular<Name>}Entries`

/** All that is done with the edges, neighbours or nodes of this name. */
export type Family<Name extends string> = Pick<GraphologyGraph, FamilyNames<Name> & keyof GraphologyGraph>

const capitalized = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1)

/** The names of a family: `forEachInEdge`, `mapInEdges`, … of `inEdges`. */
export function familyNames(list: string) {
  const one = list.slice(0, -1)
  const [One, List] = [capitalized(one), capitalized(list)]
  return {
    list,
    forEach: `forEach${One}`,
    find: `find${One}`,
    some: `some${One}`,
    every: `every${One}`,
    map: `map${List}`,
    filter: `filter${List}`,
    reduce: `reduce${List}`,
    entries: `${one}Entries`,
  }
}
