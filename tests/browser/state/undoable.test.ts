/** Deletions that can be taken back, over the end of a page and beside other tabs: with the browser's own storage. */
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, test } from 'vitest'
import { useUndoableStore } from '../../../src/state/undoable'
import { useNoticesStore } from '../../../src/state/use-notices-store'

let deleted: string[]

/** A page that has just been opened, in a tab of its own. */
function openPage(): ReturnType<typeof useUndoableStore> {
  setActivePinia(createPinia())
  const store = useUndoableStore()
  store.register('job', async (id) => void deleted.push(id))
  return store
}
const lastNotice = () => useNoticesStore().notices.at(-1)
/** What becomes of the promise a moment later, when every promise is settled. */
const settle = () => new Promise((resolve) => setTimeout(resolve))

beforeEach(() => {
  deleted = []
  localStorage.clear()
})

test('what is deleted is gone from the page at once, and from the storage when the offer has passed', async () => {
  const page = openPage()
  page.remove('job', 'a', 'The search is deleted.')
  expect(page.isDeleted('job', 'a')).toBe(true)
  expect(page.isDeleted('host', 'a')).toBe(false)
  await settle()
  expect(deleted).toEqual([])
  useNoticesStore().dismiss(lastNotice()?.id ?? 0)
  await settle()
  expect(deleted).toEqual(['a'])
  await openPage().begin()
  expect(deleted).toEqual(['a'])
})

test('Undo brings it back, and nothing deletes it later', async () => {
  const page = openPage()
  let undone = 0
  page.remove('job', 'a', 'The search is deleted.', () => undone++)
  useNoticesStore().act(lastNotice()?.id ?? 0)
  expect(page.isDeleted('job', 'a')).toBe(false)
  expect(undone).toBe(1)
  expect(lastNotice()).toBeUndefined()
  page.leave()
  await openPage().begin()
  expect(deleted).toEqual([])
})

describe('a page that is left before the offer has passed', () => {
  test('has it deleted at the next start, which does not show it meanwhile', async () => {
    const left = openPage()
    left.remove('job', 'a', 'The search is deleted.')
    left.leave()
    const next = openPage()
    const begun = next.begin()
    expect(next.isDeleted('job', 'a')).toBe(true)
    await begun
    expect(deleted).toEqual(['a'])
    expect(next.isDeleted('job', 'a')).toBe(false)
  })

  test('crashed or still open in another tab: that page has a minute to itself', async () => {
    const first = openPage()
    first.remove('job', 'a', 'The search is deleted.')
    const second = openPage()
    await second.begin()
    expect(second.isDeleted('job', 'a')).toBe(false)
    expect(deleted).toEqual([])
  })
})

test('what another tab has deleted by then cannot be taken back, and the page says so', async () => {
  const first = openPage()
  let undone = 0
  first.remove('job', 'a', 'The search is deleted.', () => undone++)
  const notices = useNoticesStore()
  first.leave()
  await openPage().begin()
  first.undo('job', 'a')
  expect(undone).toBe(0)
  expect(notices.notices.at(-1)?.message).toContain('deleted by now')
})

test('what is asked for again is kept, and its offer goes', async () => {
  const page = openPage()
  page.remove('job', 'a', 'The search is deleted.')
  page.keep('job', 'a')
  await settle()
  expect(page.isDeleted('job', 'a')).toBe(false)
  expect(lastNotice()).toBeUndefined()
  expect(deleted).toEqual([])
})

test('a damaged list deletes nothing', async () => {
  for (const damaged of ['{', '"a"', '[null,{"kind":"world","id":"a","until":0},{"kind":"job","until":0}]']) {
    localStorage.setItem('motifscope:undoable', damaged)
    await openPage().begin()
  }
  expect(deleted).toEqual([])
})
