/** The hosts of this browser: keeps an import, lists, forgets, and hands out tables and topology, each made once per
 *  session and only when asked for. Main thread. */
import { MotifscopeError } from '../model/errors'
import type { HostDescription, HostRecord, HostStatistics, HostTopology } from '../model/host-graph'
import type { AttributeNeeds, EdgePairs } from '../model/plan'
import type { SearchableHost } from '../model/searchable-host'
import { loadedOnce } from '../model/loaded-once'
import { unpackTopology } from '../model/topology-blob'
import type { MotifscopeDatabase } from '../storage/database'
import { readHostFile } from '../storage/host-files'
import { deleteHost, getHost, listHosts, storeHost, updateHost } from '../storage/hosts'
import { listJobs } from '../storage/job-records'
import type { SqlConnection } from '../tables/sql-connection'
import { streamOfParts } from './file-pieces'
import type { ImportedHost } from './imported-host'
import { createKeptAnswers } from './kept-answers'
import { openHostChannel } from './host-channel'
import { damagedHost, unknownHost } from './library-errors'
import type { ImportHooks } from './pace'
import type { StoredHost } from './stored-host'

export interface HostLibrarySources {
  database: () => Promise<MotifscopeDatabase>
  sql: () => Promise<SqlConnection>
  /** Memory that search workers can see. */
  allocate: (byteLength: number) => ArrayBufferLike
  /** Runs in a worker. */
  describeHost: (topology: HostTopology, edges: EdgePairs, hooks: ImportHooks) => Promise<HostDescription>
}

/** What an import does not say of itself. */
export type GivenFacts = Pick<HostRecord, 'name' | 'uri'> &
  Partial<Pick<HostRecord, 'provider' | 'origin' | 'readAs'>>

export interface HostLibrary {
  /** Stores an import; a host with the same content is left as it is, opened again. */
  keep(imported: ImportedHost, given: GivenFacts): Promise<HostRecord>
  list(): Promise<HostRecord[]>
  /** @throws MotifscopeError `unknown-host`. */
  get(id: string): Promise<HostRecord>
  /** The same, as this tab last read it: storage is not asked again for what cannot change while a host is open.
   *  @throws MotifscopeError `unknown-host`. */
  known(id: string): Promise<HostRecord>
  close(id: string): Promise<void>
  /** The host with its tables loaded; also of a closed host whose results are kept (then ids only). `nodes`: the edge
   *  table is not needed. */
  tables(id: string, part?: 'nodes' | 'all'): Promise<{ connection: SqlConnection; host: HostRecord }>
  /** The host as it is stored, for making another from it. */
  stored(id: string): Promise<StoredHost>
  searchable(id: string): Promise<SearchableHost>
  statistics(id: string): Promise<HostStatistics>
  /** Counted when first asked for, then kept with the host. Rejects with `cancelled`. */
  describe(id: string, hooks?: ImportHooks): Promise<HostDescription>
  /** Deletes what closed hosts left for results that are gone now. */
  sweep(): Promise<void>
}

// The tables bring Arrow and the engine with them: they are loaded when first needed, not with the page.
const hostTables = loadedOnce(() => import('../tables/host-tables'))

/** Which tables answer what a search must know of attributes. */
function partFor(needs: AttributeNeeds): 'none' | 'nodes' | 'all' {
  if (needs.edgeSets.length + needs.edgeComparisons.length > 0) return 'all'
  return needs.nodeSets.length + needs.nodeComparisons.length > 0 ? 'nodes' : 'none'
}

export function createHostLibrary(sources: HostLibrarySources): HostLibrary {
  const topologies = new Map<string, Promise<HostTopology>>()
  const records = new Map<string, HostRecord>()
  const answers = createKeptAnswers()
  const channel = openHostChannel((id) => records.delete(id))

  async function recordOf(id: string): Promise<HostRecord> {
    const record = await getHost(await sources.database(), id)
    if (!record) throw unknownHost(id)
    return record
  }

  async function get(id: string): Promise<HostRecord> {
    const record = await recordOf(id)
    if (record.isClosed) throw unknownHost(id)
    records.set(id, record)
    return record
  }

  const known = async (id: string) => records.get(id) ?? get(id)

  async function file(record: HostRecord, name: string): Promise<Blob> {
    const found = await readHostFile(await sources.database(), record.id, name)
    if (!found) throw damagedHost(record.name)
    return found
  }

  async function tables(
    id: string,
    part: 'nodes' | 'all' = 'all',
  ): Promise<{ connection: SqlConnection; host: HostRecord }> {
    const [host, connection] = await Promise.all([records.get(id) ?? recordOf(id), sources.sql()])
    const { loadHostTables } = await hostTables()
    const open = async () => ({
      nodes: await file(host, 'nodes.arrow'),
      edges: await file(host, 'edges.arrow'),
    })
    await loadHostTables(connection, host, open, part)
    return { connection, host }
  }

  async function dropTables(id: string): Promise<void> {
    const { dropHostTables } = await hostTables()
    await dropHostTables(await sources.sql(), id)
  }

  async function readTopology(record: HostRecord): Promise<HostTopology> {
    const blob = await file(record, 'topology.bin')
    const shared = new Uint8Array(sources.allocate(blob.size), 0, blob.size)
    let at = 0
    const reader = blob.stream().getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      shared.set(part.value, at)
      at += part.value.length
    }
    try {
      return unpackTopology(shared)
    } catch (cause) {
      throw new MotifscopeError('host-damaged', damagedHost(record.name).message, { cause })
    }
  }

  function topology(record: HostRecord): Promise<HostTopology> {
    const known = topologies.get(record.id)
    if (known) return known
    const reading = readTopology(record)
    topologies.set(record.id, reading)
    reading.catch(() => topologies.delete(record.id))
    return reading
  }

  return {
    async keep(imported, given) {
      const db = await sources.database()
      const openedAt = Date.now()
      const known = await getHost(db, imported.id)
      if (known && !known.isClosed) {
        await updateHost(db, known.id, (record) => ({ ...record, openedAt }))
        return { ...known, openedAt }
      }
      if (known) await dropTables(known.id)
      const { nodes, edges, topology: packed, ...facts } = imported
      return storeHost(db, imported.id, async (write) => {
        const lengths = [
          await write('nodes.arrow', streamOfParts(nodes)),
          await write('edges.arrow', streamOfParts(edges)),
          await write('topology.bin', packed),
        ]
        const byteLength = lengths.reduce((sum, length) => sum + length, 0)
        return { ...facts, provider: 'local', ...given, openedAt, byteLength, isClosed: false }
      })
    },

    list: async () => (await listHosts(await sources.database())).filter((record) => !record.isClosed),
    get,
    known,
    tables,

    async close(id) {
      const record = await get(id)
      const db = await sources.database()
      const hasResults = (await listJobs(db)).some((job) => job.hostId === id && job.rowCount > 0)
      if (hasResults) await keepIdsOnly(record)
      topologies.delete(id)
      answers.forget(id)
      await dropTables(id)
      if (!hasResults) await deleteHost(db, id)
      records.delete(id)
      channel.tellClosed(id)
    },

    async stored(id) {
      const record = await get(id)
      const [nodes, edges] = [await file(record, 'nodes.arrow'), await file(record, 'edges.arrow')]
      return { ...record, nodes, edges, topology: await file(record, 'topology.bin') }
    },

    async searchable(id) {
      const record = await known(id)
      return {
        record,
        topology: await topology(record),
        async resolve(needs) {
          const part = partFor(needs)
          if (part === 'none') return { nodeSets: [], edgeSets: [], nodeComparisons: [], edgeComparisons: [] }
          return answers.of(id, needs, async () => {
            const { connection, host } = await tables(id, part)
            const { resolveNeeds } = await import('../tables/candidate-sets')
            return resolveNeeds(connection, host, needs)
          })
        },
      }
    },

    statistics: async (id) => (await get(id)).statistics ?? (await describe(id, {})).statistics,
    describe: (id, hooks = {}) => describe(id, hooks),

    async sweep() {
      const db = await sources.database()
      const needed = new Set(
        (await listJobs(db)).flatMap(({ hostId, answerHostId }) => [hostId, answerHostId ?? hostId]),
      )
      for (const record of await listHosts(db))
        if (record.isClosed && !needed.has(record.id)) await deleteHost(db, record.id)
    },
  }

  async function describe(id: string, hooks: ImportHooks): Promise<HostDescription> {
    const record = await get(id)
    if (record.statistics && record.spread) return { statistics: record.statistics, ...record.spread }
    const { edgePairsFrom } = await import('../tables/edge-pairs')
    const pairs = await edgePairsFrom(await file(record, 'edges.arrow'), record.edgeCount).catch(
      (cause: unknown) => {
        throw new MotifscopeError('host-damaged', damagedHost(record.name).message, { cause })
      },
    )
    const description = await sources.describeHost(await topology(record), pairs, hooks)
    const { statistics, ...spread } = description
    await updateHost(await sources.database(), id, (stored) => ({ ...stored, statistics, spread }))
    return description
  }

  /** What a result needs to name its neurons stays; attributes, edges and topology go. */
  async function keepIdsOnly(record: HostRecord): Promise<void> {
    const { connection } = await tables(record.id)
    const { idStreams } = await import('../tables/node-ids')
    const { nodes, edges } = await idStreams(connection, record)
    await storeHost(await sources.database(), record.id, async (write) => {
      const byteLength = (await write('nodes.arrow', nodes)) + (await write('edges.arrow', edges))
      await write('topology.bin', new Blob([]))
      const facts = { ...record }
      delete facts.statistics
      delete facts.spread
      return { ...facts, nodeColumns: [], edgeColumns: [], edgeCount: 0, byteLength, isClosed: true }
    })
  }
}
