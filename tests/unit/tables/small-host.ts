/** Small hosts for the tables' tests, from plain values through real Arrow streams into the real engine. */
import {
  Bool,
  Field,
  Float64,
  Int32,
  Int64,
  List,
  Table,
  Utf8,
  tableToIPC,
  vectorFromArray,
} from 'apache-arrow'
import type { Vector } from 'apache-arrow'
import type {
  AttributeColumn,
  AttributeType,
  AttributeValue,
  StorageType,
} from '../../../src/model/attribute'
import { loadHostTables } from '../../../src/tables/host-tables'
import type { TableHost } from '../../../src/tables/host-tables'
import type { SqlConnection } from '../../../src/tables/sql-connection'

export interface ColumnValues {
  name: string
  storage: StorageType
  /** For `json`: the values, written as JSON text by the caller. */
  values: (AttributeValue | undefined)[]
}

export interface SmallHost {
  id?: string
  ids: string[]
  nodeColumns?: ColumnValues[]
  /** Pairs of host node indexes. */
  edges?: [number, number][]
  edgeColumns?: ColumnValues[]
}

const types: Record<StorageType, AttributeType> = {
  int64: 'number',
  double: 'number',
  utf8: 'string',
  bool: 'boolean',
  'list-utf8': 'list',
  'list-double': 'list',
  json: 'json',
}

function vectorOf({ storage, values }: ColumnValues): Vector {
  const cells = values.map((value) => value ?? null)
  switch (storage) {
    case 'int64':
      return vectorFromArray(
        cells.map((cell) => (cell === null ? null : BigInt(cell as number))),
        new Int64(),
      )
    case 'double':
      return vectorFromArray(cells as (number | null)[], new Float64())
    case 'bool':
      return vectorFromArray(cells as (boolean | null)[], new Bool())
    case 'list-utf8':
      return vectorFromArray(cells as string[][], new List(new Field('item', new Utf8(), true)))
    case 'list-double':
      return vectorFromArray(cells as number[][], new List(new Field('item', new Float64(), true)))
    default:
      return vectorFromArray(cells as (string | null)[], new Utf8())
  }
}

export function attributeColumns(columns: ColumnValues[] = []): AttributeColumn[] {
  return columns.map(({ name, storage }, i) => ({ name, storage, type: types[storage], column: `a${i}` }))
}

/** A complete Arrow IPC stream; without rows where there are none. */
export function arrowStream(leading: Record<string, Vector>, columns: ColumnValues[] = []): Uint8Array {
  const attributes = Object.fromEntries(columns.map((column, i) => [`a${i}`, vectorOf(column)]))
  return tableToIPC(new Table({ ...leading, ...attributes }), 'stream')
}

export function streamsOf({ ids, nodeColumns, edges = [], edgeColumns }: SmallHost) {
  const nodes = arrowStream(
    {
      index: vectorFromArray(
        ids.map((_, i) => i),
        new Int32(),
      ),
      id: vectorFromArray(ids, new Utf8()),
    },
    nodeColumns,
  )
  const edgeStream = arrowStream(
    {
      source: vectorFromArray(
        edges.map(([source]) => source),
        new Int32(),
      ),
      target: vectorFromArray(
        edges.map(([, target]) => target),
        new Int32(),
      ),
    },
    edgeColumns,
  )
  return { nodes, edges: edgeStream }
}

let hostCount = 0

/** Loads the host into the engine. */
export async function loadSmallHost(connection: SqlConnection, small: SmallHost): Promise<TableHost> {
  const host: TableHost = {
    id: small.id ?? `small-${hostCount++}`,
    name: 'a small host',
    nodeCount: small.ids.length,
    edgeCount: small.edges?.length ?? 0,
    nodeColumns: attributeColumns(small.nodeColumns),
    edgeColumns: attributeColumns(small.edgeColumns),
  }
  await loadHostTables(connection, host, () => Promise.resolve(streamsOf(small)))
  return host
}
