/** The `$parameters` of a query: their fields, what is missing, what is asked with them, and their place in a link. */
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { CypherQueryOptions } from '../../../src/scripting/cypher-api'
import type { Motifscope } from '../../../src/scripting/api'
import { readCypherText } from '../../../src/scripting/cypher-reading'
import { provideMotifscope } from '../../../src/state/motifscope'
import { decodeUrlState, encodeUrlState } from '../../../src/state/url-state'
import { useCypherStore } from '../../../src/state/use-cypher-store'
import { usePlaceStore } from '../../../src/state/use-place-store'

let asked: { query: string; parameters: unknown }[] = []
const host = {
  id: 'fly',
  uri: 'example://fly',
  name: 'Fly',
  provider: 'local',
  directed: true,
  multigraph: false,
  nodeCount: 3,
  edgeCount: 3,
  nodeAttributes: {},
  edgeAttributes: {},
  warnings: [],
}
/** What a query needs of the API, the reader being the real one. */
const api = {
  readCypher: readCypherText,
  cypher: async (_: string, query: string, { parameters }: CypherQueryOptions = {}) => {
    asked.push({ query, parameters })
    if (query.includes('boom')) throw new Error('boom')
    return { columns: ['n'], rows: [[asked.length]], truncated: false, elapsedMs: 1 }
  },
  hosts: { list: async () => [host], examples: () => [] },
  jobs: { list: async () => [] },
} as unknown as Motifscope

const query = 'MATCH (a {type: $type})\nWHERE a.size > $least RETURN a'
const linkTo = (text: string, values = '') =>
  `#host=example%3A%2F%2Ffly&language=cypher&motif=${encodeURIComponent(text)}${values}`

async function opened(fragment: string) {
  const place = usePlaceStore()
  await (
    await place.restoreWords(fragment)
  )()
  const cypher = useCypherStore()
  await cypher.read()
  return { place, cypher }
}

beforeEach(() => {
  asked = []
  setActivePinia(createPinia())
  provideMotifscope(api)
})

describe('the parameters of a query', () => {
  it('have a field each, and what is missing is an error where the query names it', async () => {
    const { cypher } = await opened(linkTo(query))
    expect(cypher.parameterFields.map(({ name }) => name)).toEqual(['type', 'least'])
    expect(cypher.problems).toMatchObject([
      { code: 'missing-parameter', line: 1, column: 17, length: 5 },
      { code: 'missing-parameter', line: 2, column: 16, length: 6 },
    ])
    expect(cypher.obstacle).toContain('$type and others')
    await cypher.run()
    expect(asked).toEqual([])
    cypher.setParameter('type', 'KC')
    cypher.setParameter('least', '[3')
    expect(cypher.problems).toMatchObject([{ code: 'invalid-parameter', line: 2, column: 16 }])
    expect(cypher.obstacle).toContain('$least')
  })

  it('are asked with, and another value is another question', async () => {
    const { cypher } = await opened(linkTo(query, '&%24type=KC&%24least=3'))
    await cypher.run()
    expect(asked).toEqual([{ query, parameters: { type: 'KC', least: 3 } }])
    expect(cypher.answersPresentQuestion).toBe(true)
    cypher.setParameter('least', '4')
    expect(cypher.answersPresentQuestion).toBe(false)
    cypher.setParameter('least', '3 ')
    expect(cypher.answersPresentQuestion).toBe(true)
  })

  it('stand in the link, as far as the query names them, and come back from it', async () => {
    const { place, cypher } = await opened(
      linkTo(query, '&%24type=%5BKC%2C%20%22x%20y%22%5D&%24old=1&colour=red'),
    )
    cypher.setParameter('least', '3')
    const { state } = await decodeUrlState(await encodeUrlState(place.state))
    expect(state.unknown).toEqual({ $type: '[KC, "x y"]', $least: '3', colour: 'red' })
    cypher.language = 'dotmotif'
    expect(place.state.unknown).toEqual({ colour: 'red' })
    await place.apply(await decodeUrlState(linkTo('RETURN $least')))
    await cypher.read()
    expect(cypher.parameterFields).toMatchObject([{ name: 'least', text: '' }])
  })

  it('are part of the pattern as a motif, which is drawn', async () => {
    const { cypher } = await opened(
      linkTo('MATCH (a {type: $type})-->(b) WHERE a.size > $least AND a <> b RETURN a'),
    )
    await expect.poll(() => cypher.asMotif).toMatchObject({ reason: expect.stringContaining('no form') })
    cypher.setParameter('type', 'KC')
    cypher.setParameter('least', '-3')
    await cypher.read()
    await expect.poll(() => cypher.asMotif).toMatchObject({ notes: [] })
    expect(cypher.asMotif).toHaveProperty('motif', 'a -> b\na.type == "KC"\na.size > -3\n')
  })

  it('that a query names no longer keep their values for when it does again', async () => {
    const { cypher } = await opened(linkTo('RETURN $a', '&%24a=1'))
    cypher.text = 'RETURN 1'
    await cypher.read()
    expect(cypher.parameterFields).toEqual([])
    cypher.text = 'RETURN $a, $b'
    await cypher.read()
    expect(cypher.parameterFields.map(({ text }) => text)).toEqual(['1', ''])
  })
})

describe('the rows of a query', () => {
  it('stay when the next one fails, and both are remembered', async () => {
    const { cypher } = await opened(linkTo('RETURN 1'))
    await cypher.run()
    cypher.text = 'RETURN "boom"'
    await cypher.run()
    expect(cypher.outcome.kind).toBe('failed')
    expect(cypher.lastAnswer).toMatchObject({ asked: 'RETURN 1', answer: { rows: [[1]] } })
    expect(cypher.earlierQueries).toEqual(['RETURN "boom"', 'RETURN 1'])
    cypher.forgetQueries()
    expect(cypher.earlierQueries).toEqual([])
  })
})

it('values and queries outlive the visit, and nonsense that was kept is forgotten', async () => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  })
  try {
    const { cypher } = await opened(linkTo('RETURN $a', '&%24a=1'))
    await cypher.run()
    cypher.language = 'dotmotif'
    await nextTick()
    setActivePinia(createPinia())
    const { cypher: later } = await opened('')
    later.language = 'cypher'
    await later.read()
    expect(later.parameterFields).toMatchObject([{ name: 'a', text: '1' }])
    expect(later.earlierQueries).toEqual(['RETURN $a'])
    await nextTick()
    kept.delete('motifscope:place')
    for (const key of ['motifscope:parameters', 'motifscope:queries']) kept.set(key, '[{')
    setActivePinia(createPinia())
    const { cypher: last } = await opened('')
    last.text = 'RETURN $a'
    await last.read()
    expect([last.parameterFields.map(({ text }) => text), last.earlierQueries]).toEqual([[''], []])
  } finally {
    vi.unstubAllGlobals()
  }
})

describe('the number of rows that are shown at most', () => {
  it('stands in the link of a query where it is not the standard, and nowhere else', async () => {
    const { place, cypher } = await opened(linkTo('RETURN 1', '&rows=25'))
    expect(cypher.rowLimit).toBe(25)
    expect(place.state.unknown).toEqual({ rows: '25' })
    cypher.language = 'dotmotif'
    expect(place.state.unknown).toEqual({})
    await place.apply(await decodeUrlState(linkTo('RETURN 2')))
    expect(cypher.rowLimit).toBe(10_000)
    expect(place.state.unknown).toEqual({})
  })

  it.each(['0', '-3', '1.5', '1e3', '1000001', 'many', ''])('is not taken from “%s”', async (text) => {
    const { cypher } = await opened(linkTo('RETURN 1', `&rows=${text}`))
    expect(cypher.rowLimit).toBe(10_000)
    expect(cypher.setRowLimit(Number(text === '' ? NaN : text))).toBe(text === '1e3')
  })
})
