import { expect, it } from 'vitest'
import { loadedOnce } from '../../../src/model/loaded-once'

it('loads once, for all who ask', async () => {
  let loads = 0
  const part = loadedOnce(() => Promise.resolve(++loads))
  expect(await Promise.all([part(), part()])).toEqual([1, 1])
  expect(await part()).toBe(1)
})

it('loads again after it failed', async () => {
  let loads = 0
  const part = loadedOnce(async () => {
    if (++loads === 1) throw new Error('offline')
    return loads
  })
  await expect(part()).rejects.toThrow('offline')
  expect(await part()).toBe(2)
})
