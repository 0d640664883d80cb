import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeUrlState, encodeUrlState, plainFragment } from '../../src/state/url-state'
import type { UrlState } from '../../src/state/url-state'

const wellFormed = fc.string({ unit: 'binary', maxLength: 400 })
const known = [
  'motif',
  'host',
  'language',
  'ignoreDirection',
  'excludeAutomorphisms',
  'induced',
  'limit',
  'view',
]
const unknownKey = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 12 })
  .filter((key) => ![...known, 'embed', 'run', 'z'].includes(key))

const hostAddress = fc
  .tuple(
    fc.constantFrom('example', 'https', 'graph', 'neuprint', 'neo4j'),
    fc.string({ unit: 'binary', minLength: 1 }),
  )
  .map(([scheme, rest]) => `${scheme}://${rest}`)
  .filter((address) => /^[a-z0-9]+:\/\/./.test(address))

const urlState: fc.Arbitrary<UrlState> = fc
  .record(
    {
      motif: wellFormed,
      language: fc.constantFrom('dotmotif', 'cypher'),
      ignoreDirection: fc.boolean(),
      excludeAutomorphisms: fc.boolean(),
      induced: fc.boolean(),
      limit: fc.option(
        fc.maxSafeInteger().map((n) => Math.abs(n) || 1),
        { nil: null },
      ),
      embed: fc.boolean(),
      run: fc.boolean(),
      place: fc.oneof(
        fc.constantFrom('studio', 'hosts', 'jobs', 'help', 'benchmarks', 'moss').map((view) => ({ view })),
        wellFormed.map((mossTarget) => ({ view: 'moss', mossTarget })),
      ),
    },
    { requiredKeys: [] },
  )
  .chain(({ place, ...rest }) =>
    fc
      .record({
        hosts: fc.array(hostAddress, { maxLength: 3 }),
        unknown: fc.dictionary(unknownKey, wellFormed),
      })
      .map((lists) => ({ ...rest, ...place, ...lists }) as UrlState),
  )

describe('the URL codec', () => {
  it('gives back every state, packed or not', async () => {
    await fc.assert(
      fc.asyncProperty(urlState, async (state) => {
        for (const fragment of [plainFragment(state), await encodeUrlState(state)]) {
          const decoded = await decodeUrlState(`#${fragment}`)
          expect(decoded.problems).toEqual([])
          expect({ ...decoded.state, unknown: { ...decoded.state.unknown } }).toEqual({
            ...state,
            unknown: { ...state.unknown },
          })
        }
      }),
      { numRuns: 150 },
    )
  })

  it('answers any text whatever', async () => {
    const alphabet = fc.constantFrom(
      '#',
      '&',
      '=',
      '%',
      'z',
      'host',
      'motif',
      'limit',
      '+',
      '%20',
      '%zz',
      'é',
      '\ud800',
      '1',
    )
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(alphabet).map((parts) => parts.join('')),
    )
    await fc.assert(
      fc.asyncProperty(anyText, async (fragment) => {
        const { state } = await decodeUrlState(fragment)
        expect(Array.isArray(state.hosts)).toBe(true)
        expect(typeof (await encodeUrlState(state))).toBe('string')
      }),
      { numRuns: 300 },
    )
  })

  it('settles after one round: writing what was read and reading it again changes nothing', async () => {
    const pair = fc
      .tuple(fc.constantFrom(...known, 'embed', 'run', 'later'), fc.string())
      .map(([k, v]) => `${k}=${v}`)
    await fc.assert(
      fc.asyncProperty(fc.array(pair), async (pairs) => {
        const first = await decodeUrlState(pairs.join('&'))
        const second = await decodeUrlState(await encodeUrlState(first.state))
        expect(second).toEqual({ state: first.state, problems: [] })
      }),
      { numRuns: 150 },
    )
  })

  it('never makes a link longer by packing it', async () => {
    await fc.assert(
      fc.asyncProperty(urlState, async (state) => {
        expect((await encodeUrlState(state)).length).toBeLessThanOrEqual(plainFragment(state).length)
      }),
      { numRuns: 60 },
    )
  })
})

const packed = (text: string) => `z=${deflateRawSync(Buffer.from(text)).toString('base64url')}`

describe('the letter of the contract', () => {
  it('writes blanks as %20 and the example as it stands in the contract', () => {
    expect(plainFragment({ hosts: ['example://circuit'], motif: 'A -> B', unknown: {} })).toBe(
      'host=example%3A%2F%2Fcircuit&motif=A%20-%3E%20B',
    )
  })

  it('reads + as +', async () => {
    expect((await decodeUrlState('#motif=A-+B')).state.motif).toBe('A-+B')
  })

  it('takes the last of a repeated key, and every host', async () => {
    const { state } = await decodeUrlState('#motif=A&host=example://a&limit=1&motif=B&host=graph://b&limit=2')
    expect(state).toMatchObject({ motif: 'B', limit: 2, hosts: ['example://a', 'graph://b'] })
  })

  it('takes an earlier well-formed value when a later one is malformed, and says so', async () => {
    const { state, problems } = await decodeUrlState('#limit=7&limit=many')
    expect(state.limit).toBe(7)
    expect(problems).toEqual([{ key: 'limit', message: expect.stringContaining('many') as string }])
  })

  it.each([
    ['induced=yes', 'induced'],
    ['limit=-1', 'limit'],
    ['limit=0', 'limit'],
    ['limit=1e99', 'limit'],
    ['view=attic', 'view'],
    ['language=sparql', 'language'],
    ['host=circuit', 'host'],
    ['motif=%E0%A4%A', 'motif'],
    ['z=!!', 'z'],
    ['z=AAAA', 'z'],
  ])('reports %s and goes on', async (part, key) => {
    const { state, problems } = await decodeUrlState(`#${part}&run=1`)
    expect(problems.map((problem) => problem.key)).toEqual([key])
    expect(state.run).toBe(true)
  })

  it('reads packed links others made, and lets keys beside them count', async () => {
    const { state, problems } = await decodeUrlState(`#${packed('motif=A%20-%3E%20B&limit=3')}&limit=4&run=0`)
    expect(problems).toEqual([])
    expect(state).toMatchObject({ motif: 'A -> B', limit: 4, run: false })
  })

  it('stops inflating at 1 MiB', async () => {
    const exactly = await decodeUrlState(packed(`motif=${'A'.repeat(1024 * 1024 - 6)}`))
    expect(exactly.state.motif).toHaveLength(1024 * 1024 - 6)
    const bomb = await decodeUrlState(packed(`motif=${'A'.repeat(50 * 1024 * 1024)}`))
    expect(bomb.state.motif).toBeUndefined()
    expect(bomb.problems[0]?.message).toContain('1 MiB')
  })

  it('does not unpack a link packed twice', async () => {
    const { state, problems } = await decodeUrlState(packed(packed('motif=A')))
    expect(state.motif).toBeUndefined()
    expect(problems[0]?.key).toBe('z')
  })

  it('keeps keys it does not know, even those named like parts of an object', async () => {
    const { state } = await decodeUrlState('#__proto__=x&colour=red')
    expect(await encodeUrlState(state)).toBe('__proto__=x&colour=red')
  })

  it('splits a Moss view into the view and its target', async () => {
    const { state } = await decodeUrlState('#view=moss:bossdb://lab/')
    expect(state).toMatchObject({ view: 'moss', mossTarget: 'bossdb://lab/' })
  })
})
