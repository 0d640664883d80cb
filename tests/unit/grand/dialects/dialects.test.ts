/** The dialects against what their originals answer for the same graph: networkx 3.6.1, python-igraph 1.0.0 and
 *  networkit 11.3, whose answers were written down here by running them. */
import { beforeEach, describe, expect, test } from 'vitest'
import { MemoryBackend } from '../../../../src/grand/backends/memory/memory-backend'
import { IGraphDialect } from '../../../../src/grand/dialects/igraph/igraph'
import { NetworKitDialect } from '../../../../src/grand/dialects/networkit/networkit'
import { NetworkXDialect } from '../../../../src/grand/dialects/networkx/networkx'
import { Graph } from '../../../../src/grand/graph'

let graph: Graph

const list = async <T>(values: AsyncIterable<T>) => {
  const found: T[] = []
  for await (const value of values) found.push(value)
  return found
}

async function made(directed: boolean) {
  const built = new Graph(new MemoryBackend(directed))
  await built.addNode('a', { size: 2 })
  for (const [source, target] of [
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'a'],
    ['c', 'd'],
    ['d', 'd'],
  ] as const)
    // prettier-ignore
    await built.addEdge(source, target, { weight: source.charCodeAt(0) - 96 })
  return built
}

beforeEach(async () => {
  graph = await made(true)
})

describe('NetworkX', () => {
  test('asks', async () => {
    const G = new NetworkXDialect(graph)
    expect([G.is_directed(), G.is_multigraph()]).toEqual([true, false])
    expect([await G.number_of_nodes(), await G.order(), await G.number_of_edges()]).toEqual([4, 4, 5])
    expect([await G.number_of_edges('a', 'b'), await G.number_of_edges('b', 'a')]).toEqual([1, 0])
    expect(await list(G.nodes())).toEqual(['a', 'b', 'c', 'd'])
    expect((await list(G.nodes({ data: true })))[0]).toEqual(['a', { size: 2 }])
    expect((await list(G.edges({ data: true })))[0]).toEqual(['a', 'b', { weight: 1 }])
    expect(await list(G.successors('c'))).toEqual(['a', 'd'])
    expect(await list(G.predecessors('d'))).toEqual(['c', 'd'])
    expect([await G.degree('d'), await G.in_degree('d'), await G.out_degree('d')]).toEqual([3, 2, 1])
    expect(Object.fromEntries(await list(G.degree()))).toEqual({ a: 2, b: 2, c: 3, d: 3 })
    expect(await G.adj('c')).toEqual(new Map([['a', { weight: 3 }], ['d', { weight: 3 }]])) // prettier-ignore
    expect([await G.get_edge_data('a', 'b'), await G.get_edge_data('b', 'a')]).toEqual([{ weight: 1 }, null])
    expect([await G.size(), await G.size('weight')]).toEqual([5, 13])
    expect(await G.density()).toBeCloseTo(5 / 12, 12)
    expect(await new NetworkXDialect(await made(false)).density()).toBeCloseTo(10 / 12, 12)
  })

  test('changes', async () => {
    const G = new NetworkXDialect(graph)
    await G.add_nodes_from(['x', ['y', { size: 1 }]], { fresh: true })
    await G.add_edges_from([['x', 'y'], ['y', 'z', { weight: 9 }]], { kind: 'k' }) // prettier-ignore
    expect(await G.node('y')).toEqual({ fresh: true, size: 1 })
    expect(await G.get_edge_data('y', 'z')).toEqual({ kind: 'k', weight: 9 })
    await G.remove_edge('x', 'y')
    await G.remove_node('z')
    expect([await G.number_of_nodes(), await G.number_of_edges()]).toEqual([6, 5])
  })

  test('fails as Python does', async () => {
    const G = new NetworkXDialect(graph)
    await expect(list(G.successors('q'))).rejects.toMatchObject({
      name: 'NetworkXError',
      message: 'The node q is not in the digraph.',
    })
    await expect(G.node('q')).rejects.toMatchObject({ name: 'KeyError', message: "'q'" })
    await expect(G.remove_node('q')).rejects.toMatchObject({ message: 'The node q is not in the digraph.' })
    await expect(G.remove_edge('a', 'q')).rejects.toMatchObject({
      name: 'NetworkXError',
      message: 'The edge a-q not in graph.',
    })
    const U = new NetworkXDialect(await made(false))
    expect(() => U.successors('a')).toThrow("'Graph' object has no attribute 'successors'")
  })
})

describe('igraph', () => {
  test('asks by number and by name', async () => {
    const g = new IGraphDialect(graph)
    expect([await g.vcount(), await g.ecount(), g.is_directed()]).toEqual([4, 5, true])
    expect([await g.neighbors(2), await g.neighbors(3)]).toEqual([[0, 1, 3], [2, 3, 3]]) // prettier-ignore
    await g.add_edge(1, 0)
    expect(await g.neighbors(0)).toEqual([1, 1, 2])
    await g.delete_edges([[1, 0]])
    expect(await new IGraphDialect(await made(false)).neighbors(3)).toEqual([2, 3, 3])
    expect([await g.successors('c'), await g.predecessors(3)]).toEqual([[0, 3], [2, 3]]) // prettier-ignore
    expect([await g.degree(), await g.degree(3), await g.degree([3, 0], 'in')]).toEqual([
      [2, 2, 3, 3],
      3,
      [2, 1],
    ])
    expect([await g.indegree(3), await g.outdegree(3)]).toEqual([2, 1])
    expect(await g.get_edgelist()).toEqual([[0, 1], [1, 2], [2, 0], [2, 3], [3, 3]]) // prettier-ignore
    expect([await g.are_adjacent(0, 1), await g.are_adjacent(1, 0)]).toEqual([true, false])
    expect([await g.get_eid(2, 3), await g.get_eid(0, 3, { error: false })]).toEqual([3, -1])
    expect((await list(g.vs()))[0]).toEqual({ index: 0, attributes: { size: 2, name: 'a' } })
    expect([await g.density(), await g.density(true)]).toEqual([5 / 12, 5 / 16])
  })

  test('changes; what is removed closes up', async () => {
    const g = new IGraphDialect(graph)
    expect(await g.add_vertex('e', { size: 4 })).toBe(4)
    await g.add_edges([[4, 0], ['a', 'e']]) // prettier-ignore
    expect(await g.successors(4)).toEqual([0])
    await g.delete_vertices(['b'])
    expect([await g.vcount(), await g.successors(1)]).toEqual([4, [0, 2]])
    await g.delete_edges([[1, 0]])
    expect(await g.are_adjacent('c', 'a')).toBe(false)
  })

  test('fails as igraph does', async () => {
    const g = new IGraphDialect(graph)
    await expect(g.neighbors(9)).rejects.toMatchObject({ name: 'InternalError' })
    await expect(g.neighbors('q')).rejects.toMatchObject({
      name: 'ValueError',
      message: "no such vertex: 'q'",
    })
    await expect(g.get_eid(0, 3)).rejects.toMatchObject({ name: 'InternalError' })
    await expect(g.delete_edges([[0, 3]])).rejects.toMatchObject({
      name: 'ValueError',
      message: 'no edge from vertex #0 to #3',
    })
  })
})

describe('NetworKit', () => {
  test('asks', async () => {
    const g = new NetworKitDialect(graph)
    expect([await g.numberOfNodes(), await g.numberOfEdges(), await g.upperNodeIdBound()]).toEqual([4, 5, 4])
    expect([
      await list(g.iterNodes()),
      await list(g.iterNeighbors(2)),
      await list(g.iterInNeighbors(3)),
    ]).toEqual([
      [0, 1, 2, 3],
      [0, 3],
      [2, 3],
    ])
    expect([await g.degree(3), await g.degreeIn(3), await g.degreeOut(3)]).toEqual([1, 2, 1])
    expect([await g.weight(2, 0), await g.weight(0, 2)]).toEqual([3, 0])
    expect([await g.hasEdge(0, 1), await g.hasEdge(0, 9), await g.hasNode(9)]).toEqual([true, false, false])
    const seen: number[][] = []
    await g.forEdges((...edge) => void seen.push(edge))
    expect(seen[2]).toEqual([2, 0, 3, 2])
    expect([await g.nodeId(3), await g.nodeOf('d'), await g.nodeOf('q')]).toEqual(['d', 3, -1])
    expect(await g.density()).toBeCloseTo(1 / 3, 12)
  })

  test('numbers stay when nodes go', async () => {
    const g = new NetworKitDialect(graph)
    await g.removeNode(1)
    expect([await list(g.iterNodes()), await g.upperNodeIdBound(), await g.hasNode(1)]).toEqual([
      [0, 2, 3],
      4,
      false,
    ])
    const fresh = await g.addNode()
    await g.addEdge(fresh, 0, 2.5)
    expect([fresh, await g.weight(fresh, 0), await g.nodeId(fresh)]).toEqual([4, 2.5, 'n4'])
    await expect(g.degree(1)).rejects.toMatchObject({ name: 'RuntimeError' })
  })
})
