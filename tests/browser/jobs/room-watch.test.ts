import { afterEach, describe, expect, it, vi } from 'vitest'
import { pausedForRoom, pauseReasonFrom, warnOfRoom, watchRoom } from '../../../src/jobs/room-watch'
import { MotifscopeError } from '../../../src/model/errors'

/** What the browser says; Chromium makes it up (10 GiB beside what is used), so it cannot be brought about for real. */
function tellRoom(byteLength: number): void {
  const usage = 1_000 * mebibyte
  vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ usage, quota: usage + byteLength })
}

afterEach(() => void vi.restoreAllMocks())

const mebibyte = 2 ** 20
const settled = () => new Promise((resolve) => setTimeout(resolve, 100))

describe('room for rows', () => {
  it('is spoken of when the rows expected are more than there is room for', async () => {
    tellRoom(500 * mebibyte)
    expect(await warnOfRoom(25 * mebibyte, 4)).toEqual([])
    const [warning] = await warnOfRoom(1_000 * mebibyte, 4)
    expect(warning).toMatch(/15\.6 GB.*500 MB left/)
    expect(await warnOfRoom(1_000, 4)).toEqual([])
  })

  it('that runs short pauses, once looked at', async () => {
    let pauses = 0
    tellRoom(500 * mebibyte)
    watchRoom(() => pauses++)()
    await settled()
    expect(pauses).toBe(0)
    tellRoom(20 * mebibyte)
    const look = watchRoom(() => pauses++)
    look()
    look()
    await settled()
    look()
    await settled()
    expect(pauses).toBe(1)
  })

  it('is told from other failures, in words that say what to do', () => {
    expect(pauseReasonFrom(new MotifscopeError('quota-exceeded', ''))).toEqual(pausedForRoom())
    expect(pauseReasonFrom(new MotifscopeError('folder-closed', 'Shut.', { hint: 'Open it.' }))).toEqual({
      code: 'folder-closed',
      message: 'Shut.',
      hint: 'Open it.',
    })
    expect(pauseReasonFrom(new MotifscopeError('worker-failed', ''))).toBeUndefined()
    expect(pauseReasonFrom(new Error('quota-exceeded'))).toBeUndefined()
    expect(pausedForRoom()).toMatchObject({ code: 'storage-low', hint: expect.stringContaining('count') })
  })
})
