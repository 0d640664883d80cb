/** What a script may give to `motifscope.remote`: anything at all, and it is told in words what is missing or wrong. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { remoteKinds } from '../../../src/hosts/providers/remote-kinds'
import { connectionFrom, placeOfUri } from '../../../src/hosts/providers/remote-place'
import { MotifscopeError } from '../../../src/model/errors'
import type { RemoteKind } from '../../../src/model/remote-host'
import { checkedDraft, checkedHooks, checkedKind, checkedPart } from '../../../src/scripting/remote-drafts'
import { RemoteHosts } from '../../../src/scripting/remote-hosts'
import { checkedCredentials } from '../../../src/scripting/remote-vault'

const seed = Number(process.env['MOTIFSCOPE_SEED'] ?? 20261126)
const kinds = Object.keys(remoteKinds) as RemoteKind[]
const names = ['kind', 'address', 'database', 'nodeLabel', 'idProperty', 'edgeType', 'weight', 'idKind']
const others = ['name', 'timeoutMs', 'url', 'user', 'password', 'token', 'jobId', 'nodes', 'around', 'steps']

const hostile: unknown[] = [
  Symbol('no text'),
  new Proxy(
    {},
    {
      get: () => {
        throw new TypeError('not to be read')
      },
      ownKeys: () => {
        throw new TypeError('not to be listed')
      },
    },
  ),
  { toString: null },
  Object.create(null),
]
const value = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
  fc.constantFrom(...hostile),
  fc.constantFrom(...kinds, 'basic', 'bearer', 'access-key', 'constructor', '__proto__'),
  fc.webUrl(),
  fc.constantFrom(
    'ws://',
    '://',
    'https://[',
    'bolt://localhost:99999',
    'eu-central-1',
    'localhost',
    ' ',
    '%',
  ),
  fc.string({ unit: 'binary' }),
)
const members = fc.dictionary(fc.constantFrom(...names, ...others), value)
const aKind = fc.constantFrom(...kinds)
/** Drafts of nothing known, and such that are nearly right. */
const junk = fc.oneof(
  value,
  members,
  fc.tuple(members, aKind).map(([rest, kind]) => ({ ...rest, kind })),
  fc.tuple(members, aKind).map(([rest, kind]) => ({ ...rest, kind, address: remoteKinds[kind].example })),
)

function onlyOurs(work: () => unknown): void {
  try {
    work()
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(MotifscopeError)
    expect((thrown as MotifscopeError).message).toMatch(/^\S.*[.:)…]$/s)
  }
}

describe('what a script gives', () => {
  it(`is never answered with a bare error, whatever it is (seed ${seed})`, () => {
    fc.assert(
      fc.property(junk, (given) => {
        onlyOurs(() => connectionFrom(checkedDraft(given)))
        for (const check of [checkedCredentials, checkedHooks, checkedPart, checkedKind])
          onlyOurs(() => check(given))
      }),
      { seed, numRuns: 3000 },
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...kinds, 'neo4j'), (text, scheme) => {
        onlyOurs(() => placeOfUri(text))
        onlyOurs(() => placeOfUri(`${scheme}://${text}`))
      }),
      { seed, numRuns: 1000 },
    )
  })

  it(`is refused by test and connect before anybody is asked (seed ${seed})`, async () => {
    const settings = { get: () => Promise.resolve(undefined), put: () => Promise.resolve() }
    const sources = { settings, now: () => 0, randomBytes: (length: number) => new Uint8Array(length) }
    const hosts = new RemoteHosts({ ...sources, tell: () => undefined } as never)
    const lacking = members.map((draft) => ({ ...draft, address: undefined }))
    await fc.assert(
      fc.asyncProperty(fc.oneof(value, lacking), value, async (draft, options) => {
        for (const asked of [hosts.test(draft as never, options, {}), hosts.connect(draft as never, {}, {})])
          await expect(asked).rejects.toBeInstanceOf(MotifscopeError)
      }),
      { seed, numRuns: 300 },
    )
  })

  it.each<[unknown, RegExp, RegExp]>([
    [undefined, /is an object with members, not undefined/, /kind: 'neo4j-http', address/],
    ['gremlin://a.org/g', /not string/, /kind: 'neo4j-http'/],
    [{ address: 'a.org' }, /kind of server is missing/, /kinds neo4j-bolt, neuprint, gremlin, dynamodb/],
    [{ kind: 'mysql', address: 'a.org' }, /no kind of server "mysql"/, /neo4j-bolt/],
    [
      { kind: 'gremlin', database: 'g' },
      /lacks its `address`/,
      /For Gremlin: \{ kind: 'gremlin', address: 'wss/,
    ],
    [{ kind: 'gremlin', url: 'wss://a.org' }, /no member `url`.*called `address`/, /For Gremlin/],
    [{ kind: 'neuprint', address: 'a.org' }, /lacks its `database`/, /hemibrain:v1\.2\.1/],
    [{ kind: 'neo4j-bolt', address: 7687 }, /`address` of a connection is a text, not number/, /neo4j\+s:/],
    [{ kind: 'dynamodb', address: 'eu-west-1', nodeLabel: ['a'] }, /`nodeLabel`.*not a list/, /edgeType:/],
    [{ kind: 'neo4j-http', address: 'a.org', timeoutMs: '60' }, /`timeoutMs` is a number/, /Neo4j over HTTP/],
    [{ kind: 'gremlin', address: 'a.org', idKind: 'uuid' }, /`idKind` is 'text' or 'integer'/, /For Gremlin/],
  ])('is told what it lacks: %j', (draft, message, hint) => {
    expect(() => checkedDraft(draft)).toThrow(
      expect.objectContaining({
        code: 'invalid-remote',
        message: expect.stringMatching(message) as string,
        hint: expect.stringMatching(hint) as string,
      }),
    )
  })

  it.each(kinds)('is enough with what is shown as an example, for %s', (kind) => {
    const example = /\{.*\}/.exec(
      (() => {
        try {
          checkedDraft({ kind })
        } catch (thrown) {
          return (thrown as MotifscopeError).hint ?? ''
        }
        return ''
      })(),
    )
    const members = [...(example?.[0] ?? '').matchAll(/(\w+): '([^']*)'/g)].map(([, name, text]) => [
      name,
      text,
    ])
    expect(connectionFrom(checkedDraft(Object.fromEntries(members)))).toMatchObject({ kind })
  })

  it('leaves out what is null, and names no secret', () => {
    const draft = { kind: 'gremlin', address: 'localhost:8182', database: null, name: undefined, other: 1 }
    expect(checkedDraft(draft)).toEqual({ kind: 'gremlin', address: 'localhost:8182' })
    expect(connectionFrom(checkedDraft(draft)).database).toBe('g')
    for (const given of [
      { kind: 'basic', user: 'hunter2' },
      'hunter2',
      { kind: 'bearer', token: ['hunter2'] },
    ])
      expect(() => checkedCredentials(given)).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('hunter2') as string }),
      )
  })
})
