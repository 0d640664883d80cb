/** What a cell of the table of faults is, and what the cells share: the edges they lay down and read back, and a question
 *  that something else answers in the server's place. */
import { expect } from 'vitest'
import type { EdgeRecord } from '../../../src/grand/backend'
import type { BackendName, FaultStage } from './fault-stage'

export const faults = ['slow', 'cut', '401', '404', '500', 'half a row', 'redirect', 'gone'] as const
export type Fault = (typeof faults)[number]

export interface FaultRow {
  fault: Fault
  of: readonly BackendName[]
  asserts: string
  show(stage: FaultStage, name: BackendName): Promise<void>
}

export const overHttp = ['Neo4j HTTP', 'neuPrint', 'DynamoDB'] as const
export const neo4j = ['Neo4j HTTP', 'Neo4j Bolt'] as const
/** Ask again for themselves in the middle of a stream, for they ask page by page. */
export const paged = ['neuPrint', 'Gremlin', 'DynamoDB'] as const
/** Say their first word over HTTP, or not at all. */
export const overSockets = ['Gremlin', 'Neo4j Bolt'] as const

export const edges: EdgeRecord[] = Array.from({ length: 600 }, (_, i) => ({
  source: String(1 + (i % 60)),
  target: String(1000 + i),
  attributes: { weight: i },
}))
export const told = (list: readonly EdgeRecord[]) =>
  list.map(({ source, target, attributes }) => `${source} ${target} ${String(attributes['weight'])}`).sort()

/** All edges; `each` is told how many there are after every batch. */
export async function read(
  stage: FaultStage,
  batchSize: number,
  each: (soFar: number) => void = () => undefined,
) {
  const found: EdgeRecord[] = []
  const backend = await stage.open()
  for await (const batch of backend.edges({ batchSize })) {
    found.push(...batch)
    each(found.length)
  }
  return told(found)
}

/** The fault of a question that is answered otherwise in the server's place. */
export async function faultOf(stage: FaultStage, text: string, times = Infinity) {
  const backend = await stage.open()
  stage.relay.instead = { text, times }
  const fault = await backend.nodeCount().catch((error: unknown) => error)
  expect(fault).toMatchObject({ message: expect.stringContaining(String(stage.relay.port)) as unknown })
  const { message, hint = '' } = fault as { message: string; hint?: string }
  expect(hint).toMatch(/\w/)
  expect(message + hint).not.toMatch(/<|script/)
  return fault
}
