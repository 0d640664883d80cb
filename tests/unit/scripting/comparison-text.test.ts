import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { emptyCell } from '../../../src/scripting/compare-hosts'
import { comparisonAsCsv, comparisonAsJson } from '../../../src/scripting/comparison-text'
import type { Comparison } from '../../../src/scripting/comparison-types'

const motif = 'A -> B\nB -> A [label = "x, y"]'
const comparison: Comparison = {
  options: {
    ignoreDirection: false,
    excludeAutomorphisms: true,
    induced: false,
    limit: null,
    countOnly: true,
  },
  hosts: [
    { id: 'h1', name: '=cmd|x, "one"', nodeCount: 10, edgeCount: 30, directed: true },
    { id: 'h2', name: 'two', nodeCount: 4, edgeCount: 0, directed: false },
  ],
  motifs: [{ name: 'mutual', motif }],
  cells: [
    {
      ...emptyCell('h1', 'mutual'),
      state: 'done',
      jobId: 'j',
      count: 2n ** 60n,
      elapsedMs: 12.4,
      normalised: { perNode: 1.5, perEdge: 0.5, perTuple: 0.25 },
    },
    { ...emptyCell('h2', 'mutual'), state: 'failed', error: { code: 'x', message: 'm' } },
  ],
}

describe('a comparison as a file', () => {
  it('is a table with one line for each motif and host graph', () => {
    const { data, errors } = Papa.parse<Record<string, string>>(comparisonAsCsv(comparison).trimEnd(), {
      header: true,
    })
    expect(errors).toEqual([])
    expect(data).toHaveLength(2)
    expect(data[0]).toMatchObject({
      // Never a formula for a spreadsheet.
      host: '\'=cmd|x, "one"',
      count: '1152921504606846976',
      'count per possible tuple': '0.25',
      milliseconds: '12',
      'motif text': motif,
    })
    expect(data[1]).toMatchObject({ host: 'two', state: 'failed', 'count per edge': '' })
  })

  it('is JSON with counts of any size, and says what made it', () => {
    const read = JSON.parse(comparisonAsJson(comparison, { writtenBy: 'Motifscope 1' })) as Record<
      string,
      unknown
    >
    expect(read).toMatchObject({ writtenBy: 'Motifscope 1', motifs: [{ motif }], cells: [{ count: '1152921504606846976' }, {}] }) // prettier-ignore
  })
})
