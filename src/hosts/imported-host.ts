/** What an import gives: a host as plain data, ready to be stored or moved to another thread. */
import type { AttributeColumn } from '../model/attribute'
import type { HostInfo } from '../model/host-graph'
import type { GraphFormatName } from './formats/format'

/** A graph as plain data. `nodes` and `edges` are the parts of an Arrow IPC stream each (host-tables says which
 *  columns); `topology` is a packed topology (model/topology-blob). */
export interface ImportedHost extends Omit<HostInfo, 'name' | 'uri' | 'provider'> {
  /** `derived`: made from a host, not read from a file. */
  format: GraphFormatName | 'derived'
  /** The columns that held ids, for each file: two of a table of edges, one of a table of nodes, none of a graph. */
  readIds: string[][]
  nodeColumns: AttributeColumn[]
  edgeColumns: AttributeColumn[]
  nodes: Uint8Array<ArrayBuffer>[]
  edges: Uint8Array<ArrayBuffer>[]
  topology: Uint8Array<ArrayBuffer>
  /** Of the two tables and the topology together. */
  byteLength: number
}

/** The buffers of an imported host, for moving it to another thread. */
export function buffersOf({ nodes, edges, topology }: ImportedHost): ArrayBuffer[] {
  return [...nodes, ...edges, topology].map((part) => part.buffer)
}
