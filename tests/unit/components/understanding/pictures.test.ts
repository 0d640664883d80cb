/** What the page about host graphs draws and writes, from numbers that are known. */
import { describe, expect, it } from 'vitest'
import { degreeDistributions } from '../../../../src/statistics/degree-distribution'
import {
  layOutDegrees,
  logBins,
  meanDegree,
  medianDegree,
  nodesWithout,
} from '../../../../src/components/understanding/degree-plot'
import { hostFigures, hostTableCsv } from '../../../../src/components/understanding/host-figures'
import { layOutHosts, shadeOf } from '../../../../src/components/understanding/hosts-figure'
import { logAxis, powerText } from '../../../../src/components/understanding/log-axis'
import { triadEdges } from '../../../../src/components/understanding/triad-shapes'
import { topologyFromPairs } from '../../../../src/grandiso/csr'
import { triadNames } from '../../../../src/model/host-graph'
import { statisticsOf } from '../../../../src/statistics/host-statistics'
import { triadCensus } from '../../../../src/statistics/triad-census'

const pairsOf = (edges: [number, number][]) => ({
  sources: Uint32Array.from(edges, ([source]) => source),
  targets: Uint32Array.from(edges, ([, target]) => target),
})

describe('the pictures of triads', () => {
  it.each(triadNames)('%s shows the triad that the census counts under this name', (name) => {
    const edges = triadEdges(name).map((ends) => ends.map((letter) => 'ABC'.indexOf(letter)))
    const census = triadCensus(topologyFromPairs(3, true, pairsOf(edges as [number, number][])))
    expect(triadNames.filter((other) => census[other] > 0)).toEqual([name])
  })
})

describe('a logarithmic axis', () => {
  it('spans whole decades and puts powers of ten at equal distances', () => {
    const axis = logAxis(1, 2952, 100, 500)
    expect(axis.ticks).toEqual([1, 10, 100, 1000, 10_000])
    expect(axis.ticks.map((tick) => Math.round(axis.place(tick)))).toEqual([100, 200, 300, 400, 500])
    expect(logAxis(1, 1, 0, 1).ticks).toEqual([1, 10])
    expect(logAxis(1, 1000, 0, 1).ticks.at(-1)).toBe(1000)
    expect([0.01, 1, 100, 1000, 10_000, 1e12].map(powerText)).toEqual([
      '10⁻²',
      '1',
      '100',
      '1000',
      '10⁴',
      '10¹²',
    ])
  })
})

describe('the figure of hosts', () => {
  const host = (name: string, sources: number, targets: number, density: number) => ({
    id: name,
    name,
    sources,
    targets,
    density,
    slot: 0,
  })

  it('draws sources wide and targets high, larger hosts behind, denser ones darker', () => {
    const { boxes, plot } = layOutHosts([host('small', 10, 100, 0.5), host('large', 1000, 1000, 1e-4)], 800)
    const [large, small] = boxes
    expect([large!.name, small!.name]).toEqual(['large', 'small'])
    expect(large!.width).toBeCloseTo(plot.right - plot.left)
    expect(small!.width * 3).toBeCloseTo(large!.width)
    expect(small!.height * 3).toBeCloseTo(large!.height * 2)
    expect(small!.shade).toBeGreaterThan(large!.shade)
    expect([shadeOf(0), shadeOf(1)]).toEqual([0.08, 0.58])
  })

  it('keeps labels apart and leaves out hosts without edges', () => {
    const twins = Array.from({ length: 5 }, (_, i) => host(`twin ${i}`, 500, 500 + i, 0.01))
    const { boxes } = layOutHosts([...twins, host('empty', 0, 0, 0)], 360)
    expect(boxes.map(({ name }) => name)).not.toContain('empty')
    const tops = boxes.map(({ label }) => label.y).sort((a, b) => a - b)
    for (let at = 1; at < tops.length; at++) expect(tops[at]! - tops[at - 1]!).toBeGreaterThanOrEqual(28)
  })
})

describe('degrees drawn', () => {
  it('stand in bins that double in width; none is lost', () => {
    const distribution = { degrees: [0, 1, 2, 3, 4, 9], nodes: [5, 8, 3, 1, 4, 2] }
    expect(logBins(distribution)).toEqual([
      { from: 1, to: 1, nodes: 8, perDegree: 8 },
      { from: 2, to: 3, nodes: 4, perDegree: 2 },
      { from: 4, to: 7, nodes: 4, perDegree: 1 },
      { from: 8, to: 15, nodes: 2, perDegree: 0.25 },
    ])
    expect(nodesWithout(distribution)).toBe(5)
    expect(medianDegree(distribution)).toBe(1)
    expect(meanDegree(distribution)).toBeCloseTo((8 + 6 + 3 + 16 + 18) / 23)
  })

  it('of a host without edges draw nothing and do not fail', () => {
    const { total } = degreeDistributions(4, pairsOf([]), true)
    const { series } = layOutDegrees([{ key: 'x', name: 'x', slot: 0, distribution: total }], 600)
    expect(series[0]).toMatchObject({ dots: [], line: '' })
  })
})

describe('the table as CSV', () => {
  it('has every value in full and no cell that a spreadsheet would run', () => {
    const edges = pairsOf([[0, 1], [1, 0], [1, 2]]) // prettier-ignore
    const statistics = statisticsOf({ topology: topologyFromPairs(3, true, edges), edges, directed: true })
    const [head, row] = hostTableCsv([{ name: '=my "host", 1', statistics }]).split('\r\n')
    expect(head!.split(',')).toHaveLength(1 + hostFigures.length + 16)
    expect(row).toMatch(/^"'=my ""host"", 1",2,3,0\.5,3,3,/)
    expect(head!.split(',').at(-1)).toBe('triad300')
  })
})
