/** `motifscope.moss.remotes`: remotes, what they may be sent, and their synchronisation in this tab. Credentials are in a
 *  map of this page's memory; what is kept of them is encrypted. */
import type { DocumentStore } from '../model/document-store'
import { MotifscopeError } from '../model/errors'
import type { RemoteAuthenticator } from '../moss/authenticator'
import { noAuthentication } from '../moss/authenticator'
import type { Bytes } from '../moss/bytes'
import { hexFrom } from '../moss/bytes'
import { frozen } from '../moss/document-id'
import { previewPush } from '../moss/replication/chosen-documents'
import { createCouchClient } from '../moss/replication/couch-client'
import type { SendRequest } from '../moss/replication/request'
import { openCredentials, sealCredentials } from '../moss/replication/sealed-credentials'
import type { PlainCredentials } from '../moss/replication/sealed-credentials'
import { copyOfTally, emptyTally } from '../moss/replication/sync-status'
import type { SyncStatus, SyncTally } from '../moss/replication/sync-status'
import { synchronise } from '../moss/replication/synchronise'
import type { SyncTools } from '../moss/replication/synchronise'
import type { VerifySignature } from '../moss/proof'
import type { RemoteCredentials, RemoteInfo, RemotesApi, SyncOptions } from './moss-remote-types'
import { remoteAddress, remotePrefixes } from './remote-address'
import { authenticatorFrom } from './remote-credentials'
import { RemoteRecords } from './remote-records'
import type { RemoteRecord, SettingsStore } from './remote-records'

/** What synchronisation needs of the browser. */
export interface RemoteSources extends Pick<SyncTools, 'random' | 'pause' | 'isOnline' | 'untilOnline'> {
  settings: SettingsStore
  send: SendRequest
  randomBytes(length: number): Bytes
  /** Runs work while no other tab runs work of this name; calls `onWait` when one does. */
  alone<Value>(
    name: string,
    options: { signal: AbortSignal; onWait: () => void },
    work: () => Promise<Value>,
  ): Promise<Value>
  /** Milliseconds that an ordinary answer may take. */
  timeoutMs: number
}

export interface RemotesTools {
  store: DocumentStore
  verify: VerifySignature
  now: () => number
}

const idle: SyncStatus = { ...emptyTally(), state: 'idle' }

export function createRemotesApi(tools: RemotesTools, sources: RemoteSources): RemotesApi {
  return new Remotes(tools, sources).api()
}

class Remotes {
  private readonly tools: RemotesTools
  private readonly sources: RemoteSources
  private readonly records: RemoteRecords
  private readonly credentials = new Map<string, RemoteAuthenticator>()
  private readonly statuses = new Map<string, SyncStatus>()
  private readonly runs = new Map<string, { over: AbortController; ended: Promise<unknown> }>()
  private readonly watchers = new Set<(id: string, status: SyncStatus) => void>()

  constructor(tools: RemotesTools, sources: RemoteSources) {
    this.tools = tools
    this.sources = sources
    this.records = new RemoteRecords(sources.settings, () => hexFrom(sources.randomBytes(16)))
  }

  api(): RemotesApi {
    return {
      add: (remote) => this.add(remote),
      list: async () => (await this.records.all()).map((record) => this.infoOf(record)),
      choose: (id, prefixes) => this.choose(id, prefixes),
      authenticate: (id, credentials, { passphrase } = {}) => this.authenticate(id, credentials, passphrase),
      unlock: (id, passphrase) => this.unlock(id, passphrase),
      preview: async (id, { sampleSize } = {}) => {
        const { prefixes } = await this.records.get(id)
        const preview = await previewPush(this.tools.store, prefixes, sampleSize)
        await this.records.change(id, { previewed: prefixes })
        return frozen(preview)
      },
      sync: (id, options = {}) => this.sync(id, options),
      stop: (id) => this.stop(id),
      watch: (callback) => {
        this.watchers.add(callback)
        return () => void this.watchers.delete(callback)
      },
      remove: async (id) => {
        await this.records.get(id)
        await this.stop(id)
        await this.records.remove(id)
        this.credentials.delete(id)
        this.statuses.delete(id)
      },
    }
  }

  private async add({
    url,
    authenticator = { kind: 'none' },
    prefixes = [],
  }: Parameters<RemotesApi['add']>[0]) {
    const access = authenticatorFrom(authenticator)
    const record = await this.records.add({
      url: remoteAddress(url),
      authentication: access.kind,
      prefixes: remotePrefixes(prefixes),
      addedAt: new Date(this.tools.now()).toISOString(),
    })
    this.credentials.set(record.id, access)
    return this.infoOf(record)
  }

  private async choose(id: string, prefixes: readonly string[]): Promise<RemoteInfo> {
    const chosen = remotePrefixes(prefixes)
    await this.stop(id)
    const record = await this.records.change(id, { prefixes: chosen, previewed: undefined })
    // What was passed over may be chosen now: everything is offered again, which costs a question a document.
    await this.records.forgetCheckpoint(id)
    return this.infoOf(record)
  }

  private async authenticate(id: string, credentials: RemoteCredentials, passphrase: string | undefined) {
    const record = await this.records.get(id)
    const access = authenticatorFrom(credentials)
    if (passphrase !== undefined && 'headers' in credentials)
      throw new MotifscopeError('invalid-credentials', 'Only a name and password, or a token, can be kept.')
    const plain = credentials as PlainCredentials
    const sealed =
      passphrase === undefined
        ? undefined
        : await sealCredentials(plain, passphrase, placeOf(record), (length) =>
            this.sources.randomBytes(length),
          )
    this.credentials.set(id, access)
    return this.infoOf(await this.records.change(id, { authentication: access.kind, credentials: sealed }))
  }

  private async unlock(id: string, passphrase: string): Promise<RemoteInfo> {
    const record = await this.records.get(id)
    if (!record.credentials)
      throw new MotifscopeError('nothing-kept', 'No credentials of this remote are kept.', {
        hint: 'Enter them again.',
      })
    const plain = await openCredentials(record.credentials, passphrase, placeOf(record))
    this.credentials.set(id, authenticatorFrom(plain))
    return this.infoOf(record)
  }

  private async sync(id: string, options: SyncOptions): Promise<SyncTally> {
    const record = await this.records.get(id)
    const access = this.accessOf(record)
    const { direction = 'both' } = options
    if (direction !== 'pull' && record.prefixes.length > 0 && !isPreviewed(record))
      throw new MotifscopeError('preview-needed', 'What this remote would be sent was not shown yet.', {
        hint: 'Look at the preview first, or only pull.',
      })
    if (this.runs.has(id))
      throw new MotifscopeError('already-syncing', 'This remote is being synchronised already.')
    const over = new AbortController()
    const signal = options.signal ? AbortSignal.any([options.signal, over.signal]) : over.signal
    const ended = this.run(record, access, options, signal)
    this.runs.set(id, { over, ended })
    try {
      return await ended
    } finally {
      this.runs.delete(id)
    }
  }

  private run(
    record: RemoteRecord,
    authenticator: RemoteAuthenticator,
    { direction = 'both', live = false, onProgress }: SyncOptions,
    signal: AbortSignal,
  ): Promise<SyncTally> {
    const { id, url, prefixes } = record
    const { send, timeoutMs } = this.sources
    const remote = createCouchClient({ url, authenticator, send, timeoutMs })
    const report = (status: SyncStatus) => {
      this.statuses.set(id, status)
      onProgress?.(status)
      for (const watcher of this.watchers) watcher(id, status)
    }
    const onWait = () => report({ ...idle, state: 'waiting', reason: otherTab })
    const checkpoints = this.records.checkpoints(id)
    const tools = { ...this.tools, ...this.sources, remote, prefixes, checkpoints, name: `motifscope-${id}` }
    return this.sources
      .alone(`moss-sync ${id}`, { signal, onWait }, () =>
        synchronise(tools, { direction, isLive: live, signal, report }),
      )
      .catch((thrown: unknown) => {
        if (!signal.aborted) throw thrown
        report({ ...(this.statuses.get(id) ?? idle), state: 'idle' })
        throw new MotifscopeError('cancelled', 'The synchronisation was cancelled.')
      })
  }

  private async stop(id: string): Promise<void> {
    const run = this.runs.get(id)
    run?.over.abort()
    await run?.ended.catch(() => undefined)
  }

  private accessOf({ id, authentication, credentials }: RemoteRecord): RemoteAuthenticator {
    const access = this.credentials.get(id) ?? (authentication === 'none' ? noAuthentication : undefined)
    if (access) return access
    throw new MotifscopeError(
      'credentials-needed',
      'This page does not know what lets it in at the remote.',
      {
        hint: credentials
          ? 'Unlock it with your passphrase.'
          : 'Enter name and password, or the token, again.',
      },
    )
  }

  private infoOf(record: RemoteRecord): RemoteInfo {
    const { id, url, authentication, prefixes, addedAt, credentials } = record
    return frozen({
      ...{ id, url, authentication, prefixes, addedAt },
      isUnlocked: authentication === 'none' || this.credentials.has(id),
      isKept: credentials !== undefined,
      isPreviewed: isPreviewed(record),
      status: this.statusOf(id),
    })
  }

  private statusOf(id: string): SyncStatus {
    const status = this.statuses.get(id) ?? idle
    return { ...status, ...copyOfTally(status) }
  }
}

const otherTab = { code: 'other-tab', message: 'Another tab synchronises this remote.' }

const isPreviewed = ({ prefixes, previewed }: RemoteRecord) =>
  JSON.stringify(prefixes) === JSON.stringify(previewed)

const placeOf = ({ id, url }: RemoteRecord) => ({ remoteId: id, origin: new URL(url).origin })
