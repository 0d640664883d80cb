/** How a graph lies in two tables of DynamoDB: their keys, their index, and which part of an item is an id. Pure. */
import type { CreateTableCommandInput, TableDescription } from '@aws-sdk/client-dynamodb'
import type { EdgeRecord, NodePair } from '../../backend'
import type { Item } from './dynamodb-values'
import { attributesOf, keyNames } from './dynamodb-values'

const { node, source, target } = keyNames

/** The index of the edge table that answers who points at a node. */
export const byTarget = 'ByTarget'

export const textOf = (item: Item, name: string): string => item[name]?.S ?? ''
export const keyOfNode = (id: string): Item => ({ [node]: { S: id } })
export const keyOfEdge = ([from, to]: NodePair): Item => ({ [source]: { S: from }, [target]: { S: to } })

export const edgeFrom = (item: Item): EdgeRecord => ({
  source: textOf(item, source),
  target: textOf(item, target),
  attributes: attributesOf(item),
})

const keys = (first: string, second?: string) => [
  { AttributeName: first, KeyType: 'HASH' as const },
  ...(second === undefined ? [] : [{ AttributeName: second, KeyType: 'RANGE' as const }]),
]
const texts = (names: string[]) =>
  names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }))

/** Both tables, paid by request. */
export const tablesNamed = (nodeTable: string, edgeTable: string): CreateTableCommandInput[] => [
  {
    TableName: nodeTable,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: texts([node]),
    KeySchema: keys(node),
  },
  {
    TableName: edgeTable,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: texts([source, target]),
    KeySchema: keys(source, target),
    GlobalSecondaryIndexes: [
      { IndexName: byTarget, KeySchema: keys(target, source), Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
  },
]

/** What is told of a table. */
export interface TableFacts {
  /** The attributes of its key, in order. */
  keys: string[]
  /** Names of its indexes. */
  indexes: string[]
  /** Some hours old. */
  itemCount: number
}

export const factsOf = (table: TableDescription = {}): TableFacts => ({
  keys: (table.KeySchema ?? []).map(({ AttributeName = '' }) => AttributeName),
  indexes: (table.GlobalSecondaryIndexes ?? []).map(({ IndexName = '' }) => IndexName),
  itemCount: Number(table.ItemCount ?? 0),
})
