/** The remotes a user added, as they are kept: without credentials, unless encrypted. */
import { MotifscopeError } from '../model/errors'
import type { RemoteAuthenticator } from '../moss/authenticator'
import { isPlain } from '../moss/canonical-json'
import type { CheckpointKeeper } from '../moss/replication/checkpoint-book'
import { isSealed } from '../moss/replication/sealed-credentials'
import type { SealedCredentials } from '../moss/replication/sealed-credentials'

export interface RemoteRecord {
  id: string
  url: string
  authentication: RemoteAuthenticator['kind']
  prefixes: string[]
  addedAt: string
  /** The prefixes that were previewed. */
  previewed?: string[]
  credentials?: SealedCredentials
}

/** Small values kept under a name; `undefined` forgets. */
export interface SettingsStore {
  get(name: string): Promise<unknown>
  put(name: string, value: unknown): Promise<void>
}

const recordsName = 'mossRemotes'
const checkpointName = (id: string) => `mossCheckpoint/${id}`

export class RemoteRecords {
  private readonly settings: SettingsStore
  private readonly newId: () => string
  /** Changes one after another: each reads what the one before wrote. */
  private last: Promise<unknown> = Promise.resolve()

  constructor(settings: SettingsStore, newId: () => string) {
    this.settings = settings
    this.newId = newId
  }

  async all(): Promise<RemoteRecord[]> {
    const kept = await this.settings.get(recordsName)
    return Array.isArray(kept) ? kept.filter(isRecord) : []
  }

  /** @throws MotifscopeError `unknown-remote`. */
  async get(id: string): Promise<RemoteRecord> {
    const found = (await this.all()).find((record) => record.id === id)
    if (found) return found
    throw new MotifscopeError('unknown-remote', 'There is no such remote.', {
      hint: 'List the remotes: it may have been removed in another tab.',
    })
  }

  /** @throws MotifscopeError `known-remote`. */
  add(record: Omit<RemoteRecord, 'id'>): Promise<RemoteRecord> {
    return this.inTurn(async () => {
      const all = await this.all()
      if (all.some(({ url }) => url === record.url))
        throw new MotifscopeError('known-remote', `The remote ${record.url} is there already.`)
      const added = { id: this.newId(), ...record }
      await this.settings.put(recordsName, [...all, added])
      return added
    })
  }

  /** Changes a record; members that are undefined are forgotten.
   *  @throws MotifscopeError `unknown-remote`. */
  change(
    id: string,
    changes: { [Name in keyof RemoteRecord]?: RemoteRecord[Name] | undefined },
  ): Promise<RemoteRecord> {
    return this.inTurn(async () => {
      const members = Object.entries({ ...(await this.get(id)), ...changes })
      const changed = Object.fromEntries(members.filter(([, value]) => value !== undefined))
      const all = (await this.all()).map((record) => (record.id === id ? changed : record))
      await this.settings.put(recordsName, all)
      return changed as unknown as RemoteRecord
    })
  }

  /** Forgets a remote and how far it came. */
  remove(id: string): Promise<void> {
    return this.inTurn(async () => {
      const others = (await this.all()).filter((record) => record.id !== id)
      await this.settings.put(recordsName, others)
      await this.forgetCheckpoint(id)
    })
  }

  forgetCheckpoint(id: string): Promise<void> {
    return this.settings.put(checkpointName(id), undefined)
  }

  checkpoints(id: string): CheckpointKeeper {
    return {
      read: () => this.settings.get(checkpointName(id)),
      keep: (checkpoint) => this.settings.put(checkpointName(id), checkpoint),
      newSession: this.newId,
    }
  }

  private inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.last.then(work)
    this.last = turn.catch(() => undefined)
    return turn
  }
}

function isRecord(value: unknown): value is RemoteRecord {
  return (
    isPlain(value) &&
    [value['id'], value['url'], value['authentication'], value['addedAt']].every(
      (text) => typeof text === 'string',
    ) &&
    Array.isArray(value['prefixes']) &&
    (value['credentials'] === undefined || isSealed(value['credentials']))
  )
}
