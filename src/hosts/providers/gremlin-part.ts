/** A part of a graph on a Gremlin server, to be brought here: chosen nodes, or all that fulfil conditions, with the edges
 *  among them, some nodes at a time. */
import type { GremlinConnection } from '../../grand/backends/gremlin/gremlin-connection'
import type { RemoteValue, RunOptions } from '../../grand/remote/cypher-endpoint'
import { MotifscopeError } from '../../model/errors'
import type { Constraint } from '../../model/motif'
import type { Rows, ServerPart, SubgraphSelection } from './graph-server'
import { GremlinConditions } from './gremlin-conditions'
import type { GremlinQuestions } from './gremlin-questions'
import { keyFrom, plain } from './gremlin-rows'
import type { GremlinSteps, Traversal } from './gremlin-steps'
import type { KnownAttributes } from './servers-words'
import { selectedBy } from './subgraph-selection'

type Row = Map<string, unknown>
/** Nodes by the server's own id. */
type Chosen = Map<unknown, { element: unknown; id: string }>

const nodesPerPage = 2_000
/** Nodes whose edges are asked for in one question. */
const sourcesAtOnce = 200
/** So many ends the server looks for itself; of more it tells all edges, and those to others are dropped here. */
const mostEndsNamed = 2_000

class GremlinPart implements ServerPart {
  private chosen: Promise<Chosen> | undefined

  constructor(
    private readonly connection: GremlinConnection,
    private readonly steps: GremlinSteps,
    private readonly questions: GremlinQuestions,
    /** Traversals that answer the nodes, a page at a time. */
    private readonly pages: (wantsAttributes: boolean, options: RunOptions) => AsyncIterable<Row[]>,
    private readonly edgeConstraints: readonly Constraint[],
  ) {}

  async size(options: RunOptions) {
    const chosen = await this.known(options)
    let edges = 0
    for await (const rows of this.edgeRows(false, options)) edges += rows.length
    return { nodes: chosen.size, edges }
  }

  async *nodes(options: RunOptions): Rows {
    const { idProperty } = this.steps.graph
    for await (const rows of this.pages(true, options))
      yield rows.map((row) => [String(keyFrom(row.get('id'))), plain(row, idProperty)])
  }

  async *edges(options: RunOptions): Rows {
    yield* this.edgeRows(true, options)
  }

  private known(options: RunOptions): Promise<Chosen> {
    this.chosen ??= this.read(options)
    this.chosen.catch(() => (this.chosen = undefined))
    return this.chosen
  }

  private async read(options: RunOptions): Promise<Chosen> {
    const chosen: Chosen = new Map()
    for await (const rows of this.pages(false, options))
      for (const row of rows) {
        const element = row.get('key')
        chosen.set(keyFrom(element), { element, id: String(keyFrom(row.get('id'))) })
      }
    return chosen
  }

  private async *edgeRows(wantsAttributes: boolean, options: RunOptions): AsyncGenerator<RemoteValue[][]> {
    const chosen = await this.known(options)
    const elements = [...chosen.values()].map(({ element }) => element)
    const ends = elements.length > mostEndsNamed ? null : elements
    for (let first = 0; first < elements.length; first += sourcesAtOnce) {
      const from = elements.slice(first, first + sourcesAtOnce)
      const edges = this.questions.edgesBetween(from, ends, this.edgeConstraints)
      const traversal = this.questions.edges(edges, wantsAttributes)
      const rows = (await this.connection.ask(traversal, { signal: options.signal })) as Row[]
      yield rows.flatMap((row) => {
        const source = chosen.get(keyFrom(row.get('source')))
        const target = chosen.get(keyFrom(row.get('target')))
        return source && target ? [[source.id, target.id, plain(row)]] : []
      })
    }
  }
}

/** @throws MotifscopeError `invalid-filter`, `empty-selection`, `not-on-server`. */
export function gremlinPart(
  connection: GremlinConnection,
  steps: GremlinSteps,
  questions: GremlinQuestions,
  selection: SubgraphSelection,
  known: KnownAttributes,
): ServerPart {
  const ask = async (nodes: Traversal, wantsAttributes: boolean, { signal }: RunOptions) =>
    (await connection.ask(questions.nodes(nodes, wantsAttributes), { signal })) as Row[]
  if ('ids' in selection) {
    const ids = [...new Set(selection.ids)]
    if (ids.length === 0)
      throw new MotifscopeError('empty-selection', 'There is no node to bring: the result has no rows.')
    const { mostLookups } = steps
    return new GremlinPart(
      connection,
      steps,
      questions,
      async function* (wantsAttributes, options) {
        for (let first = 0; first < ids.length; first += mostLookups)
          yield await ask(steps.found(ids.slice(first, first + mostLookups)), wantsAttributes, options)
      },
      [],
    )
  }
  const { nodes, edges } = selectedBy(selection, steps.graph, known)
  const conditions = new GremlinConditions(steps)
  const chosen = (all: Traversal) => nodes.reduce((kept, one) => conditions.ofNodes(kept, one), all)
  return new GremlinPart(
    connection,
    steps,
    questions,
    async function* (wantsAttributes, options) {
      for (let last: unknown; ;) {
        const rows = await ask(steps.after(last, nodesPerPage, chosen), wantsAttributes, options)
        if (rows.length > 0) yield rows
        if (rows.length < nodesPerPage) return
        last = rows.at(-1)?.get('id')
      }
    },
    edges,
  )
}
