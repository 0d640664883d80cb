/** Which nodes and edges of a stored host a derivation keeps. Runs in a worker and in Node; what SQL has to say was
 *  asked before. */
import { symmetricAdjacency } from '../grandiso/csr'
import type { Derivation } from '../model/derivation'
import { MotifscopeError } from '../model/errors'
import type { HostTopology } from '../model/host-graph'
import { unpackTopology } from '../model/topology-blob'
import { largestComponent, strongComponents, weakComponents } from '../statistics/components'
import { coreNumbers } from '../statistics/k-core'
import { withinSteps } from '../statistics/neighbourhood'
import { edgePairsFrom } from '../tables/edge-pairs'
import { cannotBeNumbers } from './aggregate-edges'
import type { Notices } from './notices'
import { batchesOf } from './stored-host'
import type { HostPart, StoredHost } from './stored-host'

/** What the conditions of a filter found: node indexes, and places in the edge table. */
export interface FilterAnswer {
  nodes?: Uint32Array
  edges?: Uint32Array
}

/** The part that stays.
 *  @throws MotifscopeError `unknown-node`, `unknown-attribute`, `not-a-number`, `nothing-left`. */
export async function choosePart(
  host: StoredHost,
  derivation: Derivation,
  answer: FilterAnswer,
  notices: Notices,
): Promise<HostPart> {
  const part = await partOf(host, derivation, answer, notices)
  const isDropping = 'dropIsolated' in derivation && derivation.dropIsolated === true
  if (isDropping) part.nodes = await linkedNodes(host, part)
  if (part.nodes && !part.nodes.includes(1))
    throw new MotifscopeError('nothing-left', 'No node is left.', {
      hint: 'Choose a wider condition; the host itself is as it was.',
    })
  return part
}

async function partOf(
  host: StoredHost,
  derivation: Derivation,
  answer: FilterAnswer,
  notices: Notices,
): Promise<HostPart> {
  const ofNodes = (nodes: Uint8Array): HostPart => ({ nodes, edges: null })
  switch (derivation.by) {
    case 'filter':
      return {
        nodes: answer.nodes ? maskOf(host.nodeCount, answer.nodes) : null,
        edges: answer.edges ? maskOf(host.edgeCount, answer.edges) : null,
      }
    case 'threshold':
      return { nodes: null, edges: await edgesWithin(host, derivation) }
    case 'neighbourhood': {
      const seeds = await nodesOfIds(host, derivation.ids, notices)
      const { adjacency } = await topologyOf(host)
      return ofNodes(withinSteps(adjacency, seeds, derivation.steps, derivation.direction))
    }
    case 'component':
      return ofNodes(await component(host, derivation, notices))
    case 'core': {
      const numbers = coreNumbers(symmetricAdjacency((await topologyOf(host)).adjacency).out)
      return ofNodes(Uint8Array.from(numbers, (number) => (number >= derivation.k ? 1 : 0)))
    }
    case 'selection':
      return ofNodes(maskOf(host.nodeCount, await nodesOfIds(host, derivation.ids, notices)))
    case 'without': {
      const { nodeAttributes: nodes = [], edgeAttributes: edges = [] } = derivation
      return { nodes: null, edges: null, without: { nodes, edges } }
    }
    default:
      return { nodes: null, edges: null }
  }
}

function maskOf(length: number, places: Uint32Array): Uint8Array {
  const mask = new Uint8Array(length)
  for (const place of places) mask[place] = 1
  return mask
}

async function topologyOf({ topology }: StoredHost): Promise<HostTopology> {
  return unpackTopology(new Uint8Array(await topology.arrayBuffer()))
}

async function component(
  host: StoredHost,
  { connected, id }: Derivation & { by: 'component' },
  notices: Notices,
): Promise<Uint8Array> {
  const { adjacency } = await topologyOf(host)
  const found = connected === 'weakly' ? weakComponents(adjacency) : strongComponents(adjacency)
  const [node] = id === undefined ? [] : await nodesOfIds(host, [id], notices)
  const wanted = node === undefined ? largestComponent(found) : found.componentOf[node]
  return Uint8Array.from(found.componentOf, (one) => (one === wanted ? 1 : 0))
}

/** The indexes of these ids; one that is unknown is told of. */
async function nodesOfIds(host: StoredHost, ids: readonly string[], notices: Notices): Promise<Uint32Array> {
  const wanted = new Set(ids)
  const found: number[] = []
  for await (const batch of batchesOf(host.nodes)) {
    const indexes = batch.getChild('index')?.toArray() as Int32Array
    const column = batch.getChild('id')
    for (let i = 0; i < batch.numRows; i++)
      if (wanted.delete(String(column?.get(i)))) found.push(indexes[i] as number)
  }
  const [stranger] = wanted
  if (found.length === 0)
    throw new MotifscopeError('unknown-node', `No node has the id “${stranger ?? ''}”.`, {
      hint: 'Ids are compared character by character. Write one on each line.',
    })
  if (stranger !== undefined)
    notices.add('An id that no node has was left out', { example: stranger }, wanted.size)
  return Uint32Array.from(found)
}

async function edgesWithin(
  host: StoredHost,
  { attribute, min, max }: Derivation & { by: 'threshold' },
): Promise<Uint8Array> {
  const known = host.edgeColumns.find(({ name }) => name === attribute)
  if (!known)
    throw new MotifscopeError('unknown-attribute', `No edge has an attribute “${attribute}”.`, {
      hint: `The attributes of edges are ${host.edgeColumns.map(({ name }) => name).join(', ') || 'none'}.`,
    })
  if (known.storage !== 'int64' && known.storage !== 'double') throw cannotBeNumbers(attribute)
  const mask = new Uint8Array(host.edgeCount)
  let first = 0
  for await (const batch of batchesOf(host.edges)) {
    const column = batch.getChild(known.column)
    for (let i = 0; i < batch.numRows; i++) {
      // A 64-bit integer is compared exactly with a number.
      const value = column?.get(i) as bigint | number | null
      if (value === null || (min !== undefined && value < min) || (max !== undefined && value > max)) continue
      mask[first + i] = 1
    }
    first += batch.numRows
  }
  return mask
}

/** Of the nodes that stay, those at an edge that stays. */
async function linkedNodes(host: StoredHost, { nodes, edges }: HostPart): Promise<Uint8Array> {
  const { sources, targets } = await edgePairsFrom(host.edges, host.edgeCount)
  const isLinked = new Uint8Array(host.nodeCount)
  const isKept = (node: number) => nodes === null || nodes[node] === 1
  for (let edge = 0; edge < sources.length; edge++) {
    const [from, to] = [sources[edge] as number, targets[edge] as number]
    if ((edges && edges[edge] !== 1) || !isKept(from) || !isKept(to)) continue
    isLinked[from] = 1
    isLinked[to] = 1
  }
  return isLinked
}
