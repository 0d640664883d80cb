/** A stored host → another one made from it: a part of it, with merged edges, or with attributes more or fewer. Runs in a
 *  worker and in Node; knows no storage and no page. */
import type { Derivation } from '../model/derivation'
import { aggregateEdges } from './aggregate-edges'
import { CellColumn } from './cell-column'
import { choosePart } from './choose-part'
import type { FilterAnswer } from './choose-part'
import { finishImport, outOfMemory } from './finish-import'
import { GraphBuilder } from './graph-builder'
import { checkHostSize, roomHere } from './host-size'
import type { ImportedHost } from './imported-host'
import { joinTable } from './join-table'
import type { Join, JoinTally } from './join-table'
import type { GraphSource } from './open-source'
import { Pace } from './pace'
import type { ImportHooks } from './pace'
import { readStoredHost } from './stored-host'
import type { StoredHost } from './stored-host'

/** Makes the host.
 *  @param answer what the conditions of a filter found
 *  @param table what is joined
 *  @throws MotifscopeError of `choosePart`, `aggregateEdges` and `joinTable`; the signal's reason when aborted. */
export async function rebuildHost(
  host: StoredHost,
  derivation: Derivation,
  answer: FilterAnswer,
  table: GraphSource | null,
  hooks: ImportHooks = {},
): Promise<ImportedHost> {
  const pace = new Pace(hooks)
  try {
    const room = await roomHere()
    const builder = new GraphBuilder()
    const part = await choosePart(host, derivation, answer, builder.notices)
    const keptCount = part.edges ? part.edges.reduce((sum, one) => sum + one, 0) : host.edgeCount
    checkHostSize(keptCount, host.edgeColumns.length, room)
    await readStoredHost(host, part, builder, pace)
    if (derivation.by === 'aggregate') aggregateEdges(builder, derivation, room)
    if (derivation.by === 'join' && table) await joinTable(builder, table, derivation, pace)
    return await finishImport(builder, { format: 'derived', readIds: [] }, undefined, pace)
  } catch (thrown) {
    throw outOfMemory(thrown)
  }
}

/** How a table and a host would fit together; nothing is made. */
export async function tallyJoin(
  host: StoredHost,
  join: Join,
  table: GraphSource,
  hooks: ImportHooks = {},
): Promise<JoinTally> {
  const pace = new Pace(hooks)
  const builder = new GraphBuilder()
  // Only the names of the host's attributes matter here.
  const bare = { ...host, edgeColumns: [], nodeColumns: [] }
  await readStoredHost(bare, { nodes: null, edges: null }, builder, pace)
  for (const { name } of host.edgeColumns) builder.edgeColumns.column(name)
  builder.nodeSources[0]?.columns.push(...host.nodeColumns.map(({ name }) => new CellColumn(name)))
  return joinTable(builder, table, join, pace)
}
