/** The rows on screen: they are asked for whichever comes first, the answer or the view that shows it. */
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import type { JobInfo } from '../../../src/model/job'
import type { Motifscope } from '../../../src/scripting/api'
import type { SearchResult } from '../../../src/scripting/result-types'
import { provideMotifscope } from '../../../src/state/motifscope'
import { useRowsStore } from '../../../src/state/use-rows-store'
import { defaultSearchOptions, useSearchStore } from '../../../src/state/use-search-store'

const api = { ready: Promise.resolve(), hosts: { examples: () => [] } } as unknown as Motifscope
const job = { id: 'j', state: 'done', count: 2, options: { ...defaultSearchOptions } } as unknown as JobInfo
const result = {
  columns: ['A'],
  page: () => Promise.resolve({ rows: [['x'], ['y']], total: 2 }),
} as unknown as SearchResult

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await nextTick()
}

function answer(): void {
  const search = useSearchStore()
  search.job = job
  search.result = result
  search.rowsVersion++
}

beforeEach(() => {
  provideMotifscope(api)
  setActivePinia(createPinia())
})

describe('the rows store', () => {
  it('reads the rows of an answer that comes after it', async () => {
    const rows = useRowsStore()
    answer()
    await settle()
    expect([rows.hasArrived, rows.total, rows.row(1)]).toEqual([true, 2, ['y']])
  })

  it('reads the rows of an answer that was there before it, as after a reload on a slow machine', async () => {
    answer()
    await settle()
    const rows = useRowsStore()
    await settle()
    expect([rows.hasArrived, rows.total, rows.row(1)]).toEqual([true, 2, ['y']])
  })
})
