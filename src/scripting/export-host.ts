/** A host as a file, in the formats that can be written. */
import { writeEdgeCsv } from '../hosts/write-csv'
import { writeGraphml } from '../hosts/write-graphml'
import { writeNodeLink } from '../hosts/write-node-link'
import { MotifscopeError } from '../model/errors'
import type { HostRecord } from '../model/host-graph'
import { edgeRowsOfHost, nodeRowsOfHost } from '../tables/host-rows'
import type { SqlConnection } from '../tables/sql-connection'
import type { HostFormat } from './api'

const writers = {
  graphml: { write: writeGraphml, type: 'application/graphml+xml' },
  csv: { write: writeEdgeCsv, type: 'text/csv;charset=utf-8' },
  json: { write: writeNodeLink, type: 'application/json' },
}

/** The whole host as a blob, written piece by piece. CSV holds the edges only.
 *  @throws MotifscopeError `unsupported-format`, `not-writable`. */
export async function exportHost(
  connection: SqlConnection,
  host: HostRecord,
  format: HostFormat,
): Promise<Blob> {
  if (!(format in writers))
    throw new MotifscopeError('unsupported-format', `Host graphs cannot be written as ${format} yet.`, {
      hint: `Use one of ${Object.keys(writers).join(', ')}.`,
    })
  const { write, type } = writers[format as keyof typeof writers]
  const { directed, multigraph, nodeColumns, edgeColumns } = host
  const nodes = nodeRowsOfHost(connection, host)
  const edges = edgeRowsOfHost(connection, host)
  const parts: Blob[] = []
  for await (const text of write({ directed, multigraph, nodeColumns, edgeColumns, nodes, edges }))
    parts.push(new Blob([text]))
  return new Blob(parts, { type })
}
