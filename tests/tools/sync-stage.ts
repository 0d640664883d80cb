/** Replicas in memory, with Node's own fetch, that synchronise with the server of a test file. */
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { receive } from '../../src/moss/receive'
import type { SyncOptions } from '../../src/scripting/moss-types'
import { startCouchServer } from './couch-server'
import type { CouchServer } from './couch-server'
import { firstDocument, memoryReplica } from './moss-documents'
import { memoryRemoteSources } from './remote-sources'

type GivenSources = Parameters<typeof memoryRemoteSources>[0]

/** A server for the tests of a file, and an empty database for each. */
export class SyncStage {
  server!: CouchServer
  /** Its address. */
  database!: string
  private count = 0

  /** To be called while tests are collected. */
  static prepare(): SyncStage {
    const stage = new SyncStage()
    beforeAll(async () => void (stage.server = await startCouchServer()))
    afterAll(() => stage.server.stop())
    beforeEach(() => stage.clear())
    return stage
  }

  private async clear(): Promise<void> {
    this.server.fault = () => undefined
    this.server.authorization = null
    this.database = await this.server.create(`db${++this.count}`)
    this.server.requests.length = 0
    this.server.heard.length = 0
  }

  /** A replica with the remote added and previewed. */
  async joined(prefixes: string[] = [''], given: GivenSources = {}) {
    const one = replica(given)
    const { id } = await one.moss.remotes.add({ url: this.database, prefixes })
    await one.moss.remotes.preview(id)
    return { ...one, id, sync: (options: SyncOptions = {}) => one.moss.remotes.sync(id, options) }
  }

  /** The path of something in the database. */
  path(below: string): string {
    return `/${this.database.split('/').at(-1)}${below}`
  }

  /** Stores revisions as anybody could. */
  async plant(...docs: object[]): Promise<void> {
    await this.server.ask('POST', this.path('/_bulk_docs'), { docs, new_edits: false })
  }

  /** Every leaf revision at the server, with its content. */
  async stored(): Promise<Record<string, unknown>[]> {
    const { results } = (await this.server.ask('GET', this.path('/_changes?style=all_docs'))) as {
      results: { id: string; changes: { rev: string }[] }[]
    }
    const docs = results.flatMap(({ id, changes }) => changes.map(({ rev }) => ({ id, rev })))
    const { results: found } = (await this.server.ask('POST', this.path('/_bulk_get'), { docs })) as {
      results: { docs: { ok: Record<string, unknown> }[] }[]
    }
    return found.flatMap(({ docs }) => docs.map(({ ok }) => ok))
  }

  /** One for each leaf revision, sorted. */
  async storedIds(): Promise<string[]> {
    return (await this.stored()).map(({ _id }) => String(_id)).sort()
  }
}

export function replica(given: GivenSources = {}) {
  const sources = memoryRemoteSources(given)
  return { ...memoryReplica({ remotes: sources }), sources }
}
export type Replica = ReturnType<typeof replica>

export const idsOf = ({ store }: Pick<Replica, 'store'>) => [...store.documents.keys()].sort()
export const headsOf = ({ store }: Pick<Replica, 'store'>) =>
  [...store.trees.values()].map(({ headId }) => headId).sort()

/** Puts many documents into a replica; answers their ids, sorted. */
export async function write({ tools }: Pick<Replica, 'tools'>, number: number): Promise<string[]> {
  const documents = await Promise.all(
    Array.from({ length: number }, (_, i) => firstDocument({ body: i, uri: `https://example.org/${i}` })),
  )
  await receive(documents, tools)
  return documents.map(({ id }) => id).sort()
}

export const note = { uri: 'https://example.org/1', body: { text: 'a note' } }
