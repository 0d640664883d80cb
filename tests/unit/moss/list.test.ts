/** Finding documents: by prefix, link, text and date, page by page. */
import { describe, expect, it } from 'vitest'
import { receive } from '../../../src/moss/receive'
import type { DocumentQuery } from '../../../src/moss/list-documents'
import { firstDocument, memoryReplica, successorOf } from '../../tools/moss-documents'

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString()
const uriOf = (i: number) => `https://example.org/${i % 3}/${i % 2 ? 'odd' : 'even'}`

const { moss, tools } = memoryReplica()
const documents = await Promise.all(
  Array.from({ length: 30 }, (_, i) =>
    firstDocument({
      uri: uriOf(i),
      createdAt: at(i),
      author: i === 7 ? 'Ramón' : 'Ada',
      body: { note: [`Number ${i}`, { deep: i === 8 ? 'PURKINJE' : 8.5 }] },
      links: [`motif://L${i % 5}`, 'https://example.org/all', 'https://example.org/all'],
    }),
  ),
)
await receive(documents, tools)
const numbers = async (query: DocumentQuery) =>
  (await moss.list(query)).documents.map(({ createdAt }) => new Date(createdAt).getUTCSeconds())

/** What a filter over everything finds, the newest first. */
const expected = (keep: (i: number) => boolean) => documents.flatMap((_, i) => (keep(i) ? [i] : [])).reverse()

describe('list', () => {
  it('gives everything, the newest first, when nothing is asked', async () => {
    expect(await numbers({})).toEqual(expected(() => true))
  })

  it('finds by prefix of the URI, in the order of the URIs, of one the newest first', async () => {
    expect(await numbers({ prefix: 'https://example.org/1/' })).toEqual([
      ...expected((i) => i % 3 === 1 && i % 2 === 0),
      ...expected((i) => i % 3 === 1 && i % 2 === 1),
    ])
    expect(await numbers({ prefix: 'https://example.org/1/odd' })).toEqual(expected((i) => i % 6 === 1))
    expect(await numbers({ prefix: 'https://example.org/x' })).toEqual([])
  })

  it('finds by link, each document once, and by both', async () => {
    expect(await numbers({ linkedTo: 'motif://L2' })).toEqual(expected((i) => i % 5 === 2))
    expect(await numbers({ linkedTo: 'https://example.org/all' })).toEqual(expected(() => true))
    expect(await numbers({ linkedTo: 'motif://L' })).toEqual([])
    const both = { linkedTo: 'motif://L2', prefix: 'https://example.org/1/' }
    expect(await numbers(both)).toEqual(expected((i) => i % 15 === 7))
  })

  it('finds text in bodies, URIs, links and authors, in upper or lower case', async () => {
    expect(await numbers({ text: 'purkinje' })).toEqual([8])
    expect(await numbers({ text: 'RAMÓN' })).toEqual([7])
    expect(await numbers({ text: 'number 2' })).toEqual(expected((i) => i === 2 || i >= 20))
    expect(await numbers({ text: '8.5' })).toEqual(expected((i) => i !== 8))
    expect(await numbers({ text: 'DEEP' })).toHaveLength(30)
    expect(await numbers({ text: 'motif://l3' })).toEqual(expected((i) => i % 5 === 3))
    expect(await numbers({ text: 'nobody wrote this' })).toEqual([])
  })

  it('finds what is dated since a moment, with every other question', async () => {
    const since = at(25)
    expect(await numbers({ since })).toEqual([29, 28, 27, 26, 25])
    expect(await numbers({ since, linkedTo: 'motif://L2' })).toEqual([27])
    expect(await numbers({ since, prefix: 'https://example.org/1/' })).toEqual([28, 25])
    expect(await numbers({ since, text: 'number 29' })).toEqual([29])
  })

  it.each<DocumentQuery>([
    {},
    { prefix: 'https://example.org/' },
    { linkedTo: 'https://example.org/all' },
    { text: 'number 1' },
    { prefix: 'https://', linkedTo: 'https://example.org/all', text: 'e', since: at(3) },
  ])('gives %o page by page: everything once, no cursor after the last', async (query) => {
    const all = await numbers({ ...query, limit: 100 })
    for (const limit of [1, 3, all.length]) {
      const paged: string[] = []
      let cursor: string | undefined
      let pageCount = 0
      do {
        const page = await moss.list({ ...query, limit, ...(cursor !== undefined && { cursor }) })
        expect(page.documents.length).toBeLessThanOrEqual(limit)
        paged.push(...page.documents.map(({ createdAt }) => createdAt))
        cursor = page.cursor
        pageCount++
      } while (cursor !== undefined)
      expect(paged).toEqual(all.map(at))
      expect(pageCount).toBe(Math.ceil(all.length / limit))
    }
  })

  it('gives 50 when no limit is given', async () => {
    const replica = memoryReplica()
    const many = Array.from({ length: 60 }, (_, i) => firstDocument({ createdAt: at(i) }))
    await receive(await Promise.all(many), replica.tools)
    const page = await replica.moss.list()
    expect(page.documents).toHaveLength(50)
    expect((await replica.moss.list({ cursor: page.cursor! })).documents).toHaveLength(10)
  })

  it('finds text that few of very many have, page by page', async () => {
    const replica = memoryReplica()
    const many = Array.from({ length: 4000 }, (_, i) =>
      firstDocument({ createdAt: at(i), body: i % 1000 === 7 ? 'a rare word' : i }),
    )
    await receive(await Promise.all(many), replica.tools)
    const find = (cursor?: string) => replica.moss.list({ text: 'RARE', limit: 3, ...(cursor && { cursor }) })
    const first = await find()
    const second = await find(first.cursor)
    const dates = [...first.documents, ...second.documents].map(({ createdAt }) => createdAt)
    expect(dates).toEqual([at(3007), at(2007), at(1007), at(7)])
    expect(second.cursor).toBeUndefined()
  })

  it.each<DocumentQuery>([
    { limit: 0 },
    { limit: 1.5 },
    { since: '2026' },
    { cursor: 'x' },
    { cursor: '["uri","a",1,"b"]' },
    { cursor: '[1]' },
  ])('refuses the query %o', async (query) => {
    await expect(moss.list(query)).rejects.toMatchObject({ code: 'invalid-query' })
  })

  it('gives the head of a corrected document only, under its new URI and links', async () => {
    const replica = memoryReplica()
    const first = await firstDocument({ links: ['motif://A'] })
    const second = await successorOf(first, { uri: 'https://example.org/moved', links: ['motif://B'] })
    await receive([first, second], replica.tools)
    const list = async (query: DocumentQuery) => (await replica.moss.list(query)).documents
    expect(await list({ prefix: 'https://example.org/' })).toEqual([second])
    expect(await list({ linkedTo: 'motif://A' })).toEqual([])
    expect(await list({ linkedTo: 'motif://B' })).toEqual([second])
  })
})

describe('prefixes', () => {
  const replica = memoryReplica()
  const uris = [
    'bossdb://K/a/em',
    'bossdb://K/a/em',
    'bossdb://K/a/em/7',
    'bossdb://K/ab/em',
    'bossdb://L/a/em',
    'motif://A-%3EB',
    'motif://A-%3EB%3BB-%3EA',
    'https://example.org/',
    'https://example.org/page',
  ]

  it('are a tree with counts of heads', async () => {
    const several = await Promise.all(uris.map((uri, i) => firstDocument({ uri, author: `${i}` })))
    const gone = await firstDocument({ uri: 'neo4j://gone/x' })
    await receive([...several, gone, await successorOf(gone, { deleted: true, body: {} })], replica.tools)
    const level = async (prefix?: string) =>
      (await replica.moss.prefixes(prefix)).children.map(({ prefix, count, isWhole }) => [
        prefix,
        count,
        isWhole,
      ])
    expect(await level()).toEqual([
      ['bossdb://', 5, false],
      ['https://', 2, false],
      ['motif://', 2, false],
    ])
    expect(await level('bossdb://')).toEqual([
      ['bossdb://K/', 4, false],
      ['bossdb://L/', 1, false],
    ])
    expect(await level('bossdb://K/')).toEqual([
      ['bossdb://K/a/', 3, false],
      ['bossdb://K/ab/', 1, false],
    ])
    expect(await level('bossdb://K/a/')).toEqual([
      ['bossdb://K/a/em', 2, true],
      ['bossdb://K/a/em/', 1, false],
    ])
    expect(await level('https://')).toEqual([['https://example.org/', 2, false]])
    expect(await level('https://example.org/')).toEqual([
      ['https://example.org/', 1, true],
      ['https://example.org/page', 1, true],
    ])
    expect(await level('motif://')).toEqual([
      ['motif://A-%3EB', 1, true],
      ['motif://A-%3EB%3BB-%3EA', 1, true],
    ])
  })

  it('come page by page', async () => {
    const first = await replica.moss.prefixes('', { limit: 2 })
    expect(first.children).toHaveLength(2)
    const second = await replica.moss.prefixes('', { limit: 2, cursor: first.cursor! })
    expect(second).toMatchObject({ children: [{ prefix: 'motif://' }] })
    expect(second.cursor).toBeUndefined()
  })
})
