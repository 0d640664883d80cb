/** The graphs on servers of this tab: their records, what lets it in, and one connection each for as long as that holds. */
import type { GraphBackend } from '../grand/backend'
import type { GraphServer } from '../hosts/providers/graph-server'
import { openServer } from '../hosts/providers/open-server'
import type { RemoteFacts } from '../hosts/providers/probe-stages'
import type { AskableGraph } from '../hosts/providers/bring-subgraph'
import { connectionFrom } from '../hosts/providers/remote-place'
import type { ConnectionDraft } from '../hosts/providers/remote-place'
import type { RemoteConnection, RemoteHostInfo } from '../model/remote-host'
import type { Bytes } from '../moss/bytes'
import type { LoginCredentials, SealedCredentials } from '../moss/replication/sealed-credentials'
import { openRemoteBackend } from './remote-backend'
import { checkedDraft, checkedHooks } from './remote-drafts'
import type { RemoteHooks } from './remote-host-types'
import type { RemoteHostRecord } from './remote-host-records'
import { RemoteHostRecords, remoteHostId, remoteInfoFrom } from './remote-host-records'
import type { SettingsStore } from './remote-records'
import { checkedCredentials, serverCredentials, RemoteVault } from './remote-vault'

export interface RemoteHostSources {
  settings: SettingsStore
  now: () => number
  randomBytes: (length: number) => Bytes
  /** The list, or what lets this page in, has changed. */
  tell: () => void
}

const changesChannel = 'motifscope-remote-hosts'

export class RemoteHosts {
  private readonly sources: RemoteHostSources
  private readonly records: RemoteHostRecords
  private readonly vault: RemoteVault
  private readonly servers = new Map<string, Promise<GraphServer>>()
  private readonly channel = new BroadcastChannel(changesChannel)

  constructor(sources: RemoteHostSources) {
    this.sources = sources
    this.records = new RemoteHostRecords(sources.settings)
    this.vault = new RemoteVault(sources.randomBytes)
    this.channel.addEventListener('message', () => sources.tell())
  }

  async list(): Promise<RemoteHostInfo[]> {
    return (await this.records.all()).map((record) => this.infoFrom(record))
  }

  async get(id: string): Promise<RemoteHostInfo> {
    return this.infoFrom(await this.records.get(id))
  }

  /** Gets to know a server; keeps nothing. */
  async test(draft: ConnectionDraft, credentials: unknown, hooks: RemoteHooks): Promise<RemoteFacts> {
    return this.probe(
      connectionFrom(checkedDraft(draft)),
      checkedCredentials(credentials),
      checkedHooks(hooks),
    )
  }

  async connect(
    draft: ConnectionDraft,
    given: unknown,
    options: RemoteHooks & { passphrase?: string },
  ): Promise<RemoteHostInfo> {
    const connection = connectionFrom(checkedDraft(draft))
    const { passphrase, ...hooks } = checkedHooks(options)
    const plain = checkedCredentials(given)
    const facts = await this.probe(connection, plain, hooks)
    const id = await remoteHostId(connection)
    const place = { id, connection }
    const isKept = passphrase !== undefined && plain.kind !== 'none'
    const credentials = isKept ? await this.vault.seal(place, plain, passphrase) : undefined
    return this.keep({ ...place, facts, authentication: plain.kind }, plain, credentials)
  }

  private async keep(
    kept: Omit<RemoteHostRecord, 'readAt' | 'credentials'>,
    plain: LoginCredentials,
    credentials: SealedCredentials | undefined,
  ): Promise<RemoteHostInfo> {
    const record: RemoteHostRecord = {
      ...kept,
      readAt: this.sources.now(),
      ...(credentials ? { credentials } : {}),
    }
    await this.records.put(record)
    await this.closeServer(record.id)
    this.vault.put(record, plain)
    this.changed()
    return this.infoFrom(record)
  }

  async refresh(id: string, hooks: RemoteHooks): Promise<RemoteHostInfo> {
    const record = await this.records.get(id)
    const { server } = await this.askable(id)
    const facts = await server.probe(hooks)
    const fresh = { ...record, facts, readAt: this.sources.now() }
    await this.records.put(fresh)
    this.changed()
    return this.infoFrom(fresh)
  }

  async unlock(id: string, passphrase: string): Promise<RemoteHostInfo> {
    const record = await this.records.get(id)
    await this.vault.open(record, passphrase)
    await this.closeServer(id)
    this.changed()
    return this.infoFrom(record)
  }

  async lock(id: string, { kept = false }: { kept?: boolean }): Promise<RemoteHostInfo> {
    const record = await this.records.get(id)
    this.vault.forget(id)
    await this.closeServer(id)
    const { credentials, ...bare } = record
    if (kept && credentials) await this.records.put(bare)
    this.changed()
    return this.infoFrom(kept ? bare : record)
  }

  async forget(id: string): Promise<void> {
    await this.records.get(id)
    await this.records.remove(id)
    this.vault.forget(id)
    await this.closeServer(id)
    this.changed()
  }

  /** The graph, ready to be asked.
   *  @throws MotifscopeError `unknown-host`, `credentials-needed`. */
  async askable(id: string): Promise<AskableGraph & { info: RemoteHostInfo }> {
    const record = await this.records.get(id)
    const credentials = serverCredentials(this.vault.get(record))
    const { connection, facts } = record
    const server = this.servers.get(id) ?? openServer(connection, credentials)
    this.servers.set(id, server)
    server.catch(() => this.servers.delete(id))
    return {
      server: await server,
      known: { nodes: facts.nodeAttributes, edges: facts.edgeAttributes, nodeCount: facts.nodeCount },
      timeoutMs: connection.timeoutMs,
      info: this.infoFrom(record),
    }
  }

  /** The graph as a script finds it; to be closed.
   *  @throws MotifscopeError as `askable`, and `not-on-server`. */
  async backend(id: string): Promise<GraphBackend> {
    const record = await this.records.get(id)
    return openRemoteBackend(record.connection, serverCredentials(this.vault.get(record)))
  }

  private async probe(
    connection: RemoteConnection,
    plain: LoginCredentials,
    hooks: RemoteHooks,
  ): Promise<RemoteFacts> {
    const server = await openServer(connection, serverCredentials(plain))
    try {
      return await server.probe(hooks)
    } finally {
      await server.close().catch(() => undefined)
    }
  }

  private infoFrom(record: RemoteHostRecord): RemoteHostInfo {
    return remoteInfoFrom(record, this.vault.has(record, record.authentication))
  }

  private async closeServer(id: string): Promise<void> {
    const server = this.servers.get(id)
    this.servers.delete(id)
    await server?.then((open) => open.close()).catch(() => undefined)
  }

  private changed(): void {
    this.channel.postMessage('changed')
    this.sources.tell()
  }
}
