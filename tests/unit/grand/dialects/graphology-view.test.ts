/** Graphology's view of a graph in memory against graphology itself: whatever its class lets one read, asked of the view
 *  and of a real copy, with every kind of argument; and nothing can be changed. */
import fc from 'fast-check'
import Graphology, { UsageGraphError } from 'graphology'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { graphologyOf } from '../../../../src/grand/backends/graphology-backend'
import { MemoryBackend } from '../../../../src/grand/backends/memory/memory-backend'
import { DialectGraph } from '../../../../src/grand/dialect-graph'
import { GraphologyView } from '../../../../src/grand/dialects/graphology/graphology-view'
import { graphContents, graphOf } from './random-graphs'

const methodNames = Object.getOwnPropertyNames(Graphology.prototype).filter(
  (name) => name !== 'constructor' && !name.startsWith('_'),
)
const changes = /^(add|clear|drop|import|merge|remove|replace|set|update)/
const readMethods = methodNames.filter((name) => !changes.test(name))

type Arguments = unknown[]
interface Known {
  nodes: string[]
  edges: string[]
}

const each = (...lists: unknown[][]): Arguments[] =>
  lists.reduce<Arguments[]>(
    (made, list) => made.flatMap((before) => list.map((item) => [...before, item])),
    [[]],
  )

/** What a method is given besides a callback. Null: a method that this test does not know. */
function argumentsOf(name: string, { nodes, edges }: Known): Arguments[] | null {
  const edgesOrEnds = [...each(edges), ...each(nodes, nodes)]
  if (/^(forEach.*AdjacencyEntry|(export|toJSON|inspect|toString|getAttributes))/.test(name)) return [[]]
  if (/^(get|has)Attribute$/.test(name)) return [['weight']]
  if (/Degree|^degree/.test(name)) return each(nodes)
  if (/^are.*Neighbors$/.test(name)) return each(nodes, nodes)
  if (/[nN]eighbor/.test(name)) return each(nodes)
  if (name === 'hasNode') return each(nodes)
  if (/^(get|has)NodeAttributes?$/.test(name)) return each(nodes, ['weight', 'type', 'other'])
  if (/^(get|has)(Source|Target)Attributes?$/.test(name)) return each(edges, ['weight', 'type'])
  if (/^(get|has)OppositeAttributes?$/.test(name)) return each(nodes, edges, ['weight', 'type'])
  if (/^get(Directed|Undirected)?EdgeAttributes$/.test(name)) return edgesOrEnds
  if (/^(get|has)(Directed|Undirected)?EdgeAttribute$/.test(name))
    return edgesOrEnds.flatMap((one) => [...each(['weight'], [])].concat([[...one, 'weight']]))
  if (/^has(Directed|Undirected)?Edge$/.test(name)) return [...edgesOrEnds, ['a', 'b', 'c']]
  if (/^(edge|directedEdge|undirectedEdge)$/.test(name)) return each(nodes, nodes)
  if (name === 'opposite') return each(nodes, edges)
  if (name === 'hasExtremity') return each(edges, nodes)
  if (/^(source|target|extremities|is[A-Z]\w+)$/.test(name)) return each(edges)
  if (/nodes?$|^node|Nodes?$/.test(name)) return [[]]
  if (/edges?|Edges?/.test(name)) return [[], ...each(nodes), ...each(nodes, nodes)]
  if (/[cC]opy$/.test(name)) return [[], [{ type: 'mixed' }], [{ multi: true }], [{ allowSelfLoops: false }]]
  return null
}

const textOf = (value: unknown) =>
  JSON.stringify(value, (_, item: unknown) => (item === undefined ? 'undefined' : item)) ?? 'undefined'

/** Callbacks that depend on all that they are told, and tell it. */
function callbacksOf(name: string, calls: string[]): Arguments[] {
  const heard = (...told: unknown[]) => calls.push(textOf(told))
  const lengthOf = (told: unknown[]) => textOf(told).length
  if (name.startsWith('forEach')) return [[heard]]
  if (name.startsWith('map')) return [[(...told: unknown[]) => told]]
  if (name.startsWith('reduce')) return [[(sum: string, ...told: unknown[]) => sum + textOf(told), 'from ']]
  if (!/^(filter|find|some|every)/.test(name)) return [[]]
  const predicates = [2, 3].map(
    (divisor) =>
      (...told: unknown[]) =>
        lengthOf(told) % divisor === 0,
  )
  return [...predicates, () => false, () => true].map((predicate) => [predicate])
}

function plain(value: unknown): unknown {
  if (value instanceof Graphology) return value.export()
  const isIterator = typeof value === 'object' && value !== null && 'next' in value
  return isIterator ? Array.from(value as unknown as Iterable<unknown>) : value
}

/** What a call answers, calls back, or throws. */
function outcomeOf(graph: Graphology, name: string, given: Arguments, at: number): unknown {
  const calls: string[] = []
  try {
    const method = (graph as unknown as Record<string, (...args: unknown[]) => unknown>)[name]
    const answer = method?.apply(graph, [...given, ...(callbacksOf(name, calls)[at] ?? [])])
    return { answer: plain(answer), calls }
  } catch (error) {
    return { error: (error as Error).name, calls }
  }
}

const figures = ['order', 'size', 'directedSize', 'undirectedSize', 'type', 'multi', 'allowSelfLoops', 'selfLoopCount', 'directedSelfLoopCount', 'undirectedSelfLoopCount', 'implementation'] as const // prettier-ignore

describe('the view reads as graphology does', () => {
  test('with all its methods', () => {
    expect(readMethods.length).toBeGreaterThan(170)
    const missing = readMethods.filter((name) => !Object.hasOwn(GraphologyView.prototype, name))
    expect(missing).toEqual([])
    expect(readMethods.filter((name) => argumentsOf(name, { nodes: ['a'], edges: ['e'] }) === null)).toEqual([]) // prettier-ignore
  })

  for (const directed of [true, false])
    test(`in a ${directed ? 'directed' : 'undirected'} graph, whatever it is asked`, async () => {
      await fc.assert(
        fc.asyncProperty(graphContents(directed), async (content) => {
          const view = await graphologyOf(await graphOf(content))
          const copy = view.copy()
          expect(copy).not.toBeInstanceOf(GraphologyView)
          for (const figure of figures) expect(view[figure], figure).toBe(copy[figure])
          const nodes = ['nobody', ...copy.nodes().slice(0, 4)]
          const edges = ['nothing', 'geid_99', 'geid_01', ...copy.edges().slice(-4)]
          for (const name of readMethods)
            for (const given of argumentsOf(name, { nodes, edges }) ?? [])
              for (const at of callbacksOf(name, []).keys())
                expect(outcomeOf(view, name, given, at), `${name}(${given.join()})`).toEqual(
                  outcomeOf(copy, name, given, at),
                )
        }),
        { seed: 11, numRuns: 15 },
      )
    })

  test('a copy of it is the graph, edge by edge and attribute by attribute', async () => {
    for (const directed of [true, false])
      await fc.assert(
        fc.asyncProperty(graphContents(directed), async (content) => {
          const backend = await graphOf(content)
          const view = await graphologyOf(backend)
          const copied = (await new DialectGraph(backend).copy('graphology')).backend
          const real = await graphologyOf(copied)
          expect(view.nodes()).toEqual(real.nodes())
          const shown = (graph: Graphology) => graph.mapEdges((_, ...told) => textOf(told)).toSorted()
          expect(shown(view)).toEqual(shown(real))
          const ends = (graph: Graphology) =>
            graph.mapNodes((node) => [graph.neighbors(node).toSorted(), graph.degree(node)])
          expect(ends(view)).toEqual(ends(real))
        }),
        { seed: 12, numRuns: 60 },
      )
  })
})

describe('the view is for reading', () => {
  test('all that would change it says that a copy can be changed', async () => {
    const view = await graphologyOf(await graphOf({ directed: true, nodes: [], edges: [[0, 1, {}]] }))
    const changing = methodNames.filter((name) => changes.test(name))
    expect(changing.length).toBeGreaterThan(60)
    for (const name of changing) {
      const method = (view as unknown as Record<string, (...args: unknown[]) => unknown>)[name]
      expect(() => method?.call(view, 'q0', 'w1'), name).toThrow(UsageGraphError)
      expect(() => method?.call(view, 'q0', 'w1'), name).toThrow(/\.copy\(\)/)
    }
    const copy = view.copy()
    copy.addEdge('w1', 'q0')
    expect([copy.size, view.size]).toEqual([2, 1])
  })

  test('it is what graphology imports, shows itself, and never says that it changed', async () => {
    const view = await graphologyOf(await graphOf({ directed: true, nodes: [], edges: [[0, 1, { weight: 2 }]] })) // prettier-ignore
    expect(view).toBeInstanceOf(Graphology)
    expect(Graphology.from(view).getEdgeAttributes('q0', 'w1')).toEqual({ weight: 2 })
    expect(inspect(view)).toContain("'(q0)->(w1)': { weight: 2 }")
    const heard: string[] = []
    view.on('nodeAdded', () => heard.push('added'))
    expect([view.listenerCount('nodeAdded'), heard]).toEqual([1, []])
  })

  test('it stays as it is while the graph goes on changing', async () => {
    const backend = new MemoryBackend(true, { least: 0, share: 0 })
    await backend.addEdges([{ source: 'a', target: 'b', attributes: { weight: 1 } }])
    await backend.addNodes([{ id: 'a', attributes: { type: 'KC' } }])
    const view = await graphologyOf(backend)
    await backend.addNodes([{ id: 'a', attributes: { type: 'PN' } }])
    await backend.addEdges([
      { source: 'a', target: 'b', attributes: { weight: 9 } },
      { source: 'b', target: 'c', attributes: {} },
    ])
    await backend.removeNodes(['a'])
    await backend.addNodes([{ id: 'a', attributes: { type: 'MBON' } }])
    expect([view.nodes(), view.hasNode('c'), view.neighbors('b')]).toEqual([['a', 'b'], false, ['a']])
    expect([view.getEdgeAttribute('a', 'b', 'weight'), view.getNodeAttribute('a', 'type')]).toEqual([1, 'KC'])
    expect((await graphologyOf(backend)).nodes()).toEqual(['b', 'c', 'a'])
  })

  test('has the attributes that were asked for', async () => {
    const backend = await graphOf({
      directed: true,
      nodes: [[0, { type: 'KC', traced: true }]],
      edges: [[0, 1, { weight: 3, type: 'x' }]],
    })
    const some = await graphologyOf(backend, { nodeAttributes: ['type'], edgeAttributes: ['weight'] })
    expect([some.getNodeAttributes('q0'), some.getEdgeAttributes('q0', 'w1')]).toEqual([{ type: 'KC' }, { weight: 3 }]) // prettier-ignore
    const none = await graphologyOf(backend, { attributes: false })
    expect([none.getNodeAttributes('q0'), none.getEdgeAttributes('q0', 'w1')]).toEqual([{}, {}])
  })
})
