/** A host as a file, in the formats that can be written. */
import { exportLosses } from '../hosts/export-losses'
import { writeArrowFile, writeParquetFile } from '../hosts/write-arrow'
import { writeBulkEdges, writeBulkNodes } from '../hosts/write-bulk'
import { writeEdgeCsv, writeNodeCsv } from '../hosts/write-csv'
import { writeDot } from '../hosts/write-dot'
import { writeGexf } from '../hosts/write-gexf'
import { writeGml } from '../hosts/write-gml'
import { writeGraphml } from '../hosts/write-graphml'
import { writeMatrix } from '../hosts/write-matrix'
import { writeNodeLink } from '../hosts/write-node-link'
import { writePajek } from '../hosts/write-pajek'
import { MotifscopeError } from '../model/errors'
import type { HostRecord } from '../model/host-graph'
import { edgePages } from '../tables/edge-pages'
import { edgeRowsOfHost, nodeRowsOfHost } from '../tables/host-rows'
import type { SqlConnection } from '../tables/sql-connection'
import type { HostFormat } from './host-types'

const writers = {
  graphml: { write: writeGraphml, type: 'application/graphml+xml' },
  csv: { write: writeEdgeCsv, type: 'text/csv;charset=utf-8' },
  'csv-nodes': { write: writeNodeCsv, type: 'text/csv;charset=utf-8' },
  matrix: { write: writeMatrix, type: 'text/csv;charset=utf-8' },
  'bulk-nodes': { write: writeBulkNodes, type: 'text/csv;charset=utf-8' },
  'bulk-edges': { write: writeBulkEdges, type: 'text/csv;charset=utf-8' },
  json: { write: writeNodeLink, type: 'application/json' },
  gexf: { write: writeGexf, type: 'application/gexf+xml' },
  gml: { write: writeGml, type: 'text/plain;charset=utf-8' },
  pajek: { write: writePajek, type: 'text/plain;charset=utf-8' },
  dot: { write: writeDot, type: 'text/vnd.graphviz' },
}

const tableWriters = {
  parquet: { write: writeParquetFile, type: 'application/vnd.apache.parquet' },
  arrow: { write: writeArrowFile, type: 'application/vnd.apache.arrow.file' },
}

/** What the format cannot carry of this host, a sentence each. */
export function lossesOf(host: HostRecord, format: HostFormat): string[] {
  return exportLosses(format, host)
}

/** The whole host as a blob, written piece by piece. CSV, Parquet and Arrow hold the edges only.
 *  @throws MotifscopeError `unsupported-format`, `not-writable`. */
export async function exportHost(
  connection: SqlConnection,
  host: HostRecord,
  format: HostFormat,
): Promise<Blob> {
  const parts: Blob[] = []
  if (format in tableWriters) {
    const { write, type } = tableWriters[format as keyof typeof tableWriters]
    for await (const bytes of write(edgePages(connection, host))) parts.push(new Blob([bytes]))
    return new Blob(parts, { type })
  }
  if (!(format in writers))
    throw new MotifscopeError('unsupported-format', `Host graphs cannot be written as ${format} yet.`, {
      hint: `Use one of ${Object.keys({ ...writers, ...tableWriters }).join(', ')}.`,
    })
  const { write, type } = writers[format as keyof typeof writers]
  const { directed, multigraph, nodeCount, nodeColumns, edgeColumns } = host
  const nodes = nodeRowsOfHost(connection, host)
  const edges = edgeRowsOfHost(connection, host)
  for await (const text of write({ directed, multigraph, nodeCount, nodeColumns, edgeColumns, nodes, edges }))
    parts.push(new Blob([text]))
  return new Blob(parts, { type })
}
