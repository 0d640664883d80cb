/** A connectome in neuPrint: `(:Neuron {bodyId})-[:ConnectsTo {weight, roiInfo}]->(:Neuron)`, for reading. neuPrint reads
 *  all of an answer before it sends any of it, so what is long is asked in pages, each of which may be asked again. */
import type { Attributes, StreamOptions } from '../../backend'
import { defaultBatchSize } from '../../backend'
import { readOnly } from '../../graph'
import type { CypherEndpoint, RemoteValue } from '../../remote/cypher-endpoint'
import { allRows } from '../../remote/cypher-endpoint'
import { parseExact } from '../../remote/exact-json'
import { CypherBackend } from './cypher-backend'

export interface NeuPrintModel {
  /** `Neuron` unless said otherwise; `Segment` also holds fragments. */
  label?: string
  /** Neurons whose edges are asked at once. Default 500. */
  pageSize?: number
}

/** Ids in one query: they are written into its text. */
const partSize = 1_000

export class NeuPrintBackend extends CypherBackend {
  readonly kind = 'neuprint'
  readonly writable = false
  private readonly pageSize: number

  constructor(endpoint: CypherEndpoint, { label = 'Neuron', pageSize = 500 }: NeuPrintModel = {}) {
    const names = { label, relationshipType: 'ConnectsTo', idProperty: 'bodyId' }
    super(endpoint, { directed: true, ...names, idKind: 'integer' }, partSize)
    this.pageSize = pageSize
  }

  override async *nodes(options: StreamOptions = {}) {
    const properties = options.attributes === false ? '{}' : 'properties(n)'
    const size = options.batchSize ?? defaultBatchSize
    for await (const rows of this.pages(`RETURN n.bodyId, ${properties} ORDER BY n.bodyId`, size, options))
      yield rows.map((row) => this.nodeRecord(row))
  }

  override async *edges(options: StreamOptions = {}) {
    const properties = options.attributes === false ? '{}' : 'properties(r)'
    const { words } = this
    // Neurons without an edge are told too, so that the next page begins after them.
    const query =
      `OPTIONAL MATCH (n)-[r${words.type}]->${words.node('m')} ` +
      `RETURN n.bodyId, m.bodyId, ${properties} ORDER BY n.bodyId`
    const size = options.batchSize ?? defaultBatchSize
    for await (const page of this.pages(query, this.pageSize, options)) {
      const edges = page.filter(([, target]) => target !== null)
      for (let i = 0; i < edges.length; i += size)
        yield edges.slice(i, i + size).map((row) => this.edgeRecord(row))
    }
  }

  async addNodes(): Promise<void> {
    readOnly(this.kind)
  }

  async removeNodes(): Promise<void> {
    readOnly(this.kind)
  }

  async addEdges(): Promise<void> {
    readOnly(this.kind)
  }

  async removeEdges(): Promise<void> {
    readOnly(this.kind)
  }

  /** What is kept as JSON text becomes what it says. */
  protected override nodeAttributes(properties: RemoteValue | undefined): Attributes {
    return withRoiInfo(super.nodeAttributes(properties))
  }

  protected override edgeAttributes(properties: RemoteValue | undefined): Attributes {
    return withRoiInfo(super.edgeAttributes(properties))
  }

  /** All that `rest` says of some neurons `n` at a time, by ascending body id, which is the first column. */
  private async *pages(
    rest: string,
    size: number,
    { signal }: StreamOptions,
  ): AsyncGenerator<RemoteValue[][]> {
    const { words } = this
    let after: RemoteValue = null
    for (;;) {
      signal?.throwIfAborted()
      const from = after === null ? 'n.bodyId IS NOT NULL' : 'n.bodyId > $after'
      const query = `MATCH ${words.node('n')} WHERE ${from} WITH n ORDER BY n.bodyId LIMIT $size ${rest}`
      // In one batch: whatever cuts it is made good by asking again.
      const options = { batchSize: Infinity, ...(signal ? { signal } : {}) }
      const { rows } = await allRows(
        this.endpoint,
        query,
        after === null ? { size } : { size, after },
        options,
      )
      signal?.throwIfAborted()
      const last = rows.at(-1)?.[0]
      if (last === undefined) return
      yield rows
      after = last
    }
  }
}

function withRoiInfo(attributes: Attributes): Attributes {
  const { roiInfo } = attributes
  if (typeof roiInfo !== 'string') return attributes
  try {
    return { ...attributes, roiInfo: parseExact(roiInfo) as Attributes }
  } catch {
    return attributes
  }
}
