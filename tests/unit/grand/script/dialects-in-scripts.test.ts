/** What the dialects answer in a script's sandbox: streams and sets as arguments, and graphs made of the graph. */
import { expect, test } from 'vitest'
import { IGraphDialect } from '../../../../src/grand/dialects/igraph/igraph'
import { NetworKitDialect } from '../../../../src/grand/dialects/networkit/networkit'
import { NetworkXDialect } from '../../../../src/grand/dialects/networkx/networkx'
import { operationsByObject } from '../../../../src/grand/script/operations'
import { runInNode, smallGraph } from './node-script'

/** What a script is told: nothing but a value crosses from one side to the other. */
async function told(code: string, directed = true): Promise<unknown> {
  const { value, error } = await runInNode(code, { graph: await smallGraph(directed) })
  expect(error).toBeNull()
  return value
}

const list = `const list = async (items) => { const all = []; for await (const one of items) all.push(one); return all }\n`

test('NetworkX takes one node, a list, a set or a stream, and Python’s keywords as an object', async () => {
  const value = await told(`${list}
    return [
      await nx.degree('c'), await nx.degree('c', { weight: 'weight' }),
      await list(nx.degree(['a', 'zz', 'b'])), await list(nx.degree(new Set(['a']), { weight: 'weight' })),
      await list(nx.out_degree(nx.successors('a'))), (await list(nx.in_edges('c', { data: 'weight' }))).sort(),
      await list(nx.edges({ data: 'none', default: 7 })), await list(nx), await nx.is_path(nx.nodes()),
    ]`)
  expect(value).toEqual([
    5,
    12,
    [
      ['a', 3],
      ['b', 2],
    ],
    [['a', 5]],
    [
      ['b', 1],
      ['c', 2],
    ],
    [
      ['a', 'c', 1],
      ['b', 'c', 2],
      ['c', 'c', 3],
    ],
    [
      ['a', 'b', 7],
      ['a', 'c', 7],
      ['b', 'c', 7],
      ['c', 'a', 7],
      ['c', 'c', 7],
    ],
    ['a', 'b', 'c'],
    true,
  ])
})

test('a graph made of the graph has the same functions, and is its own', async () => {
  const value = await told(`${list}
    const part = await nx.subgraph(['a', 'b'])
    const copy = await part.copy()
    await copy.add_edge('b', 'new', { weight: 9 })
    const round = await (await copy.reverse()).to_undirected()
    let refused
    try { await part.add_node('x') } catch (e) { refused = e.name + ': ' + e.message }
    return [await list(part.edges()), await copy.number_of_nodes(), await nx.number_of_nodes(), round.is_directed(),
      await list(round.neighbors('b')), refused, part.is_directed()]`)
  expect(value).toEqual([
    [['a', 'b']],
    3,
    3,
    false,
    ['a', 'new'],
    "NetworkXError: Frozen graph can't be modified",
    true,
  ])
})

test('igraph and NetworKit make graphs too, and call back', async () => {
  const value = await told(`
    const part = await ig.induced_subgraph(['c', 'a'])
    const half = await nk.subgraphFromNodes([1, 2])
    const seen = []
    await nk.forEdgesOf(2, (u, v, w) => seen.push([u, v, w]))
    await half.forEdges((u, v) => seen.push([u, v]))
    return [await part.get_edgelist(), await part.vertex_attribute('name'), await ig.incident('c', 'in'),
      await half.totalEdgeWeight(), half.isDirected(), seen]`)
  expect(value).toEqual([
    [
      [0, 1],
      [1, 0],
      [1, 1],
    ],
    ['a', 'c'],
    [1, 2, 4],
    5,
    true,
    [
      [2, 0, 3],
      [2, 2, 3],
      [1, 2],
      [2, 2],
    ],
  ])
})

test('what a script makes of the graph counts as its memory', async () => {
  const { error } = await runInNode('while (true) await nx.copy()', { memoryBytes: 2 ** 22 })
  expect(error).toMatchObject({ line: 1, message: 'The script wrote more into the graph than it may.' })
  const many = await runInNode('await nk.addNodes(1e9)')
  expect(many.error?.message).toBe(error?.message)
})

/** Of the dialects' classes, what a script finds otherwise: known beforehand, or by another name. */
const otherwise = new Set(['is_directed', 'is_multigraph', 'isDirected'])

function publicMethods(of: { prototype: object }): string[] {
  const names: string[] = []
  for (let proto = of.prototype; proto !== Object.prototype; proto = Object.getPrototypeOf(proto) as object)
    names.push(...Object.getOwnPropertyNames(proto))
  return names
}

test.each([
  ['nx', NetworkXDialect],
  ['ig', IGraphDialect],
  ['nk', NetworKitDialect],
] as const)('%s has no function that its dialect has not', (object, dialect) => {
  const methods = publicMethods(dialect)
  const offered = Object.keys(operationsByObject[object]).map((name) => name.replace('()', ''))
  expect(offered.filter((name) => !methods.includes(name))).toEqual([])
  // Whatever has a name of Python's is public.
  const named = object === 'nk' ? [] : methods.filter((name) => /^[a-z]+(_[a-z]+)+$/.test(name))
  expect(named.filter((name) => !offered.includes(name) && !otherwise.has(name))).toEqual([])
})
