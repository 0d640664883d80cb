/** Values of the official driver as plain data, and the other way. The driver is told to read integers as bigint. */
import type * as Neo4j from 'neo4j-driver'
import type { RemoteNode, RemoteRelationship, RemoteValue } from './cypher-endpoint'
import { checkedInteger, invalidParameter, isPlainObject, numberFrom } from './typed-json'

type Driver = typeof Neo4j.default

const recordFrom = (driver: Driver, entries: object): Record<string, RemoteValue> =>
  Object.fromEntries(Object.entries(entries).map(([key, item]) => [key, valueFromBolt(driver, item)]))

const nodeFrom = (driver: Driver, { elementId, labels, properties }: Neo4j.Node<bigint>): RemoteNode => ({
  kind: 'node',
  id: elementId,
  labels: [...labels],
  properties: recordFrom(driver, properties),
})

const relationshipFrom = (driver: Driver, edge: Neo4j.Relationship<bigint>): RemoteRelationship => ({
  kind: 'relationship',
  id: edge.elementId,
  type: edge.type,
  source: edge.startNodeElementId,
  target: edge.endNodeElementId,
  properties: recordFrom(driver, edge.properties),
})

export function valueFromBolt(driver: Driver, value: unknown): RemoteValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return numberFrom(value)
  if (typeof value !== 'object') return value as boolean | number | string
  if (Array.isArray(value)) return value.map((item) => valueFromBolt(driver, item))
  if (driver.isNode<bigint>(value)) return nodeFrom(driver, value)
  if (driver.isRelationship<bigint>(value)) return relationshipFrom(driver, value)
  if (driver.isPath<bigint>(value)) {
    const { start, segments } = value
    return {
      kind: 'path',
      nodes: [start, ...segments.map(({ end }) => end)].map((node) => nodeFrom(driver, node)),
      relationships: segments.map(({ relationship }) => relationshipFrom(driver, relationship)),
    }
  }
  if (driver.isPoint(value)) {
    const { srid, x, y, z } = value
    return { srid: Number(srid), x, y, ...(z === undefined ? {} : { z }) }
  }
  // Dates, times and durations write themselves as ISO 8601 does.
  return isPlainObject(value) ? recordFrom(driver, value) : String(value)
}

/** Whole numbers become integers: the driver would send every number as a float.
 *  @throws MotifscopeError `invalid-parameter` */
export function boltFromValue(name: string, value: unknown): unknown {
  if (typeof value === 'bigint') return checkedInteger(name, value)
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map((item) => boltFromValue(name, item))
  if (!isPlainObject(value)) throw invalidParameter(name)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, boltFromValue(name, item)]))
}
