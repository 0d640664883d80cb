/** What a report and an address say of a run: every sample in one bar, no text run as anything, links that come back. */
import { describe, expect, it } from 'vitest'
import { histogramOf } from '../../../src/scripting/null-histogram'
import { compareProfiles } from '../../../src/scripting/significance-profiles'
import { writeReport } from '../../../src/scripting/significance-report'
import { resultOf } from '../../../src/scripting/significance-result'
import type { NullRun } from '../../../src/jobs/significance-runs'
import type { NullMeasure } from '../../../src/model/null-run'
import { readSignificanceAddress, addressOfRun } from '../../../src/state/significance-address'

const motif = (label: string): NullMeasure => ({
  kind: 'motif',
  ...{ label, text: 'A -> B', ignoreDirection: false, induced: false, excludeAutomorphisms: false },
})

function runOf(measures: NullMeasure[], observed: number[]): NullRun {
  return {
    id: 'run',
    question: { hostId: 'h', measures, model: 'degrees', groupsBy: 'a.b', distance: null, seed: 4 },
    ...{ hostName: '<img src=x>', hostUri: 'example://circuit', hostSize: { nodeCount: 3, edgeCount: 3 } },
    ...{ version: '1', createdAt: 0, wanted: 4, observed, effort: null, mixing: null, kept: null },
    ...{ elapsedMs: 1, state: 'done', sampleCount: 4 },
  }
}

const samplesOf = (counts: number[][]) =>
  counts.map((each, index) => ({ runId: 'run', index, counts: Float64Array.from(each) }))

describe('The table of a run', () => {
  const run = runOf([motif('=cmd()'), motif('fixed')], [10, 7])
  const result = resultOf(run, samplesOf([[1, 7], [2, 7], [3, 7], [4, 7]])) // prettier-ignore

  it('corrects among the rows that vary only, and says which do not', () => {
    const [varying, fixed] = result.rows
    expect(varying!.z).toBeCloseTo((10 - 2.5) / Math.sqrt(5 / 3))
    expect(varying!.p).toBeCloseTo(2 / 5)
    expect(varying!.pHolm).toBeCloseTo(2 / 5)
    expect(fixed).toMatchObject({ z: null, sd: 0, pHolm: null, pBenjaminiHochberg: null })
    expect(result.notes.join(' ')).toContain('fixed')
  })

  it('is a page without anything from outside, and a table that no spreadsheet runs', async () => {
    const page = await writeReport(result, 'html', 'https://a/#x="><script>').text()
    expect(page).not.toContain('<img src=x>')
    expect(page).not.toContain('<script>')
    expect(page).toContain('not defined')
    const table = await writeReport(result, 'csv', '').text()
    expect(table.split('\n')[1]).toMatch(/^'=cmd\(\),10,4,2\.5,/)
  })

  it('is asked again by its address', () => {
    const address = addressOfRun(run.question, 4)
    const asked = { model: 'degrees', samples: 4, seed: 4, what: 'motif', groups: 'a.b' }
    expect(readSignificanceAddress(address)).toEqual(asked)
    expect(readSignificanceAddress('nonsense.x.y')).toEqual({})
    expect(readSignificanceAddress('degrees.0.-1.all')).toEqual({ model: 'degrees' })
  })
})

describe('A histogram', () => {
  it.each([
    [[5, 5, 5], 5],
    [[1, 2, 3, 100], -40],
    [[0.5, 0.25, 0.75], 3],
  ])('has every sample of %j in one bar and the observed count on the picture', (counts, observed) => {
    const { bars, observed: place } = histogramOf(counts, observed)
    expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(counts.length)
    expect(place).toBeGreaterThanOrEqual(0)
    expect(place).toBeLessThanOrEqual(240)
    expect(bars.every(({ x, height }) => x >= 0 && x <= 240 && height <= 80)).toBe(true)
  })
})

describe('Profiles side by side', () => {
  it('leave out the triads that are not connected, and correlate', () => {
    const observed = Array.from({ length: 16 }, (_, i) => 10 + i)
    const counts = [0, 1, 2, 3].map((at) => observed.map((_, i) => 5 + ((at * (i + 3)) % 7)))
    const result = resultOf(runOf([{ kind: 'triads' }], observed), samplesOf(counts))
    const { classes, profiles, correlations } = compareProfiles([
      { label: 'one', result },
      { label: 'other', result },
    ])
    expect(classes.map(({ label }) => label)).not.toContain('003')
    expect(profiles[0]!.profile.reduce<number>((sum, each) => sum + (each ?? 0) ** 2, 0)).toBeCloseTo(1)
    expect(correlations[0]![1]).toBeCloseTo(1)
  })
})
