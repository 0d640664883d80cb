/** Addresses as people enter them, parameters as literals, and what a page can say of a server it cannot reach. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { withLiterals } from '../../../../src/grand/remote/cypher-literals'
import { neo4jOverBolt } from '../../../../src/grand/remote/neo4j-bolt'
import { neo4jOverHttp } from '../../../../src/grand/remote/neo4j-http'
import { originOf, readAddress } from '../../../../src/grand/remote/remote-address'
import { faultOfNeo4j, quoted } from '../../../../src/grand/remote/remote-faults'
import { allRows } from '../../../../src/grand/remote/cypher-endpoint'

afterEach(() => vi.unstubAllGlobals())

const none = { kind: 'none' } as const
const onPage = () => vi.stubGlobal('location', { protocol: 'https:' })

describe('addresses', () => {
  test('have a scheme, a host and perhaps a port and a path', () => {
    const read = (address: string) => originOf(readAddress(address, ['https:', 'http:', 'bolt+s:']))
    expect(read(' https://db.example.org:7473/ ')).toBe('https://db.example.org:7473')
    expect(read('bolt+s://db.example.org:7687')).toBe('bolt+s://db.example.org:7687')
    for (const wrong of ['', 'db.example.org', 'ftp://db.example.org', 'https://', 'javascript:alert(1)'])
      expect(() => read(wrong)).toThrow(expect.objectContaining({ code: 'invalid-address' }))
  })

  test('with a password in them are refused without repeating it', () => {
    for (const address of ['https://neo4j:hush@db.org', 'https://db.org/?token=hush', 'https://db.org/#hush'])
      expect(() => neo4jOverHttp({ address, credentials: none })).toThrow(
        expect.objectContaining({
          code: 'invalid-address',
          message: expect.not.stringContaining('hush'),
          hint: expect.not.stringContaining('hush'),
        }),
      )
  })

  test('a page may ask what is encrypted, and this computer', () => {
    onPage()
    for (const address of ['http://db.example.org:7474', 'http://127.0.0.1.example.org'])
      expect(() => neo4jOverHttp({ address, credentials: none })).toThrow(
        expect.objectContaining({ code: 'mixed-content', hint: expect.stringContaining('https://') }),
      )
    expect(() => neo4jOverBolt({ address: 'bolt://db.example.org', credentials: none })).toThrow(
      expect.objectContaining({ code: 'mixed-content', hint: expect.stringContaining('bolt+s://') }),
    )
    for (const address of ['http://localhost:7474', 'https://db.example.org'])
      expect(neo4jOverHttp({ address, credentials: none }).origin).toBe(address)
  })
})

describe('a server that a page cannot reach', () => {
  const asked = () =>
    allRows(
      neo4jOverHttp({ address: 'https://db.example.org', credentials: none, pause: async () => undefined }),
      'RETURN 1',
    )

  test('that answers, but not to pages, is told from one that is away', async () => {
    onPage()
    const requests: RequestInit[] = []
    vi.stubGlobal('fetch', async (_: unknown, options: RequestInit) => {
      requests.push(options)
      if (options.mode !== 'no-cors') throw new TypeError('Failed to fetch')
      return new Response()
    })
    await expect(asked()).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('CORS'),
      hint: expect.stringContaining('relay'),
    })
    expect(requests.filter(({ mode, headers }) => mode === 'no-cors' && headers !== undefined)).toEqual([])
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('Failed to fetch')))
    await expect(asked()).rejects.toMatchObject({
      code: 'unreachable',
      hint: expect.stringMatching(/certificate.*CORS/),
    })
    vi.stubGlobal('navigator', { onLine: false })
    await expect(asked()).rejects.toMatchObject({ message: expect.stringContaining('no network connection') })
  })

  test('that redirects a page, which is not told where', async () => {
    onPage()
    const opaque = Object.defineProperties(Response.error(), {
      type: { value: 'opaqueredirect' },
      status: { value: 0 },
    })
    vi.stubGlobal('fetch', async () => opaque)
    await expect(asked()).rejects.toMatchObject({ code: 'redirected' })
  })
})

describe('parameters as literals', () => {
  test('stand where the query asks for them, and only there', () => {
    const query = 'MATCH (n {a: $a}) WHERE n.`$a` = \'$a\' AND n.b IN $list // $a\nRETURN "$a" /* $a */, $ab'
    expect(withLiterals(query, { a: 1, ab: true, list: [null, 'x'] })).toBe(
      "MATCH (n {a: 1}) WHERE n.`$a` = '$a' AND n.b IN [null, 'x'] // $a\nRETURN \"$a\" /* $a */, true",
    )
  })

  test('never end their own quotes', () => {
    expect(withLiterals('$x', { x: "a' OR true //" })).toBe("'a\\' OR true //'")
    expect(withLiterals('$x', { x: '\\' })).toBe("'\\\\'")
    expect(withLiterals('$x', { x: '\\u0027 OR true' })).toBe("('\\\\' + 'u0027 OR true')")
    expect(withLiterals('$x', { x: { 'k`: 1}': "'" } })).toBe("{`k``: 1}`: '\\''}")
    expect(() => withLiterals('$x', { x: { 'k\\u0060': 1 } })).toThrow(
      expect.objectContaining({ code: 'invalid-parameter' }),
    )
    expect(() => withLiterals('RETURN $toString', {})).toThrow(
      expect.objectContaining({ code: 'cypher-error' }),
    )
  })

  test('are numbers that Cypher reads', () => {
    const literal = (x: unknown) => withLiterals('$x', { x })
    expect([1, -1, 1.5, 1e21, 2 ** 70, 1e-7, 2n ** 62n, Infinity, NaN].map(literal)).toEqual([
      '1',
      '(-1)',
      '1.5',
      '1e21',
      '1.1805916207174113e21',
      '1e-7',
      '4611686018427387904',
      '(1.0 / 0.0)',
      '(0.0 / 0.0)',
    ])
    expect(literal(2 ** 60)).toBe('1152921504606847000.0')
  })
})

describe('a server’s own words', () => {
  const asked = {
    label: 'Neo4j at db',
    credentials: { kind: 'basic', username: 'neo4j', password: 'hush' } as const,
  }

  test('are quoted short, in one line, without what was sent in confidence', () => {
    const words = quoted(
      `wrong\n\tpassword\u0007 hush (Basic ${btoa('neo4j:hush')}) ${'x'.repeat(999)}`,
      asked,
    )
    expect(words).toMatch(/^wrong password ••• \(Basic •••\) x+…$/)
    expect(words.length).toBeLessThanOrEqual(401)
  })

  test.each([
    ['Neo.ClientError.Security.CredentialsExpired', 'unauthorised'],
    ['Neo.ClientError.Security.AuthenticationRateLimit', 'too-many-requests'],
    ['Neo.ClientError.Security.Forbidden', 'forbidden'],
    ['Neo.ClientError.Database.DatabaseNotFound', 'not-found'],
    ['Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration', 'timeout'],
    ['Neo.TransientError.General.MemoryPoolOutOfMemoryError', 'http-error'],
    ['Neo.ClientError.Statement.AccessMode', 'read-only'],
    ['Neo.ClientError.Statement.TypeError', 'cypher-error'],
  ])('%s is %s', (code, ours) => {
    expect(faultOfNeo4j(asked, code, 'why').code).toBe(ours)
  })
})
