/** Addresses of servers: as typed, as kept, as links name them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkedAddress,
  connectionFrom,
  originOf,
  placeOfUri,
  regionOf,
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
    ['gremlin', 'localhost:8182', 'ws://localhost:8182/gremlin'],
    ['gremlin', 'wss://graphs.example.org:8182/', 'wss://graphs.example.org:8182/gremlin'],
    ['gremlin', 'graphs.example.org/relay/gremlin', 'wss://graphs.example.org/relay/gremlin'],
    ['dynamodb', ' eu-central-1 ', 'https://dynamodb.eu-central-1.amazonaws.com'],
    ['dynamodb', 'cn-north-1', 'https://dynamodb.cn-north-1.amazonaws.com.cn'],
    ['dynamodb', 'localhost:8000', 'http://localhost:8000'],
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
    ['gremlin', 'https://graphs.example.org', 'invalid-remote'],
    ['gremlin', 'ws://graphs.example.org:8182', 'mixed-content'],
    ['gremlin', 'wss://ada:secret@graphs.example.org', 'invalid-remote'],
    ['dynamodb', 'http://dynamodb.eu-central-1.amazonaws.com', 'mixed-content'],
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
    ['gremlin', 'ws://127.0.0.1:8182/gremlin', 'g', 'gremlin://127.0.0.1:8182/g'],
  ])('of %s at %s, %s, is %s, and leads back', (kind, address, database, uri) => {
    expect(uriOfPlace({ kind, address, database })).toBe(uri)
    expect(placeOfUri(uri)).toEqual({ kind, address, database })
  })

  it('of DynamoDB holds both tables', () => {
    const place = {
      kind: 'dynamodb',
      address: 'https://dynamodb.eu-west-1.amazonaws.com',
      database: 'a_Nodes/a.Edges',
    } as const
    expect(uriOfPlace(place)).toBe('dynamodb://dynamodb.eu-west-1.amazonaws.com/a_Nodes%2Fa.Edges')
    expect(placeOfUri(uriOfPlace(place))).toEqual({ ...place, nodeLabel: 'a_Nodes', edgeType: 'a.Edges' })
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

  it('to DynamoDB is one to two tables, in the region that the endpoint names', () => {
    const { database, idProperty, name, address } = connectionFrom({
      kind: 'dynamodb',
      address: 'eu-west-1',
      database: '',
      edgeType: 'fly_Edges',
      idProperty: 'name',
    })
    expect([database, idProperty]).toEqual(['grand_Nodes/fly_Edges', ''])
    expect(name).toBe('grand_Nodes on dynamodb.eu-west-1.amazonaws.com')
    expect(regionOf(address)).toBe('eu-west-1')
    expect(regionOf('https://vpce-1.dynamodb.us-gov-west-1.vpce.amazonaws.com')).toBe('us-gov-west-1')
    expect(regionOf('http://localhost:8000')).toBe('us-east-1')
  })

  it('to Gremlin says how ids are stored', () => {
    const draft = { kind: 'gremlin', address: 'localhost:8182', database: '' } as const
    expect(connectionFrom(draft)).toMatchObject({ database: 'g', idKind: 'text', idProperty: '' })
    expect(connectionFrom({ ...draft, idKind: 'integer' })).toMatchObject({ idKind: 'integer' })
    expect(connectionFrom({ ...draft, kind: 'neo4j-http', idKind: 'integer' })).not.toHaveProperty('idKind')
  })

  it.each([
    [{ kind: 'dynamodb', address: 'eu-west-1', database: '', nodeLabel: 'no table' }],
    [{ kind: 'dynamodb', address: 'eu-west-1', database: '', nodeLabel: 'same', edgeType: 'same' }],
    [{ kind: 'neuprint', address: 'a.org', database: '' }],
    [{ kind: 'neo4j-http', address: 'localhost', database: 'neo4j', nodeLabel: 'A\\u0060' }],
    [{ kind: 'neo4j-http', address: 'localhost', database: 'neo4j', timeoutMs: 5 }],
    [{ kind: 'mysql', address: 'localhost', database: 'neo4j' }],
  ])('is refused: %j', (draft) => expect(codeOf(() => connectionFrom(draft as never))).toBe('invalid-remote'))
})
