/** Jobs beside each other get slices whose lengths stand in the ratio of their priorities. */
import { describe, expect, it } from 'vitest'
import { sliceMsFor } from '../../../src/jobs/fair-share'
import type { JobPriority } from '../../../src/model/job'

const priorities: JobPriority[] = ['high', 'normal', 'low']

describe('the length of a slice', () => {
  it('is the usual one for a job alone, whatever its priority', () => {
    for (const priority of priorities) expect(sliceMsFor(priority, [])).toBe(25)
  })

  it('is the same for jobs of the same priority', () => {
    for (const priority of priorities) expect(sliceMsFor(priority, [priority, priority])).toBe(25)
  })

  it('gives high four times what normal gets, and normal four times what low gets', () => {
    expect(sliceMsFor('high', ['normal']) / sliceMsFor('normal', ['high'])).toBe(4)
    expect(sliceMsFor('normal', ['low']) / sliceMsFor('low', ['normal'])).toBe(4)
    expect(sliceMsFor('high', ['low', 'normal']) / sliceMsFor('low', ['high', 'normal'])).toBe(16)
  })

  it('is never so long that a job does not hear that it shall stop', () => {
    for (const own of priorities)
      for (const other of priorities) expect(sliceMsFor(own, [other])).toBeLessThanOrEqual(100)
  })
})
