/** A graph in Neo4j, over Bolt or HTTP: everything is asked in batches, streams come as one answer that is read no faster
 *  than it is used. Written to only where it is said how nodes, edges and ids are stored. */
import { MotifscopeError } from '../../../model/errors'
import type { AttributeValue, Attributes, EdgeRecord, NodePair, NodeRecord } from '../../backend'
import { readOnly } from '../../graph'
import type { CypherEndpoint, QueryParameters } from '../../remote/cypher-endpoint'
import { allRows } from '../../remote/cypher-endpoint'
import { CypherBackend } from './cypher-backend'
import type { RemoteModel } from './remote-model'

/** Ids and records in one query. */
const partSize = 5_000

/** What must be known before anything is written. */
export type WritableModel = RemoteModel &
  Required<Pick<RemoteModel, 'label' | 'relationshipType' | 'idProperty'>> & { idKind: 'text' | 'integer' }

export class Neo4jBackend extends CypherBackend {
  readonly kind = 'neo4j'
  readonly writable: boolean

  private constructor(endpoint: CypherEndpoint, model: RemoteModel) {
    super(endpoint, model, partSize)
    const { label, relationshipType, idProperty, idKind } = model
    this.writable =
      label !== undefined &&
      relationshipType !== undefined &&
      idProperty !== undefined &&
      (idKind === 'text' || idKind === 'integer')
  }

  /** Over what is there. It may be written to where the model names label, relationship type, id and its kind. Nothing
   *  is asked yet. */
  static over(endpoint: CypherEndpoint, model: RemoteModel): Neo4jBackend {
    return new Neo4jBackend(endpoint, model)
  }

  /** For a graph of one's own: makes sure that ids are unique, which also lets nodes be found without reading all.
   *  @throws MotifscopeError `cypher-error` where ids are twice already, `forbidden` */
  static async own(endpoint: CypherEndpoint, model: WritableModel): Promise<Neo4jBackend> {
    const backend = new Neo4jBackend(endpoint, model)
    const { words } = backend
    await backend.write(
      `CREATE CONSTRAINT IF NOT EXISTS FOR ${words.node('n')} REQUIRE ${words.idOf('n')} IS UNIQUE`,
    )
    return backend
  }

  async addNodes(nodes: readonly NodeRecord[]): Promise<void> {
    this.checkWritable()
    const rows = nodes.map(({ id, attributes }) => ({
      id: this.storedId(id),
      attributes: this.storable(attributes, `the node ${id}`),
    }))
    const query = `UNWIND $rows AS row ${this.mergeNode('n', 'row.id')} SET n += row.attributes`
    for (const part of this.parts(rows)) await this.write(query, { rows: part })
  }

  async removeNodes(ids: readonly string[]): Promise<void> {
    this.checkWritable()
    const { words } = this
    const query = `MATCH ${words.node('n')} WHERE ${words.idOf('n')} IN $ids DETACH DELETE n`
    for (const part of this.parts(ids)) await this.write(query, { ids: words.storedIds(part) })
  }

  async addEdges(edges: readonly EdgeRecord[]): Promise<void> {
    this.checkWritable()
    const rows = edges.map(({ source, target, attributes }) => ({
      source: this.storedId(source),
      target: this.storedId(target),
      attributes: this.storable(attributes, `the edge ${source} → ${target}`),
    }))
    const query =
      `UNWIND $rows AS row ${this.mergeNode('a', 'row.source')} ${this.mergeNode('b', 'row.target')} ` +
      `MERGE (a)-[r${this.words.type}]-${this.directed ? '>' : ''}(b) SET r += row.attributes`
    for (const part of this.parts(rows)) await this.write(query, { rows: part })
  }

  async removeEdges(pairs: readonly NodePair[]): Promise<void> {
    this.checkWritable()
    const { words } = this
    const rows = pairs.flatMap(([source, target]) => {
      const [a, b] = [words.storedIds([source])[0], words.storedIds([target])[0]]
      return a === undefined || b === undefined ? [] : [{ a, b }]
    })
    const query =
      `UNWIND $rows AS row MATCH ${words.node('a')} WHERE ${words.idOf('a')} = row.a ` +
      `MATCH (a)-[r${words.type}]-${this.directed ? '>' : ''}${words.node('b')} WHERE ${words.idOf('b')} = row.b ` +
      'DELETE r'
    for (const part of this.parts(rows)) await this.write(query, { rows: part })
  }

  private async write(query: string, parameters: QueryParameters = {}): Promise<void> {
    await allRows(this.endpoint, query, parameters, { access: 'write' })
  }

  /** `MERGE (n:Label {id: …})` */
  private mergeNode(variable: string, id: string): string {
    const { words } = this
    return `MERGE (${variable}${words.label} {${words.idName}: ${id}})`
  }

  private storedId(id: string): string | bigint {
    const [stored] = this.words.storedIds([id])
    if (stored !== undefined) return stored
    throw new MotifscopeError('invalid-id', `Ids are integers in this graph; “${id}” is none.`, {
      hint: 'Open the graph with ids that are texts, or use whole numbers.',
    })
  }

  private checkWritable(): void {
    if (!this.writable) readOnly(this.kind)
  }

  private storable(attributes: Attributes, whose: string): Attributes {
    const wrong = Object.entries(attributes).find(([, value]) => !isStorable(value))
    if (!wrong) return attributes
    throw new MotifscopeError('unsupported-attribute', `Neo4j cannot store “${wrong[0]}” of ${whose}.`, {
      hint: 'An attribute there is a text, a number, a Boolean, or a list of one of these kinds. Write anything else as text.',
    })
  }
}

function isStorable(value: AttributeValue): boolean {
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value
  if (value === null || typeof value !== 'object') return true
  if (!Array.isArray(value)) return false
  const kinds = new Set(value.map((item) => (typeof item === 'bigint' ? 'number' : typeof item)))
  return kinds.size <= 1 && !kinds.has('object') && value.every(isStorable)
}
