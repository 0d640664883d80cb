import { expect, test } from 'vitest'
import { MotifscopeError } from '../../../../src/model/errors'
import { streamPatiently } from '../../../../src/grand/remote/patience'

const away = () => new MotifscopeError('interrupted', 'It was cut off.')

test('who leaves while it is waited for the next try, waits no longer', async () => {
  const left = new AbortController()
  let tries = 0
  let waits = 0
  const attempt = async function* (): AsyncGenerator<number> {
    tries++
    if (tries < 3) throw away()
    yield tries
  }
  /** The first wait is over at once, the second never. */
  const pause = (): Promise<void> => {
    waits++
    if (waits === 1) return Promise.resolve()
    queueMicrotask(() => left.abort(new Error('enough')))
    return new Promise(() => undefined)
  }
  const all = async () => {
    for await (const item of streamPatiently(attempt, { canRepeat: true, signal: left.signal, pause }))
      expect(item).toBeUndefined()
  }
  await expect(all()).rejects.toThrow('enough')
  expect([tries, waits]).toEqual([2, 2])
})
