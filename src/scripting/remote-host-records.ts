/** The servers' graphs a user connected, as they are kept: without credentials, unless encrypted. What was counted of
 *  them is kept, so that the list needs no server. */
import type { RemoteFacts } from '../hosts/providers/probe-stages'
import { remoteKinds } from '../hosts/providers/remote-kinds'
import { originOf, uriOfPlace } from '../hosts/providers/remote-place'
import { MotifscopeError } from '../model/errors'
import { remoteHostsSetting, remoteIdFrom } from '../model/remote-host'
import type { RemoteAuthentication, RemoteConnection, RemoteHostInfo } from '../model/remote-host'
import { isPlain } from '../moss/canonical-json'
import { isSealed } from '../moss/replication/sealed-credentials'
import type { SealedCredentials } from '../moss/replication/sealed-credentials'
import type { SettingsStore } from './remote-records'

export interface RemoteHostRecord {
  id: string
  connection: RemoteConnection
  authentication: RemoteAuthentication
  facts: RemoteFacts
  readAt: number
  credentials?: SealedCredentials
}

/** The id of a connection: the same graph of the same server, read the same way, is the same host. */
export async function remoteHostId(connection: RemoteConnection): Promise<string> {
  const { kind, address, database, nodeLabel, idProperty, edgeType, weight, idKind } = connection
  const parts = [kind, address, database, nodeLabel, idProperty, edgeType, weight]
  const text = JSON.stringify(idKind === 'integer' ? [...parts, idKind] : parts)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return remoteIdFrom(
    Array.from(new Uint8Array(digest, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join(''),
  )
}

export function remoteInfoFrom(record: RemoteHostRecord, isUnlocked: boolean): RemoteHostInfo {
  const { id, connection, authentication, facts, readAt, credentials } = record
  const { nodeCount, edgeCount, nodeAttributes, edgeAttributes, warnings } = facts
  const { nodeLabels, edgeLabels, idKinds } = facts
  return {
    ...{ id, name: connection.name, uri: uriOfPlace(connection) },
    provider: connection.kind.replace(/-.*/, ''),
    ...{ directed: true, multigraph: false, nodeCount, edgeCount, nodeAttributes, edgeAttributes, warnings },
    ...{ connection, authentication, readAt, isUnlocked, isKept: credentials !== undefined },
    ...(nodeLabels ? { nodeLabels } : {}),
    ...(edgeLabels ? { edgeLabels } : {}),
    ...(idKinds ? { idKinds } : {}),
    server: originOf(connection.address),
  }
}

export class RemoteHostRecords {
  private readonly settings: SettingsStore
  /** Changes one after another: each reads what the one before wrote. */
  private last: Promise<unknown> = Promise.resolve()

  constructor(settings: SettingsStore) {
    this.settings = settings
  }

  /** The latest first. */
  async all(): Promise<RemoteHostRecord[]> {
    const kept = await this.settings.get(remoteHostsSetting)
    return Array.isArray(kept) ? kept.filter(isRecord) : []
  }

  /** @throws MotifscopeError `unknown-host`. */
  async get(id: string): Promise<RemoteHostRecord> {
    const found = (await this.all()).find((record) => record.id === id)
    if (found) return found
    throw new MotifscopeError('unknown-host', 'This page is not connected to that server any more.', {
      hint: 'Connect it again.',
    })
  }

  put(record: RemoteHostRecord): Promise<void> {
    return this.change((others) => [record, ...others.filter(({ id }) => id !== record.id)])
  }

  remove(id: string): Promise<void> {
    return this.change((all) => all.filter((record) => record.id !== id))
  }

  private change(edit: (all: RemoteHostRecord[]) => RemoteHostRecord[]): Promise<void> {
    const turn = this.last.then(async () => this.settings.put(remoteHostsSetting, edit(await this.all())))
    this.last = turn.catch(() => undefined)
    return turn
  }
}

const areTexts = (record: Record<string, unknown>, names: string[]) =>
  names.every((name) => typeof record[name] === 'string')

function isConnection(value: unknown): value is RemoteConnection {
  return (
    isPlain(value) &&
    areTexts(value, ['address', 'database', 'nodeLabel', 'idProperty', 'edgeType', 'weight', 'name']) &&
    Object.hasOwn(remoteKinds, String(value['kind'])) &&
    typeof value['timeoutMs'] === 'number'
  )
}

function isRecord(value: unknown): value is RemoteHostRecord {
  return (
    isPlain(value) &&
    areTexts(value, ['id', 'authentication']) &&
    isConnection(value['connection']) &&
    isPlain(value['facts']) &&
    (value['credentials'] === undefined || isSealed(value['credentials']))
  )
}
