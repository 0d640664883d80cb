/** Logins to servers in a real browser: in memory only, or encrypted in its real storage; bound to the origin they were
 *  entered for. */
import { describe, expect, it } from 'vitest'
import { connectionFrom } from '../../../src/hosts/providers/remote-place'
import { RemoteHostRecords, remoteHostId } from '../../../src/scripting/remote-host-records'
import type { RemoteHostRecord } from '../../../src/scripting/remote-host-records'
import { RemoteVault, checkedCredentials } from '../../../src/scripting/remote-vault'
import { getSetting, putSetting } from '../../../src/storage/settings'
import { freshDatabase } from '../storage/fresh-database'

const login = { kind: 'basic', user: 'reader', password: 'höchst geheim 4711' } as const
const passphrase = 'eine lange Passphrase'
const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const facts = { nodeCount: 1, edgeCount: 0, nodeAttributes: {}, edgeAttributes: {}, warnings: [] }

async function recordAt(address: string): Promise<RemoteHostRecord> {
  const connection = connectionFrom({ kind: 'neo4j-http', address, database: 'neo4j' })
  return { id: await remoteHostId(connection), connection, authentication: 'basic', facts, readAt: 0 }
}

async function openRecords() {
  const db = await freshDatabase()
  const settings = {
    get: (name: string) => getSetting(db, name),
    put: (name: string, value: unknown) => putSetting(db, name, value),
  }
  return { db, records: new RemoteHostRecords(settings) }
}

describe('a login', () => {
  it('is gone with the page unless it is kept', async () => {
    const record = await recordAt('https://a.example.org')
    const vault = new RemoteVault(randomBytes)
    vault.put(record, login)
    expect(vault.get(record)).toEqual(login)
    const { records } = await openRecords()
    await records.put(record)
    const [kept] = await records.all()
    expect(() => new RemoteVault(randomBytes).get(kept as RemoteHostRecord)).toThrow(
      expect.objectContaining({ code: 'credentials-needed' }),
    )
  })

  it('that is kept is unreadable in the browser’s storage, and opens with its passphrase only', async () => {
    const record = await recordAt('https://a.example.org')
    const vault = new RemoteVault(randomBytes)
    const { db, records } = await openRecords()
    await records.put({ ...record, credentials: await vault.seal(record, login, passphrase) })
    const stored = JSON.stringify(await db.getAll('settings'))
    expect(stored).toContain('https://a.example.org')
    for (const secret of [login.password, login.user, passphrase, btoa('reader:')])
      expect(stored).not.toContain(secret)
    const kept = await records.get(record.id)
    const later = new RemoteVault(randomBytes)
    await expect(later.open(kept, 'eine lange passphrase')).rejects.toMatchObject({
      code: 'wrong-passphrase',
    })
    await expect(later.open(kept, '')).rejects.toMatchObject({ code: 'empty-passphrase' })
    expect(() => later.get(kept)).toThrow(expect.objectContaining({ code: 'credentials-needed' }))
    await later.open(kept, passphrase)
    expect(later.get(kept)).toEqual(login)
  })

  it('by an access key is kept the same way, and opens for its own region only', async () => {
    const key = {
      kind: 'access-key',
      accessKeyId: 'AKIDOFNOBODY',
      secretAccessKey: 'most+secret/4711',
    } as const
    const at = async (region: string): Promise<RemoteHostRecord> => {
      const connection = connectionFrom({ kind: 'dynamodb', address: region, database: '' })
      return {
        id: await remoteHostId(connection),
        connection,
        authentication: 'access-key',
        facts,
        readAt: 0,
      }
    }
    const [record, elsewhere] = [await at('eu-west-1'), await at('us-west-2')]
    const vault = new RemoteVault(randomBytes)
    expect(checkedCredentials({ ...key, secretAccessKey: ` ${key.secretAccessKey}\n` })).toEqual(key)
    const { db, records } = await openRecords()
    const credentials = await vault.seal(record, checkedCredentials(key), passphrase)
    await records.put({ ...record, credentials })
    const stored = JSON.stringify(await db.getAll('settings'))
    expect(stored).toContain('dynamodb.eu-west-1.amazonaws.com')
    for (const secret of [key.secretAccessKey, key.accessKeyId]) expect(stored).not.toContain(secret)
    await vault.open(await records.get(record.id), passphrase)
    expect(vault.get(record)).toEqual(key)
    const moved = { ...elsewhere, id: record.id, credentials }
    expect(vault.has(moved, 'access-key')).toBe(false)
    await expect(vault.open(moved, passphrase)).rejects.toMatchObject({ code: 'wrong-passphrase' })
    for (const wrong of [
      { kind: 'access-key', accessKeyId: 'x' },
      { ...key, secretAccessKey: 'two words' },
    ])
      expect(() => checkedCredentials(wrong)).toThrow(
        expect.objectContaining({ code: 'invalid-credentials' }),
      )
  })

  it('is bound to the origin it was entered for, in memory and in storage', async () => {
    const record = await recordAt('https://a.example.org')
    const vault = new RemoteVault(randomBytes)
    vault.put(record, login)
    const credentials = await vault.seal(record, login, passphrase)
    const moved: RemoteHostRecord[] = [
      { ...record, credentials, connection: { ...record.connection, address: 'https://b.example.org' } },
      { ...record, credentials, connection: { ...record.connection, address: 'https://a.example.org:8443' } },
      { ...record, credentials, connection: { ...record.connection, address: 'http://a.example.org' } },
      { ...record, credentials, id: `${record.id}0` },
    ]
    for (const other of moved) {
      expect(vault.has(other, 'basic')).toBe(false)
      expect(() => vault.get(other)).toThrow(expect.objectContaining({ code: 'credentials-needed' }))
      await expect(vault.open(other, passphrase)).rejects.toMatchObject({ code: 'wrong-passphrase' })
    }
    const relayed = {
      ...record,
      connection: { ...record.connection, address: 'https://a.example.org/relay' },
    }
    expect(vault.get(relayed)).toEqual(login)
  })

  it('with nothing in it, or a line break, is refused without being repeated', () => {
    for (const given of [
      { kind: 'basic', user: 'x', password: '' },
      { kind: 'bearer', token: 'geheim\r\nHost: evil' },
      { kind: 'oauth', token: 'geheim' },
      'geheim',
    ]) {
      expect(() => checkedCredentials(given)).toThrow(
        expect.objectContaining({ code: 'invalid-credentials' }),
      )
      expect(() => checkedCredentials(given)).not.toThrow(/geheim/)
    }
    expect(checkedCredentials({ kind: 'bearer', token: ' abc.def \n' })).toEqual({
      kind: 'bearer',
      token: 'abc.def',
    })
    expect(checkedCredentials(undefined)).toEqual({ kind: 'none' })
  })

  it('says nothing when its keeper is printed', () => {
    const vault = new RemoteVault(randomBytes)
    return recordAt('https://a.example.org').then((record) => {
      vault.put(record, login)
      expect(JSON.stringify(vault)).not.toContain('geheim')
    })
  })
})
