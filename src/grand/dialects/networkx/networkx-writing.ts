/** What changes a graph in NetworkX's words. See networkx.ts. */
import type { Attributes, AttributeValue, NodePair } from '../../backend'
import { defaultBatchSize } from '../../backend'
import type { Bunch } from '../bunches'
import { gathered, isBunch, partsOf } from '../bunches'
import { NetworkXError, tupleOf } from './networkx-error'
import { NetworkXFunctions } from './networkx-functions'
import type { EdgeValues } from './networkx-functions'
import { NetworkXReading } from './networkx-reading'

export type NodeGiven = string | readonly [string, Attributes]
export type EdgeGiven = readonly [string, string] | readonly [string, string, Attributes]

/** One value for all, or values by node. */
export type NodeValuesGiven<V> = ReadonlyMap<string, V> | Readonly<Record<string, V>>

export class NetworkXWriting extends NetworkXFunctions {
  async add_node(n: string, attributes: Attributes = {}): Promise<void> {
    await this.backend.addNodes([{ id: n, attributes }])
  }

  async add_nodes_from(nodes: Bunch<NodeGiven>, common: Attributes = {}): Promise<void> {
    for await (const part of partsOf(nodes, defaultBatchSize))
      await this.backend.addNodes(
        part.map((node) => {
          const [id, attributes] = typeof node === 'string' ? [node, {}] : node
          return { id, attributes: { ...common, ...attributes } }
        }),
      )
  }

  async add_edge(u: string, v: string, attributes: Attributes = {}): Promise<void> {
    await this.backend.addEdges([{ source: u, target: v, attributes }])
  }

  /** @throws NetworkXError for what has not two ends */
  async add_edges_from(edges: Bunch<EdgeGiven>, common: Attributes = {}): Promise<void> {
    for await (const part of partsOf(edges, defaultBatchSize)) {
      const records = part.map((edge) => {
        const [source, target, attributes] = edge
        if (edge.length < 2 || edge.length > 3)
          throw new NetworkXError(`Edge tuple ${tupleOf(edge.map(String))} must be a 2-tuple or 3-tuple.`)
        return { source, target, attributes: { ...common, ...attributes } }
      })
      await this.backend.addEdges(records)
    }
  }

  async add_weighted_edges_from(
    edges: Bunch<readonly [string, string, AttributeValue]>,
    weight = 'weight',
    common: Attributes = {},
  ): Promise<void> {
    for await (const part of partsOf(edges, defaultBatchSize))
      await this.add_edges_from(
        part.map(([u, v, value]): EdgeGiven => [u, v, { [weight]: value }]),
        common,
      )
  }

  /** Edges along a list of nodes. */
  async add_path(nodes: Bunch<string>, attributes: Attributes = {}): Promise<void> {
    await this.addAlong(await gathered(nodes), attributes)
  }

  /** Edges along a list of nodes, and back to the first. */
  async add_cycle(nodes: Bunch<string>, attributes: Attributes = {}): Promise<void> {
    const list = await gathered(nodes)
    await this.addAlong([...list, ...list.slice(0, 1)], attributes)
  }

  /** Edges from the first to each of the others. */
  async add_star(nodes: Bunch<string>, attributes: Attributes = {}): Promise<void> {
    const [centre, ...others] = await gathered(nodes)
    if (centre === undefined) return
    await this.add_node(centre)
    await this.add_edges_from(
      others.map((n): EdgeGiven => [centre, n]),
      attributes,
    )
  }

  private async addAlong(nodes: readonly string[], attributes: Attributes): Promise<void> {
    const [first] = nodes
    if (first === undefined) return
    await this.add_node(first)
    const edges = nodes.slice(1).map((n, i): EdgeGiven => [nodes[i] ?? first, n])
    await this.add_edges_from(edges, attributes)
  }

  /** @throws NetworkXError */
  async remove_node(n: string): Promise<void> {
    if (!(await this.has_node(n))) throw this.missing(n)
    await this.backend.removeNodes([n])
  }

  /** Those that are not there are passed over. */
  async remove_nodes_from(nodes: Bunch<string>): Promise<void> {
    await this.backend.removeNodes(await gathered(nodes))
  }

  /** @throws NetworkXError */
  async remove_edge(u: string, v: string): Promise<void> {
    if (!(await this.has_edge(u, v)))
      throw new NetworkXError(
        this.backend.directed ? `The edge ${u}-${v} not in graph.` : `The edge ${u}-${v} is not in the graph`,
      )
    await this.backend.removeEdges([[u, v]])
  }

  /** Those that are not there are passed over; what follows the two ends is not looked at. */
  async remove_edges_from(edges: Bunch<readonly [string, string, ...unknown[]]>): Promise<void> {
    const pairs = (await gathered(edges)).map(([u, v]): NodePair => [u, v])
    await this.backend.removeEdges(pairs)
  }

  async clear(): Promise<void> {
    await this.remove_nodes_from(this.nodes())
  }

  async clear_edges(): Promise<void> {
    await this.remove_edges_from(this.edges())
  }

  /** Adds edges, nodes, or both; or all of another graph. @throws NetworkXError when nothing is given */
  async update(
    edges?: NetworkXReading | Bunch<EdgeGiven> | null,
    nodes?: Bunch<NodeGiven> | null,
  ): Promise<void> {
    const isNothing = (edges ?? null) === null && (nodes ?? null) === null
    if (isNothing) throw new NetworkXError('update needs nodes or edges input')
    if (nodes) await this.add_nodes_from(nodes)
    if (edges instanceof NetworkXReading) {
      if (!nodes) await this.add_nodes_from(edges.nodes({ data: true }))
      await this.add_edges_from(edges.edges({ data: true }))
    } else if (edges) await this.add_edges_from(edges)
  }

  /** One value for all nodes, or values by node; without a name, attributes by node. Nodes that are not there are passed
   *  over. */
  set_node_attributes(values: NodeValuesGiven<AttributeValue> | AttributeValue, name: string): Promise<void>
  set_node_attributes(values: NodeValuesGiven<Attributes>): Promise<void>
  async set_node_attributes(
    values: NodeValuesGiven<AttributeValue | Attributes> | AttributeValue,
    name?: string,
  ): Promise<void> {
    const named = (value: AttributeValue | Attributes): Attributes =>
      name === undefined ? (value as Attributes) : { [name]: value }
    const isByNode = values instanceof Map || (isPlain(values) && !Array.isArray(values))
    const given = isByNode
      ? values instanceof Map
        ? [...(values as ReadonlyMap<string, AttributeValue>)]
        : Object.entries(values as Record<string, AttributeValue>)
      : (await gathered(this.nodes())).map((n): [string, AttributeValue] => [n, values as AttributeValue])
    const isThere = await this.backend.hasNodes(given.map(([n]) => n))
    await this.add_nodes_from(
      given.filter((_, i) => isThere[i]).map(([n, value]): NodeGiven => [n, named(value)]),
    )
  }

  /** As for nodes; values by edge are a list of [[u, v], value]. Edges that are not there are passed over. */
  set_edge_attributes(values: EdgeValues<AttributeValue> | AttributeValue, name: string): Promise<void>
  set_edge_attributes(values: EdgeValues<Attributes>): Promise<void>
  async set_edge_attributes(
    values: EdgeValues<AttributeValue | Attributes> | AttributeValue,
    name?: string,
  ): Promise<void> {
    const given: EdgeValues<AttributeValue | Attributes> = isBunch(values)
      ? (values as EdgeValues<AttributeValue>)
      : (await gathered(this.edges())).map((pair): [NodePair, AttributeValue] => [pair, values])
    const isThere = await this.backend.hasEdges(given.map(([pair]) => pair))
    await this.add_edges_from(
      given
        .filter((_, i) => isThere[i])
        .map(([[u, v], value]): EdgeGiven => [
          u,
          v,
          name === undefined ? (value as Attributes) : { [name]: value },
        ]),
    )
  }
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
