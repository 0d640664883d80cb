/** Gets to know a graph on a Gremlin server, in the same steps as any other: how large it is, how its nodes are named,
 *  which labels and attributes a sample of it has. */
import type { GremlinConnection } from '../../grand/backends/gremlin/gremlin-connection'
import { GremlinIds } from '../../grand/backends/gremlin/gremlin-ids'
import type { IdKind } from '../../grand/backends/gremlin/gremlin-ids'
import { attributesFrom } from '../../grand/backends/gremlin/gremlin-values'
import type { AttributeType, AttributeValue } from '../../model/attribute'
import { errorDataFrom, MotifscopeError } from '../../model/errors'
import { typeOfCells } from '../../tables/answer-streams'
import type { GremlinQuestions } from './gremlin-questions'
import { gremlinSampleSize } from './gremlin-questions'
import type { GremlinGraph, Traversal } from './gremlin-steps'
import { attributeSentence, enterServer, stageTeller } from './probe-stages'
import type { ProbeHooks, RemoteFacts, StageTeller } from './probe-stages'

type Row = Map<string, unknown>

const inWords = (count: number) => count.toLocaleString('en')
/** Enough to count distinct ids within some seconds. */
const mostIdsChecked = 2_000_000
const examplesWanted = 20

class Probe {
  private readonly warnings: string[] = []
  private readonly tell: StageTeller

  constructor(
    private readonly connection: GremlinConnection,
    private readonly questions: GremlinQuestions,
    private readonly graph: GremlinGraph,
    private readonly hooks: ProbeHooks,
  ) {
    this.tell = stageTeller(hooks.onStage)
  }

  private ask(traversal: Traversal): Promise<unknown[]> {
    return this.connection.ask(traversal, { signal: this.hooks.signal })
  }

  private async count(traversal: Traversal): Promise<number> {
    return Number((await this.ask(traversal))[0] ?? 0)
  }

  private countNodes(): Promise<number> {
    const { nodeLabel, idProperty } = this.graph
    const nodes = nodeLabel === '' ? 'vertices' : `vertices with the label ${nodeLabel}`
    return this.tell('nodes', 'Counting nodes…', async () => {
      const all = await this.count(this.questions.vertexCount())
      if (all === 0)
        throw new MotifscopeError('empty-graph', `There are no ${nodes} in this graph.`, {
          hint: 'Check the traversal source and the label; case matters.',
        })
      const value = idProperty === '' ? all : await this.count(this.questions.nodeCount())
      if (value > 0 && value < all)
        this.warnings.push(`${inWords(all - value)} ${nodes} have no ${idProperty}, and are left out.`)
      if (value > 0) return { value, sentence: `${inWords(value)} ${nodes}.` }
      throw new MotifscopeError('not-unique', `${idProperty} cannot name the nodes: none of them has it.`, {
        hint: 'Name another property, or leave the field empty: then the vertices’ own ids are shown.',
      })
    })
  }

  private countEdges(): Promise<number> {
    const { edgeType } = this.graph
    const edges = edgeType === '' ? 'edges' : `edges with the label ${edgeType}`
    return this.tell('edges', 'Counting edges…', async () => {
      const value = await this.count(this.questions.edgeCount())
      if (value === 0) this.warnings.push(`There are no ${edges} between the nodes: no motif will be found.`)
      return { value, sentence: `${inWords(value)} ${edges} between them.` }
    })
  }

  private async idKinds(): Promise<IdKind[]> {
    const ids = new GremlinIds()
    ids.learn(await this.ask(this.questions.someIds()))
    if (ids.isMixed)
      this.warnings.push('Ids are of several types there: two that read alike cannot be told apart here.')
    return ids.kinds
  }

  private async checkIds(nodeCount: number): Promise<void> {
    const { idProperty } = this.graph
    if (idProperty === '') return
    await this.tell('ids', `Looking at the ids in ${idProperty}…`, async () => {
      if (nodeCount > mostIdsChecked) {
        const words = `Not checked whether ${idProperty} tells all nodes apart: there are too many.`
        this.warnings.push(words)
        return { value: null, sentence: words }
      }
      const different = await this.count(this.questions.differentIds())
      if (different === nodeCount) return { value: null, sentence: `${idProperty} tells all nodes apart.` }
      throw new MotifscopeError(
        'not-unique',
        `${idProperty} cannot name the nodes: ${inWords(nodeCount - different)} nodes share theirs with another.`,
        {
          hint: 'Name another property, or leave the field empty: then the vertices’ own ids are shown.',
        },
      )
    })
  }

  private async sample(of: 'nodes' | 'edges') {
    const rows = (await this.ask(this.questions.sample(of))) as Row[]
    const examples = new Map<string, AttributeValue[]>()
    const labels = new Map<string, number>()
    for (const row of rows) {
      const label = String(row.get('label'))
      labels.set(label, (labels.get(label) ?? 0) + 1)
      const attributes = attributesFrom(row.get('attributes') as Row)
      for (const [name, value] of Object.entries(attributes)) {
        const known = examples.get(name) ?? []
        if (value !== null && known.length < examplesWanted) known.push(value)
        examples.set(name, known)
      }
    }
    const typed = [...examples].sort().map(([name, cells]) => [name, typeOfCells(cells)] as const)
    const byCount = [...labels].sort(([, a], [, b]) => b - a).map(([label]) => label)
    return { attributes: Object.fromEntries(typed) as Record<string, AttributeType>, labels: byCount }
  }

  private attributes() {
    return this.tell('attributes', 'Looking at labels and attributes…', async () => {
      const [nodes, edges] = [await this.sample('nodes'), await this.sample('edges')]
      const value = {
        nodeAttributes: nodes.attributes,
        edgeAttributes: edges.attributes,
        nodeLabels: nodes.labels,
        edgeLabels: edges.labels,
      }
      const some = (labels: string[]) => (labels.length === 0 ? 'none' : labels.slice(0, 8).join(', '))
      const labels = `Labels: ${some(nodes.labels)}; of edges: ${some(edges.labels)}.`
      return { value, sentence: `${attributeSentence(value, gremlinSampleSize)} ${labels}` }
    })
  }

  async run(origin: string): Promise<RemoteFacts> {
    await enterServer(this.tell, origin, () => this.ask(this.questions.anything()).catch(sourceMissing))
    const nodeCount = await this.countNodes()
    const edgeCount = await this.countEdges()
    await this.checkIds(nodeCount)
    const idKinds = await this.idKinds()
    return { nodeCount, edgeCount, ...(await this.attributes()), idKinds, warnings: this.warnings }
  }
}

/** A server says in its own words that it has no such traversal source. */
function sourceMissing(thrown: unknown): never {
  const { code, message } = errorDataFrom(thrown)
  if (code !== 'gremlin-error' || !/traversal source|alias/i.test(message)) throw thrown
  throw new MotifscopeError('not-found', 'The server has no traversal source of that name.', {
    hint: 'It is the name of the graph on the server, often g. Ask whoever runs it.',
    cause: thrown,
  })
}

/** @throws MotifscopeError as the connection; `empty-graph`, `not-unique`, `not-found`. */
export function probeGremlin(
  connection: GremlinConnection,
  questions: GremlinQuestions,
  { origin }: { origin: string },
  graph: GremlinGraph,
  hooks: ProbeHooks,
): Promise<RemoteFacts> {
  return new Probe(connection, questions, graph, hooks).run(origin)
}
