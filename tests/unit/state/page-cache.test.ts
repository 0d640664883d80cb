import { describe, expect, it } from 'vitest'
import { PageCache, pageLength } from '../../../src/state/page-cache'
import type { RowPage } from '../../../src/scripting/result-types'

const settle = () => new Promise((resolve) => setTimeout(resolve))

/** A source of rows whose answers arrive when the test says so. */
function slowSource(total: number) {
  const asked: { offset: number; answer: (label: string) => void; fail: (reason: unknown) => void }[] = []
  const fetchPage = (offset: number, limit: number) =>
    new Promise<RowPage>((resolve, reject) => {
      const length = Math.min(limit, total - offset)
      asked.push({
        offset,
        fail: reject,
        answer: (label) =>
          resolve({ total, rows: Array.from({ length }, (_, i) => [`${label}${offset + i}`]) }),
      })
    })
  return { asked, fetchPage }
}

function cacheOf(source: ReturnType<typeof slowSource>, maxPages = 40) {
  const errors: unknown[] = []
  let changes = 0
  const cache = new PageCache({
    fetchPage: source.fetchPage,
    onChange: () => changes++,
    onError: (thrown) => errors.push(thrown),
    maxPages,
  })
  return { cache, errors, changes: () => changes }
}

describe('the page cache', () => {
  it('asks once for each page that is looked at, and for no other', async () => {
    const source = slowSource(1_000_000)
    const { cache } = cacheOf(source)
    cache.want(pageLength * 4000 - 3, pageLength * 4000 - 1)
    cache.want(pageLength * 4000 - 2, pageLength * 4000)
    expect(source.asked.map(({ offset }) => offset)).toEqual([pageLength * 3999])
    source.asked[0]!.answer('r')
    await settle()
    expect(cache.row(999_999)).toEqual(['r999999'])
    expect(cache.total).toBe(1_000_000)
    cache.want(999_990, 1_000_000)
    expect(source.asked).toHaveLength(1)
  })

  it('shows old rows until the new ones arrive while a result grows', async () => {
    const source = slowSource(10)
    const { cache } = cacheOf(source)
    cache.want(0, 5)
    source.asked[0]!.answer('old')
    await settle()
    cache.invalidate({ keepShown: true })
    cache.want(0, 5)
    expect(cache.row(0)).toEqual(['old0'])
    source.asked[1]!.answer('new')
    await settle()
    expect(cache.row(0)).toEqual(['new0'])
  })

  it('lets no late answer to an older question replace a newer one', async () => {
    const source = slowSource(10)
    const { cache } = cacheOf(source)
    cache.want(0, 5)
    cache.invalidate({ keepShown: true })
    cache.want(0, 5)
    source.asked[1]!.answer('new')
    await settle()
    source.asked[0]!.answer('old')
    await settle()
    expect(cache.row(0)).toEqual(['new0'])
  })

  it('forgets everything at another question', async () => {
    const source = slowSource(10)
    const { cache } = cacheOf(source)
    cache.want(0, 5)
    source.asked[0]!.answer('r')
    await settle()
    cache.invalidate({ keepShown: false })
    expect(cache.row(0)).toBeUndefined()
    expect(cache.total).toBe(0)
  })

  it('keeps the pages last seen when there are too many', async () => {
    const source = slowSource(10_000)
    const { cache } = cacheOf(source, 2)
    for (const page of [0, 1, 2]) {
      cache.want(page * pageLength, page * pageLength + 1)
      source.asked.at(-1)!.answer('r')
      await settle()
    }
    expect(cache.row(0)).toBeUndefined()
    expect(cache.row(pageLength)).toBeDefined()
    expect(cache.row(2 * pageLength)).toBeDefined()
  })

  it('tells of a failure and asks again when the rows are next wanted', async () => {
    const source = slowSource(10)
    const { cache, errors } = cacheOf(source)
    cache.want(0, 5)
    source.asked[0]!.fail(new Error('gone'))
    await settle()
    expect(errors).toHaveLength(1)
    cache.want(0, 5)
    source.asked[1]!.answer('r')
    await settle()
    expect(cache.row(4)).toEqual(['r4'])
  })
})
