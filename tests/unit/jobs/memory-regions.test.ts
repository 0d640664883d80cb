import { expect, it } from 'vitest'
import { MemoryRegions } from '../../../src/jobs/memory-regions'

const page = 65_536
const memoryOf = (initial: number, maximum: number) =>
  new WebAssembly.Memory({ initial, maximum, shared: true })

it('hands out regions that never overlap, above what is taken for good', () => {
  const regions = new MemoryRegions(memoryOf(1, 8), 1000)
  const taken = [10, 3 * page, 64, 1].map((length) => ({ length, ...regions.take(length) }))
  for (const { begin, end, length } of taken) {
    expect(begin % 64).toBe(0)
    expect(begin).toBeGreaterThanOrEqual(1000)
    expect(end - begin).toBeGreaterThanOrEqual(length)
    expect(end).toBeLessThanOrEqual(regions.memory.buffer.byteLength)
  }
  taken.sort((a, b) => a.begin - b.begin)
  taken.slice(1).forEach(({ begin }, index) => expect(begin).toBeGreaterThanOrEqual(taken[index]!.end))
})

it('joins what is given back, in any order, instead of growing', () => {
  const regions = new MemoryRegions(memoryOf(1, 8), 0)
  const [first, second, third] = [page / 2, page, page].map((length) => regions.take(length))
  const { byteLength } = regions.memory.buffer
  for (const region of [second, first, third]) regions.give(region!)
  expect(regions.take(2.5 * page)).toEqual({ begin: first!.begin, end: third!.end })
  expect(regions.memory.buffer.byteLength).toBe(byteLength)
})

it('refuses what the memory has no room for, and goes on', () => {
  const regions = new MemoryRegions(memoryOf(1, 2), 100)
  expect(() => regions.take(2 * page)).toThrow(
    expect.objectContaining({ code: 'host-too-large', message: expect.stringContaining('4 GiB') }),
  )
  expect(regions.take(page).begin).toBe(128)
})
