/** The table of the studio is complete: no sentence without a row, no row without a test that exists and runs. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { testTitlesIn, testTitlesOf } from '../../tools/test-titles'
import { stillOpen, studioProof, studioTable } from './studio-table'

const testsFolder = new URL('../../', import.meta.url).pathname
const items = readFileSync(new URL('studio-items.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
const rows = [...studioTable, ...studioProof]
const titles = new Map<string, string[]>()

/** Whether a test of exactly that title stands in the file, and is not skipped. */
function isShown(place: string): boolean {
  const at = place.indexOf(' > ')
  const [file, title] = [place.slice(0, at), place.slice(at + 3)]
  const path = join(testsFolder, file)
  if (!existsSync(path)) return false
  if (!titles.has(path)) titles.set(path, testTitlesOf(path))
  return titles.get(path)?.includes(title) ?? false
}

describe('the table of the studio', () => {
  it.each(items)('holds every word of its item, in order: %s', (text) => {
    const [, number, words] = /^(\d)\. \*\*[^*]+\*\*: (.*)$/.exec(text) ?? []
    const claims = studioTable.filter(({ item }) => String(item) === number).map(({ claim }) => claim)
    expect(claims.join(' ')).toBe(words)
  })

  it('has rows for eight items and no other', () => {
    expect(items).toHaveLength(8)
    expect(new Set(studioTable.map(({ item }) => item))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]))
  })

  it('has no gap but those that are listed as still open, and lists none that is closed', () => {
    const gaps = rows.filter(({ shownBy }) => shownBy === null || shownBy.length === 0)
    expect(gaps.map(({ claim }) => claim)).toEqual(stillOpen)
  })

  it.each(rows.filter(({ shownBy }) => shownBy !== null))(
    'names tests that are there: $claim',
    ({ shownBy }) => {
      expect(shownBy?.filter((place) => !isShown(place))).toEqual([])
    },
  )
})

test('titles are read from what runs, not from what is skipped or only mentioned', () => {
  const source = `
    // test('a comment', () => undefined)
    describe('a group', () => {
      it.each([1, 2])('of %i', () => undefined)
      it.skip('skipped', () => undefined)
    })
    describe.skip('a skipped group', () => { it('and its test', () => undefined) })
    for (const theme of themes) test(\`looks right, \${theme}\`, async () => undefined)
    expect('not a test').toBe("test('nor this')")
  `
  expect(testTitlesIn(source)).toEqual(['a group', 'of %i', 'looks right, …'])
})
