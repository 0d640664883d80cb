/** Gets to know a graph in DynamoDB, in the same steps as any other, reading one page of each table: how many there are is
 *  DynamoDB's own figure, for counting means reading all. */
import { byTarget } from '../../grand/backends/dynamodb/dynamodb-schema'
import type { TableFacts } from '../../grand/backends/dynamodb/dynamodb-schema'
import { keyNames } from '../../grand/backends/dynamodb/dynamodb-values'
import type { Attributes } from '../../grand/backend'
import { answersAtAll } from '../../grand/remote/remote-request'
import { unreachable } from '../../grand/remote/remote-faults'
import type { AttributeType, AttributeValue } from '../../model/attribute'
import { errorDataFrom, MotifscopeError } from '../../model/errors'
import { typeOfCells } from '../../tables/answer-streams'
import type { DynamoDBReader } from './dynamodb-reader'
import { attributeSentence, enterServer, stageTeller } from './probe-stages'
import type { ProbeHooks, RemoteFacts, StageTeller } from './probe-stages'

/** Items of each table that are looked at. */
const sampleSize = 1000
const roughly =
  'Counts are DynamoDB’s own, up to six hours old. “Count more figures” counts now, and reads both tables whole for it.'

const inWords = (count: number) => count.toLocaleString('en')

/** @throws MotifscopeError `wrong-table`. */
function checkKeys({ keys }: TableFacts, name: string, wanted: string): void {
  const found = keys.join(' and ')
  if (found === wanted) return
  throw new MotifscopeError('wrong-table', `The table ${name} has the key ${found}, and not ${wanted}.`, {
    hint: 'Nodes lie by ID, edges by Source and Target, as Grand writes them: check the names of the two tables.',
  })
}

function typesOf(records: readonly { attributes: Attributes }[]): Record<string, AttributeType> {
  const examples = new Map<string, AttributeValue[]>()
  for (const { attributes } of records)
    for (const [name, value] of Object.entries(attributes))
      examples.set(name, value === null ? (examples.get(name) ?? []) : [...(examples.get(name) ?? []), value])
  return Object.fromEntries([...examples].sort().map(([name, cells]) => [name, typeOfCells(cells)]))
}

class Probe {
  private readonly warnings = [roughly]
  private readonly tell: StageTeller

  constructor(
    private readonly reader: DynamoDBReader,
    private readonly hooks: ProbeHooks,
  ) {
    this.tell = stageTeller(hooks.onStage)
  }

  /** That a table is not there is an answer, too. */
  private async enter(origin: string): Promise<void> {
    await enterServer(this.tell, origin, async () => {
      try {
        await this.reader.describe('nodes', this.hooks.signal)
      } catch (thrown) {
        const { code } = errorDataFrom(thrown)
        if (code === 'not-found') return
        if (code !== 'unreachable' || !(await answersAtAll(origin))) throw thrown
        throw unreachable({ label: origin, credentials: { kind: 'none' } }, thrown, true)
      }
    })
  }

  /** The first page of a table. */
  private async sample<Item>(pages: AsyncIterable<Item[]>): Promise<Item[]> {
    for await (const page of pages) return page
    return []
  }

  private table<Item>(of: 'nodes' | 'edges', keys: string, pages: AsyncIterable<Item[]>) {
    const name = this.reader.names[of]
    return this.tell(of, `Looking at the table ${name}…`, async () => {
      const described = await this.reader.describe(of, this.hooks.signal)
      checkKeys(described, name, keys)
      const sample = await this.sample(pages)
      const count = Math.max(described.itemCount, sample.length)
      if (of === 'nodes' && count === 0)
        throw new MotifscopeError('empty-graph', `There are no nodes in the table ${name}.`, {
          hint: 'Check the names of the tables and the region.',
        })
      if (of === 'edges') this.checkIndex(described)
      const sentence = `About ${inWords(count)} ${of} in ${name}.`
      return { value: { count, sample }, sentence }
    })
  }

  private checkIndex({ indexes }: TableFacts): void {
    if (indexes.includes(byTarget)) return
    this.warnings.push(
      `The table of edges has no index ${byTarget}: what leads to a node cannot be asked, only what leads from it.`,
    )
  }

  async run(origin: string): Promise<RemoteFacts> {
    const { signal } = this.hooks
    const { node, source, target } = keyNames
    await this.enter(origin)
    const options = { signal, limit: sampleSize }
    const nodes = await this.table('nodes', node, this.reader.nodes(options))
    const edges = await this.table('edges', `${source} and ${target}`, this.reader.edges(options))
    const found = { nodeAttributes: typesOf(nodes.sample), edgeAttributes: typesOf(edges.sample) }
    await this.tell('attributes', 'Looking at attributes…', () =>
      Promise.resolve({ value: null, sentence: attributeSentence(found, sampleSize) }),
    )
    return { nodeCount: nodes.count, edgeCount: edges.count, ...found, warnings: this.warnings }
  }
}

/** @throws MotifscopeError as DynamoDB; `empty-graph`, `wrong-table`. */
export function probeDynamoDB(
  reader: DynamoDBReader,
  origin: string,
  hooks: ProbeHooks,
): Promise<RemoteFacts> {
  return new Probe(reader, hooks).run(origin)
}
