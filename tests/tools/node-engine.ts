/** The whole engine in Node: the import of the page, the real DuckDB, the planner and the reference kernel. Only the
 *  workers and the queue between them are left out. */
import { readMotif } from '../../src/dotmotif/read-motif'
import { needsFromMotif } from '../../src/grandiso/needs'
import { planSearch } from '../../src/grandiso/plan'
import { createReferenceSearch } from '../../src/grandiso/reference-kernel'
import { importGraph } from '../../src/hosts/import-graph'
import type { ImportOptions } from '../../src/hosts/import-graph'
import type { ImportedHost } from '../../src/hosts/imported-host'
import type { SearchSemantics } from '../../src/model/job'
import { unpackTopology } from '../../src/model/topology-blob'
import { resolveNeeds } from '../../src/tables/candidate-sets'
import { loadHostTables } from '../../src/tables/host-tables'
import { idsOfNodes } from '../../src/tables/node-ids'
import type { SqlConnection } from '../../src/tables/sql-connection'

export interface EngineHost {
  connection: SqlConnection
  imported: ImportedHost & { name: string }
}

/** Imports bytes and loads the tables. */
export async function openEngineHost(
  connection: SqlConnection,
  content: string | Uint8Array<ArrayBuffer>,
  options: ImportOptions = {},
): Promise<EngineHost> {
  const blob = new Blob([content])
  const source = { stream: blob.stream() as ReadableStream<Uint8Array>, size: blob.size }
  const imported = { ...(await importGraph(source, null, options)), name: 'test' }
  await loadHostTables(connection, imported, () =>
    Promise.resolve({ nodes: new Blob(imported.nodes), edges: new Blob(imported.edges) }),
  )
  return { connection, imported }
}

export interface EngineAnswer {
  columns: string[]
  count: number
  rows: string[][]
}

/** Finds a motif, or answers with the code of why it was refused. */
export async function searchInNode(
  { connection, imported }: EngineHost,
  source: string,
  options: Partial<SearchSemantics>,
): Promise<EngineAnswer | { code: string }> {
  const reading = readMotif(source)
  if (!reading.ok) return { code: reading.errors[0]?.code ?? 'none' }
  if (reading.motif.nodes.length === 0) return { code: 'empty-motif' }
  const { motif } = reading
  const plain = {
    ignoreDirection: false,
    excludeAutomorphisms: false,
    induced: false,
    limit: null,
    countOnly: false,
  }
  const semantics: SearchSemantics = { ...plain, ...options }
  const resolved = await resolveNeeds(connection, imported, needsFromMotif(motif))
  const topology = unpackTopology(imported.topology)
  const { plan, space } = planSearch({ motif, semantics, topology, resolved })
  const search = createReferenceSearch(plan, space)
  const all = { first: 0, end: plan.rootCount }
  const { count, rows } = search.run(all, null, { steps: Infinity, rows: semantics.limit ?? 2 ** 24 })
  const ids = await idsOfNodes(connection, imported, rows)
  const width = plan.columns.length
  return {
    columns: plan.columns,
    count,
    rows: Array.from({ length: count }, (_, row) => ids.slice(row * width, (row + 1) * width)),
  }
}
