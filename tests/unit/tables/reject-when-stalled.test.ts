import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { rejectWhenStalled } from '../../../src/tables/reject-when-stalled'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('says that the browser cannot run the engine when nothing happens', async () => {
  const start = rejectWhenStalled(() => new Promise<never>(() => undefined), 1000)
  const refused = expect(start).rejects.toMatchObject({ code: 'unsupported-browser' })
  await vi.advanceTimersByTimeAsync(1000)
  await refused
})

it('waits as long as something moves', async () => {
  const start = rejectWhenStalled(async (alive) => {
    for (let part = 0; part < 10; part++) {
      await new Promise((resolve) => setTimeout(resolve, 900))
      alive()
    }
    return 'started'
  }, 1000)
  await vi.advanceTimersByTimeAsync(9000)
  expect(await start).toBe('started')
  expect(vi.getTimerCount()).toBe(0)
})

it('passes on what went wrong, and leaves no timer', async () => {
  await expect(rejectWhenStalled(() => Promise.reject(new Error('404')), 1000)).rejects.toThrow('404')
  expect(vi.getTimerCount()).toBe(0)
})
