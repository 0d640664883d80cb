/** The table of Grand is complete: no sentence without a row, no row without a test that exists and runs; and no backend
 *  without the contract of all, or without its row in the docs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testTitlesOf } from '../../tools/test-titles'
import { contractRuns, grandTable } from './grand-table'

const testsFolder = new URL('../../', import.meta.url).pathname
const sources = new URL('../../../src/grand/', import.meta.url).pathname
const items = readFileSync(new URL('grand-items.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')

const numberOf = (item: string) => Number.parseInt(item)
/** The words of an item, without its number and the name of what it is about. */
const wordsOf = (item: string) => item.replace(/^\d+\. (\*\*[^*]+\*\*( \(`src\/grand\/`\))?[,:]? ?)?/, '')

const titles = new Map<string, string[]>()
const titlesIn = (path: string) => {
  const known = titles.get(path) ?? testTitlesOf(path)
  titles.set(path, known)
  return known
}

/** A suite counts when a test file beside its folder runs it. */
function isRun(file: string): boolean {
  if (file.endsWith('.test.ts')) return true
  if (file.endsWith('backend-contract.ts')) return contractRuns.length > 0
  const folder = join(testsFolder, file, '../..')
  const name = basename(file, '.ts')
  return readdirSync(folder).some(
    (one) => one.endsWith('.test.ts') && readFileSync(join(folder, one), 'utf8').includes(`/${name}'`),
  )
}

/** Whether a test of exactly that title stands in the file, and is not skipped. */
function isShown(place: string): boolean {
  const at = place.indexOf(' > ')
  const [file, title] = [place.slice(0, at), place.slice(at + 3)]
  const path = join(testsFolder, file)
  return existsSync(path) && isRun(file) && titlesIn(path).includes(title)
}

/** The classes that are backends, and stand for themselves. */
const backends = ['backends', 'script'].flatMap((folder) =>
  readdirSync(join(sources, folder))
    .filter((file) => file.endsWith('-backend.ts'))
    .flatMap((file) => [
      ...readFileSync(join(sources, folder, file), 'utf8').matchAll(
        /^export class (\w+Backend) (?:extends|implements) \w+/gm,
      ),
    ])
    .map(([, name = '']) => name),
)

describe('the table of Grand', () => {
  it.each(items)('holds every word of its item, in order: %s', (item) => {
    const claims = grandTable.filter((row) => row.item === numberOf(item)).map(({ claim }) => claim)
    expect(claims.join(' ')).toBe(wordsOf(item))
  })

  it('has rows for the title and ten items, and no other, each with a test', () => {
    expect(items.map(numberOf)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect([...new Set(grandTable.map(({ item }) => item))]).toEqual(items.map(numberOf))
    expect(grandTable.filter(({ shownBy }) => shownBy.length === 0)).toEqual([])
  })

  it.each(grandTable)('names tests that are there: $claim', ({ shownBy }) => {
    expect(shownBy.filter((place) => !isShown(place))).toEqual([])
  })
})

describe('a backend', () => {
  it.each(backends.map((name) => ({ name })))('$name is held to the contract of all backends', ({ name }) => {
    const places = contractRuns.filter((run) => run.name === name).map(({ place }) => place)
    expect(places).toHaveLength(1)
    expect(places.filter((place) => !isShown(place))).toEqual([])
  })

  it('the page of the docs says which backend, what each costs and how each scales', () => {
    const page = readFileSync(new URL('../../../docs/backends.md', import.meta.url), 'utf8')
    const part = (heading: string) => page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
    expect(part('Which one').split('\n').length).toBeGreaterThan(8)
    expect(part('How each scales')).toMatch(/Memory[^]*Tables[^]*host[^]*Gremlin[^]*DynamoDB/)
    // A script's own way to a host's tables is nothing to choose.
    const chosen = backends.filter((name) => name !== 'HostTableBackend')
    expect(chosen.filter((name) => !part('What each costs').includes(`| \`${name}\``))).toEqual([])
  })
})
