/** Every view has its three states, each with a test that is there or a reason; every room of the page stands in the
 *  table. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testTitlesOf } from '../../tools/test-titles'
import { stateTable } from './state-table'

const testsFolder = new URL('../../', import.meta.url).pathname
const viewsFolder = new URL('../../../src/views/', import.meta.url).pathname

function isShown(place: string): boolean {
  const at = place.indexOf(' > ')
  const path = join(testsFolder, place.slice(0, at))
  return existsSync(path) && testTitlesOf(path).includes(place.slice(at + 3))
}

/** What the table calls the rooms. */
const nameOfRoom: Record<string, string[]> = {
  BenchmarksView: ['benchmarks'],
  EmbedView: ['embedded page'],
  HelpView: ['help'],
  HostsView: ['host graphs', 'catalogue', 'numbers of a host graph', 'SQL console'],
  JobsView: ['jobs'],
  MossView: ['Moss'],
  SignificanceView: ['chance'],
  StorageView: ['storage'],
  StudioView: [
    'editor',
    'drawing',
    'table of matches',
    'groups',
    'participation',
    'histogram',
    'subgraph',
    'matrix',
  ],
}

describe('the states of the views', () => {
  it.each(stateTable)('$view: nothing there, on its way, gone wrong', ({ empty, loading, error }) => {
    for (const shown of [empty, loading, error]) {
      if (typeof shown === 'string') expect(shown).toMatch(/^[A-Z].+\.$/)
      else expect(shown.filter((place) => !isShown(place))).toEqual([])
    }
    expect([empty, loading, error].some((shown) => typeof shown !== 'string')).toBe(true)
  })

  it('are told of every room', () => {
    const listed = new Set(stateTable.map(({ view }) => view))
    const there = readdirSync(viewsFolder).flatMap((file) =>
      file.endsWith('.vue') ? [file.slice(0, -4)] : [],
    )
    expect(there.length).toBeGreaterThan(5)
    for (const room of there) expect(nameOfRoom[room], `${room} stands in no line`).toBeDefined()
    expect(
      Object.values(nameOfRoom)
        .flat()
        .filter((view) => !listed.has(view)),
    ).toEqual([])
  })
})
