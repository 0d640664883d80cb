/** The table of the room Chance is complete: no sentence without a row, no row without a test that exists and runs. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testTitlesOf } from '../../tools/test-titles'
import { chanceTable } from './chance-table'

const testsFolder = new URL('../../', import.meta.url).pathname
const items = readFileSync(new URL('chance-items.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')

/** The words of an item, without its number and the name of what it is about. */
const wordsOf = (item: string) => item.replace(/^\d\. (\*\*[^*]+\*\*[,:]? ?)?/, '')

/** Whether a test of exactly that title stands in the file and is not skipped, or a benchmark has that function. */
function isShown(place: string): boolean {
  const at = place.indexOf(' > ')
  const [file, title] = [place.slice(0, at), place.slice(at + 3)]
  const path = join(testsFolder, file)
  if (!existsSync(path)) return false
  if (file.startsWith('bench/')) return readFileSync(path, 'utf8').includes(`export async function ${title}(`)
  return testTitlesOf(path).includes(title)
}

describe('the table of the room Chance', () => {
  it.each(items)('holds every word of its item, in order: %s', (item) => {
    const claims = chanceTable.filter((row) => String(row.item) === item[0]).map(({ claim }) => claim)
    expect(claims.join(' ')).toBe(wordsOf(item))
  })

  it('has rows for nine items and no other, each with a test', () => {
    expect(items).toHaveLength(9)
    expect([...new Set(chanceTable.map(({ item }) => item))]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(chanceTable.filter(({ shownBy }) => shownBy.length === 0)).toEqual([])
  })

  it.each(chanceTable)('names tests that are there: $claim', ({ shownBy }) => {
    expect(shownBy.filter((place) => !isShown(place))).toEqual([])
  })
})
