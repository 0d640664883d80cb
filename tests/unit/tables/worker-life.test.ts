import { expect, it, vi } from 'vitest'
import { watchWorker } from '../../../src/tables/worker-life'

it('ends the calls under way and later ones when the worker dies, and says so once', async () => {
  const terminate = vi.fn()
  const worker = Object.assign(new EventTarget(), { terminate })
  const onDeath = vi.fn()
  const { whileAlive, end } = watchWorker(worker, onDeath)
  expect(await whileAlive(() => Promise.resolve(7))).toBe(7)
  await expect(whileAlive(() => Promise.reject(new Error('its own')))).rejects.toThrow('its own')
  const underWay = whileAlive(() => new Promise<never>(() => undefined))
  worker.dispatchEvent(Object.assign(new Event('error'), { message: 'out of bounds' }))
  worker.dispatchEvent(new Event('error'))
  await expect(underWay).rejects.toMatchObject({
    code: 'worker-failed',
    message: 'The table engine stopped: out of bounds.',
  })
  const call = vi.fn(() => Promise.resolve(1))
  await expect(whileAlive(call)).rejects.toMatchObject({ code: 'worker-failed' })
  expect(call).not.toHaveBeenCalled()
  end('again')
  expect(onDeath).toHaveBeenCalledTimes(1)
  expect(terminate).toHaveBeenCalledTimes(1)
})
