/** An opened host as a graph to be read: neighbours from its topology, everything else from its tables. */
import type { Csr, HostTopology } from '../../../model/host-graph'
import { withIdColumn } from '../../../tables/attribute-table'
import { valueFromCell } from '../../../tables/attribute-key'
import { tablesOfHost } from '../../../tables/host-tables'
import type { TableHost } from '../../../tables/host-tables'
import { idsOfNodes } from '../../../tables/node-ids'
import { quoteName } from '../../../tables/sql'
import type { SqlConnection } from '../../../tables/sql-connection'
import { indexColumn } from '../../../tables/sql-connection'
import type { AttributeColumn } from '../../../model/attribute'
import type { AttributeValue, Direction, NodePair } from '../../backend'
import type { GraphInMemory, WantedAttributes } from '../../graph-in-memory'
import { readEdgeColumns, readIds, readNodeColumns } from './host-in-memory'
import { ReadOnlySqlBackend } from '../tables/sql-backend'
import type { Relation, RelationAttribute } from '../tables/relation'
import { inTexts, parts } from '../tables/text-lists'

function readerOf(column: AttributeColumn): RelationAttribute {
  return {
    name: column.name,
    column: column.column,
    read(cell): AttributeValue | undefined {
      const value = valueFromCell({ column, path: null }, cell)
      return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value
    },
  }
}

/** Where the rows of a host with loaded tables are. */
export function relationsOf(host: TableHost): [nodes: Relation, edges: Relation] {
  const { nodeTable, edgeTable } = tablesOfHost(host.id)
  const columns = host.edgeColumns.map(({ column }) => `, e.${quoteName(column)}`).join('')
  const edges =
    `(SELECT e.rowid AS place, s.id AS source, t.id AS target${columns} FROM ${edgeTable} e ` +
    `JOIN ${nodeTable} s ON s."index" = e.source JOIN ${nodeTable} t ON t."index" = e.target)`
  return [
    { from: `(SELECT *, "index" AS place FROM ${nodeTable})`, attributes: host.nodeColumns.map(readerOf) },
    { from: edges, attributes: host.edgeColumns.map(readerOf) },
  ]
}

function isIn(sorted: Uint32Array, from: number, to: number, value: number): boolean {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low < to && sorted[low] === value
}

/** The tables of the host must be loaded. */
export class HostBackend extends ReadOnlySqlBackend {
  readonly kind = 'host'
  private names?: Promise<{ ids: string[]; numbers: Map<string, number> }>

  constructor(
    connection: SqlConnection,
    private readonly host: TableHost,
    private readonly topology: HostTopology,
  ) {
    super(connection, topology.directed, ...relationsOf(host))
  }

  /** Names of the attributes, `id` included. */
  get nodeAttributes(): string[] {
    return withIdColumn(this.host.nodeColumns).map(({ name }) => name)
  }

  override async nodeCount() {
    return this.host.nodeCount
  }

  override async edgeCount() {
    return this.host.edgeCount
  }

  override async hasEdges(pairs: readonly NodePair[]) {
    const indexOf = await this.indexesOf(pairs.flat())
    return pairs.map(([source, target]) => {
      const [from, to] = [indexOf.get(source), indexOf.get(target)]
      return from !== undefined && to !== undefined && this.hasEdge(from, to)
    })
  }

  override async neighbours(ids: readonly string[], direction: Direction) {
    const indexOf = await this.indexesOf(ids)
    const lists = ids.map((id) => {
      const index = indexOf.get(id)
      return index === undefined ? undefined : this.neighbourIndexes(index, direction)
    })
    const names = await idsOfNodes(
      this.connection,
      this.host,
      Uint32Array.from(lists.flatMap((list) => list ?? [])),
    )
    let at = 0
    return lists.map((list) => list && names.slice(at, (at += list.length)))
  }

  /** The search's own rows; ids are read once, attributes each time. @throws MotifscopeError `missing-column` */
  async inMemory(wanted: WantedAttributes = {}): Promise<GraphInMemory> {
    const { connection, host, topology } = this
    const { ids, numbers } = await this.allNames()
    return {
      topology,
      idOf: (node) => ids[node] ?? '',
      numberOf: (id) => numbers.get(id),
      nodeColumns: await readNodeColumns(connection, host, this.nodeRelation.attributes, wanted),
      edgeColumns: await readEdgeColumns(connection, host, topology, this.edgeRelation.attributes, wanted),
    }
  }

  private allNames(): Promise<{ ids: string[]; numbers: Map<string, number> }> {
    this.names ??= readIds(this.connection, this.host)
      .then((ids) => ({ ids, numbers: new Map(ids.map((id, node) => [id, node])) }))
      .catch((thrown: unknown) => {
        delete this.names
        throw thrown
      })
    return this.names
  }

  private async indexesOf(ids: readonly string[]): Promise<Map<string, number>> {
    const { nodeTable } = tablesOfHost(this.host.id)
    const found = new Map<string, number>()
    for (const part of parts([...new Set(ids)])) {
      const table = await this.connection.query(
        `SELECT "index", id FROM ${nodeTable} WHERE ${inTexts('id', part)}`,
      )
      const indexes = indexColumn(table, 'index')
      const names = (table.getChild('id') ?? []) as Iterable<string>
      let row = 0
      for (const id of names) found.set(id, indexes[row++] ?? 0)
    }
    return found
  }

  private hasEdge(from: number, to: number): boolean {
    const { adjacency, selfLoops } = this.topology
    if (from === to) return isIn(selfLoops, 0, selfLoops.length, from)
    const { offsets, targets } = adjacency.out
    return isIn(targets, offsets[from] ?? 0, offsets[from + 1] ?? 0, to)
  }

  /** The topology keeps self-loops apart. */
  private neighbourIndexes(index: number, direction: Direction): number[] {
    const { adjacency, selfLoops } = this.topology
    const rowOf = ({ offsets, targets }: Csr) => targets.subarray(offsets[index], offsets[index + 1])
    const rows = direction === 'both' ? [adjacency.out, adjacency.in] : [adjacency[direction]]
    const found = new Set(rows.flatMap((csr) => [...rowOf(csr)]))
    if (isIn(selfLoops, 0, selfLoops.length, index)) found.add(index)
    return [...found]
  }
}
