/** The graphs of a script: the one it runs on, and those it makes of it (copies, parts, views), by number. What they take
 *  lies outside the script's own memory, and is weighed. */
import { MotifscopeError } from '../../model/errors'
import type { DialectGraph } from '../dialect-graph'
import type { Operation } from './operation'
import { factsOf } from './operations'

const mostGraphs = 100_000
/** Nodes and edges of a graph that may be copied whole. */
const mostCopied = 5_000_000
/** What a graph counts as, a node or an edge of a copy, and a value that is set for all; in characters. */
const perGraph = 4096
const perCopied = 64
const perValue = 8

const views = new Set(['nx.subgraph', 'nx.edge_subgraph'])
const parts = new Set(['ig.induced_subgraph', 'ig.subgraph', 'ig.subgraph_edges', 'nk.subgraphFromNodes'])

export const isWriting = (name: string): boolean =>
  /\.(?:add|remove|delete|set|clear|update|increase|restore)/.test(name)

/** What a few words write beyond themselves, in characters. */
export async function charactersWritten(
  graph: DialectGraph,
  name: string,
  given: readonly unknown[],
): Promise<number> {
  if (/\.set_\w+_attributes?$/.test(name)) return perValue * (await sizeOf(graph))
  const [first, second] = given.map((value) => (typeof value === 'number' ? value : 0))
  if (name === 'nk.addNodes' || name === 'ig.add_vertices') return perCopied * (first ?? 0)
  return name === 'nk.addEdge' && given[3] === true ? perCopied * Math.max(first ?? 0, second ?? 0) : 0
}

const sizeOf = async (graph: DialectGraph) => (await graph.nodeCount()) + (await graph.edgeCount())

export class ScriptGraphs {
  private readonly made: DialectGraph[] = []

  /** @param weigh takes characters into account, or throws */
  constructor(
    private readonly graph: DialectGraph,
    private readonly weigh: (characters: number) => void,
  ) {}

  /** @param asked `nx.degree`, or `2:nx.degree` of the graph with number 2
   *  @throws MotifscopeError `invalid-argument` */
  find(asked: string): { graph: DialectGraph; name: string } {
    const colon = asked.indexOf(':')
    if (colon === -1) return { graph: this.graph, name: asked }
    const graph = this.made[Number(asked.slice(0, colon))]
    if (graph) return { graph, name: asked.slice(colon + 1) }
    throw new MotifscopeError('invalid-argument', 'There is no such graph.')
  }

  /** @returns the number of the new graph, and what is known of it without asking
   *  @throws MotifscopeError `too-large`, `too-many-graphs`, `out-of-memory` */
  async make(
    graph: DialectGraph,
    name: string,
    operation: Operation,
    given: readonly unknown[],
  ): Promise<{ number: number; answers: Record<string, boolean> }> {
    if (this.made.length >= mostGraphs)
      throw new MotifscopeError('too-many-graphs', `A script may make ${mostGraphs} graphs at most.`)
    const isWhole = !views.has(name) && !parts.has(name)
    if (isWhole) await this.weighCopy(graph)
    const made = (await operation.call(graph, given)) as DialectGraph
    if (parts.has(name)) await this.weighCopy(made)
    this.weigh(perGraph + perCopied * (Array.isArray(given[0]) ? given[0].length : 0))
    const { answers } = factsOf(made)
    const object = name.slice(0, name.indexOf('.')) as keyof typeof answers
    return { number: this.made.push(made) - 1, answers: answers[object] }
  }

  private async weighCopy(graph: DialectGraph): Promise<void> {
    const size = await sizeOf(graph)
    if (size > mostCopied)
      throw new MotifscopeError(
        'too-large',
        `A copy would have ${size.toLocaleString('en')} nodes and edges.`,
        {
          hint: 'Take a part of the graph: `nx.subgraph(ids)` copies nothing.',
        },
      )
    this.weigh(perCopied * size)
  }
}
