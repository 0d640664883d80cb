/** Addresses of servers: as typed, as kept, as links name them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkedAddress,
  connectionFrom,
  originOf,
  placeOfUri,
  uriOfPlace,
} from '../../../../src/hosts/providers/remote-place'
import type { RemoteKind } from '../../../../src/model/remote-host'

const codeOf = (work: () => unknown): unknown => {
  try {
    work()
    return 'none'
  } catch (thrown) {
    return (thrown as { code: string }).code
  }
}

describe('an address', () => {
  it.each<[RemoteKind, string, string]>([
    ['neo4j-http', ' https://db.example.org:7473/ ', 'https://db.example.org:7473'],
    ['neo4j-http', 'localhost:7474', 'http://localhost:7474'],
    ['neo4j-http', 'db.example.org:7473', 'https://db.example.org:7473'],
    ['neo4j-http', 'https://relay.example.org/neo4j//', 'https://relay.example.org/neo4j'],
    ['neo4j-bolt', '127.0.0.1:7687', 'bolt://127.0.0.1:7687'],
    ['neo4j-bolt', 'NEO4J+S://db.example.org', 'neo4j+s://db.example.org'],
    ['neuprint', 'neuprint.janelia.org', 'https://neuprint.janelia.org'],
  ])('of %s, %s, is %s', (kind, typed, kept) => expect(checkedAddress(kind, typed)).toBe(kept))

  it.each<[RemoteKind, string, string]>([
    ['neo4j-http', '', 'invalid-remote'],
    ['neo4j-http', 'bolt://localhost', 'invalid-remote'],
    ['neo4j-bolt', 'https://db.example.org', 'invalid-remote'],
    ['neo4j-http', 'https://me:secret@db.example.org', 'invalid-remote'],
    ['neo4j-http', 'https://db.example.org?token=secret', 'invalid-remote'],
    ['neo4j-http', 'http://db.example.org', 'mixed-content'],
    ['neo4j-bolt', 'bolt://db.example.org', 'mixed-content'],
    ['neo4j-http', 'javascript://x', 'invalid-remote'],
  ])('of %s, %s, is refused: %s', (kind, typed, code) =>
    expect(codeOf(() => checkedAddress(kind, typed))).toBe(code),
  )

  it('is refused without repeating what may be a password', () => {
    expect(() => checkedAddress('neo4j-http', 'https://me:pa55@db.example.org')).toThrow(/password stands in/)
    expect(() => checkedAddress('neo4j-http', 'https://me:pa55@db.example.org')).not.toThrow(/pa55/)
  })

  it('says where credentials may go: scheme, host and port', () => {
    expect(originOf('https://db.example.org/relay')).toBe('https://db.example.org')
    expect(originOf('neo4j+s://db.example.org:7687')).toBe('neo4j+s://db.example.org:7687')
    expect(originOf('https://db.example.org')).not.toBe(originOf('https://db.example.org:8443'))
  })
})

describe('the address in links', () => {
  it.each<[RemoteKind, string, string, string]>([
    ['neo4j-http', 'https://db.example.org:7473', 'neo4j', 'neo4j://db.example.org:7473/neo4j'],
    ['neo4j-bolt', 'bolt://127.0.0.1:7687', 'fly brain', 'neo4j://127.0.0.1:7687/fly%20brain'],
    [
      'neuprint',
      'https://neuprint.janelia.org',
      'hemibrain:v1.2.1',
      'neuprint://neuprint.janelia.org/hemibrain:v1.2.1',
    ],
  ])('of %s at %s, %s, is %s, and leads back', (kind, address, database, uri) => {
    expect(uriOfPlace({ kind, address, database })).toBe(uri)
    expect(placeOfUri(uri)).toEqual({ kind, address, database })
  })

  it('of anything else names no server, and no text breaks it', () => {
    expect(placeOfUri('https://example.org/x.csv')).toBeNull()
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((rest) => `neo4j://${rest}`),
        ),
        (text) => {
          const place = placeOfUri(text)
          expect(place === null || place.kind.startsWith('neo')).toBe(true)
        },
      ),
    )
  })
})

describe('a connection', () => {
  it('has what is usual where nothing is said', () => {
    expect(
      connectionFrom({
        kind: 'neuprint',
        address: 'neuprint.janelia.org',
        database: 'manc:v1.0',
        idProperty: 'name',
      }),
    ).toEqual({
      ...{ kind: 'neuprint', address: 'https://neuprint.janelia.org', database: 'manc:v1.0' },
      ...{ nodeLabel: 'Neuron', idProperty: 'bodyId', edgeType: 'ConnectsTo', weight: 'weight' },
      ...{ name: 'manc:v1.0 on neuprint.janelia.org', timeoutMs: 60_000 },
    })
    expect(connectionFrom({ kind: 'neo4j-http', address: 'localhost:7474', database: '' })).toMatchObject({
      database: 'neo4j',
      nodeLabel: '',
    })
  })

  it.each([
    [{ kind: 'neuprint', address: 'a.org', database: '' }],
    [{ kind: 'neo4j-http', address: 'localhost', database: 'neo4j', nodeLabel: 'A\\u0060' }],
    [{ kind: 'neo4j-http', address: 'localhost', database: 'neo4j', timeoutMs: 5 }],
    [{ kind: 'mysql', address: 'localhost', database: 'neo4j' }],
  ])('is refused: %j', (draft) => expect(codeOf(() => connectionFrom(draft as never))).toBe('invalid-remote'))
})
