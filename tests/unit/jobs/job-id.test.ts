/** The same question is the same job; whatever may alter a search, or how it is gone about, makes another. */
import { expect, test } from 'vitest'
import { readMotif } from '../../../src/dotmotif/read-motif'
import { jobIdOf } from '../../../src/jobs/job-id'
import type { SearchSemantics } from '../../../src/model/job'

const plain: SearchSemantics = {
  ignoreDirection: false,
  excludeAutomorphisms: false,
  induced: false,
  limit: null,
  countOnly: true,
}

function idOf(source: string, semantics: SearchSemantics = plain, host = 'host'): Promise<string> {
  const reading = readMotif(source)
  if (!reading.ok) throw new Error('The motif has mistakes.')
  return jobIdOf(reading.motif, host, semantics)
}

test('spacing and comments do not make another job; nodes, hosts and options do', async () => {
  const id = await idOf('A -> B\nB -> C')
  expect(id).toMatch(/^[0-9a-f]{32}$/)
  expect(await idOf('# a path\nA->B ; B  ->  C')).toBe(id)
  const others = await Promise.all([
    idOf('A -> B\nB -> D'),
    idOf('A -> B\nB -> C', plain, 'another'),
    idOf('A -> B\nB -> C', { ...plain, limit: 5 }),
    idOf('A -> B\nB -> C', { ...plain, induced: true }),
  ])
  expect(new Set([id, ...others]).size).toBe(5)
})

test('a strategy makes another job, however it is written', async () => {
  const withStrategy = (strategy: SearchSemantics['strategy'] & object) =>
    idOf('A -> B', { ...plain, strategy })
  const id = await withStrategy({ factorise: false, orderByCost: false })
  expect(await withStrategy({ orderByCost: false, factorise: false })).toBe(id)
  const others = await Promise.all([
    idOf('A -> B'),
    withStrategy({ factorise: false }),
    withStrategy({ orderByCost: false }),
    withStrategy({ breakSymmetry: false }),
  ])
  expect(new Set([id, ...others]).size).toBe(5)
})
