/** A graph on a Gremlin server, as the studio asks it: every question is a traversal, sent as bytecode by the official
 *  client, which is loaded here. Nothing is ever written. */
import { GremlinConnection } from '../../grand/backends/gremlin/gremlin-connection'
import type { GremlinClient } from '../../grand/backends/gremlin/gremlin-socket'
import type { RemoteValue, RunOptions } from '../../grand/remote/cypher-endpoint'
import { automorphismCount } from '../../grandiso/symmetry'
import { MotifscopeError } from '../../model/errors'
import type { SearchSemantics } from '../../model/job'
import type { Motif } from '../../model/motif'
import type { RemoteConnection } from '../../model/remote-host'
import type {
  GraphServer,
  RelayedSearch,
  Rows,
  ServerPart,
  SubgraphSelection,
  ServerCredentials,
} from './graph-server'
import { MotifTraversals } from './gremlin-motif'
import { gremlinPart } from './gremlin-part'
import { probeGremlin } from './gremlin-probe'
import { GremlinQuestions } from './gremlin-questions'
import { gremlinQuestion } from './gremlin-relay'
import { keyFrom, plain } from './gremlin-rows'
import { GremlinSearch } from './gremlin-search'
import { GremlinSteps } from './gremlin-steps'
import type { GremlinGraph } from './gremlin-steps'
import { keyPair } from './answer-book'
import type { NodeKey } from './answer-book'
import { originOf } from './remote-place'
import { countedFigures } from './remote-statistics'
import { unknownAttributes } from './servers-words'
import type { KnownAttributes } from './servers-words'

type Row = Map<string, unknown>

const keysAtOnce = 500

/** @throws MotifscopeError `invalid-address`, `mixed-content`, `invalid-credentials` */
export async function openGremlinServer(
  connection: RemoteConnection,
  credentials: ServerCredentials,
): Promise<GremlinServer> {
  if (credentials.kind !== 'basic' && credentials.kind !== 'none')
    throw new MotifscopeError(
      'invalid-credentials',
      'A Gremlin server is logged in to by name and password.',
      {
        hint: 'Choose “name and password”, or “nothing”, for the login.',
      },
    )
  const client = (await import('gremlin')).default
  const { username, password } = credentials.kind === 'basic' ? credentials : {}
  const login = username === undefined || password === undefined ? {} : { login: { username, password } }
  const { address: url, database: traversalSource, timeoutMs } = connection
  return new GremlinServer(
    client,
    new GremlinConnection(client, { url, traversalSource, timeoutMs, ...login }),
    connection,
  )
}

export class GremlinServer implements GraphServer {
  readonly origin: string
  readonly idProperty: string
  readonly keysAreIds: boolean
  private readonly graph: GremlinGraph
  private readonly steps: GremlinSteps
  private readonly questions: GremlinQuestions

  constructor(
    client: GremlinClient,
    private readonly connection: GremlinConnection,
    { address, nodeLabel, idProperty, edgeType, weight, idKind = 'text' }: RemoteConnection,
  ) {
    this.origin = originOf(address)
    this.idProperty = idProperty
    this.keysAreIds = idProperty === ''
    this.graph = { nodeLabel, idProperty, edgeType, weight, idKind }
    this.steps = new GremlinSteps(client, this.graph)
    this.questions = new GremlinQuestions(this.steps)
  }

  probe: GraphServer['probe'] = (hooks) =>
    probeGremlin(this.connection, this.questions, this, this.graph, hooks)

  statistics: GraphServer['statistics'] = (hooks) => {
    const questions = Object.entries(this.questions.figures()).map(([name, traversal]) => {
      const ask = async () => Number((await this.connection.ask(traversal, { signal: hooks.signal }))[0] ?? 0)
      return [name, name === 'mutualPairs' ? async () => (await ask()) / 2 : ask] as const
    })
    return countedFigures(Object.fromEntries(questions), hooks)
  }

  relay(motif: Motif, semantics: SearchSemantics, known: KnownAttributes): RelayedSearch {
    const question = gremlinQuestion(motif, semantics, this.graph, known)
    const traversals = new MotifTraversals(this.steps, question)
    const { limit, countOnly, ignoreDirection } = semantics
    const limits = { limit, countOnly, nodeCount: known.nodeCount }
    const search = () => new GremlinSearch(this.connection, traversals, motif.nodes, limits)
    const learned = async (options: RunOptions) => {
      await this.learned(options)
      if (this.steps.ids.isMixed && question.smaller.length > 0) throw unordered()
    }
    return {
      automorphismCount: automorphismCount(motif, { undirected: ignoreDirection }),
      async *run(_, options) {
        await learned(options)
        yield* search().run(options)
      },
    }
  }

  unknownAttributes: GraphServer['unknownAttributes'] = (motif, known) =>
    // Of the database's own ids every node has one.
    unknownAttributes(motif, known, this.graph).filter(
      ({ of, name }) => !(of === 'nodes' && name === 'id' && this.graph.idProperty === ''),
    )

  hasAttribute: GraphServer['hasAttribute'] = async ({ of, name }) =>
    Number((await this.connection.ask(this.questions.having(of, name)))[0] ?? 0) > 0

  /** A question of a search is short, and ends by its own time limit. */
  end = () => Promise.resolve()

  async *describeNodes(keys: readonly NodeKey[], wantsAttributes: boolean, options: RunOptions): Rows {
    const { signal } = options
    await this.learned(options)
    for (let first = 0; first < keys.length; first += keysAtOnce) {
      const part = this.steps.elements(this.steps.elementsOf(keys.slice(first, first + keysAtOnce)))
      yield this.nodeRows(await this.connection.ask(this.questions.nodes(part, wantsAttributes), { signal }))
    }
  }

  async *describeEdges(pairs: readonly (readonly [NodeKey, NodeKey])[], options: RunOptions): Rows {
    const { signal } = options
    await this.learned(options)
    for (let first = 0; first < pairs.length; first += keysAtOnce) {
      const part = pairs.slice(first, first + keysAtOnce)
      const wanted = new Set(part.map(([source, target]) => keyPair(source, target)))
      const [sources, targets] = [part.map(([source]) => source), part.map(([, target]) => target)]
      const ends = (keys: NodeKey[]) => this.steps.elementsOf([...new Set(keys)])
      const edges = this.questions.edgesBetween(ends(sources), ends(targets))
      const rows = (await this.connection.ask(this.questions.edges(edges, true), { signal })) as Row[]
      yield rows
        .map((row) => [keyFrom(row.get('source')), keyFrom(row.get('target')), plain(row)])
        .filter(([source, target]) => wanted.has(keyPair(source as NodeKey, target as NodeKey)))
    }
  }

  part(selection: SubgraphSelection, known: KnownAttributes): ServerPart {
    const part = gremlinPart(this.connection, this.steps, this.questions, selection, known)
    const after = async function* (this: GremlinServer, options: RunOptions, rows: () => Rows): Rows {
      await this.learned(options)
      yield* rows()
    }
    return {
      size: async (options) => {
        await this.learned(options)
        return part.size(options)
      },
      nodes: (options) => after.call(this, options, () => part.nodes(options)),
      edges: (options) => after.call(this, options, () => part.edges(options)),
    }
  }

  async *neighbours(
    ...[ids, direction, , options]: Parameters<GraphServer['neighbours']>
  ): AsyncGenerator<string[]> {
    const { signal } = options
    await this.learned(options)
    for (let first = 0; first < ids.length; first += this.steps.mostLookups) {
      const part = ids.slice(first, first + this.steps.mostLookups)
      const found = await this.connection.ask(this.questions.neighbours(part, direction), { signal })
      yield found.map((id) => String(keyFrom(id)))
    }
  }

  /** How ids are stored, before the first of them is sent. */
  private async learned({ signal }: RunOptions): Promise<void> {
    const { ids } = this.steps
    if (!ids.isKnown) ids.learn(await this.connection.ask(this.questions.someIds(), { signal }))
  }

  close = () => this.connection.close()

  private nodeRows(rows: unknown[]): RemoteValue[][] {
    return (rows as Row[]).map((row) => [
      keyFrom(row.get('key')),
      String(keyFrom(row.get('id'))),
      plain(row, this.graph.idProperty),
    ])
  }
}

const unordered = () =>
  new MotifscopeError(
    'not-on-server',
    'The ids there are of several types, so none is the smaller one, and one row per symmetry cannot be chosen.',
    { hint: 'Switch “one per symmetry” off, or bring a part of the graph here and search that.' },
  )
