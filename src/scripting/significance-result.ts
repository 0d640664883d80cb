/** From a run's samples to its table: every number with what it needs to be believed. Pure. */
import type { NullRun } from '../jobs/significance-runs'
import { triadNames } from '../model/host-graph'
import type { NullMeasure, NullSample } from '../model/null-run'
import { isSwitching } from '../statistics/null-models/null-model'
import { correctForMany, significanceOf, significanceProfile } from '../statistics/significance'
import { tetradClasses } from '../statistics/tetrad-classes'
import { triadEdges } from '../statistics/triad-code'
import type { SignificanceResult, SignificanceRow, SignificanceRun } from './significance-types'

/** The edges of a class as DotMotif, for its picture. */
const textOf = (pairs: string[]) => pairs.map((pair) => `${pair.charAt(0)} -> ${pair.charAt(1)}`).join('\n')

const letters = 'ABCD'
/** No part of a profile: they follow from the others (Milo et al. 2004 take the thirteen connected classes). */
const unconnected = new Set(['003', '012', '102'])

/** The classes of a measure, in the order of its counts. */
export function classesOfMeasure(measure: NullMeasure): { label: string; motif: string }[] {
  if (measure.kind === 'motif') return [{ label: measure.label, motif: measure.text }]
  if (measure.kind === 'triads')
    return triadNames.map((name) => ({
      label: name,
      motif: textOf(triadEdges[name].split(' ').filter((pair) => pair !== '')),
    }))
  return tetradClasses().classes.map(({ id, edges }) => ({
    label: `#${id}`,
    motif: textOf(edges.map(([from, to]) => letters.charAt(from) + letters.charAt(to))),
  }))
}

export function runInfo(run: NullRun): SignificanceRun {
  const { id, question, hostName, state, sampleCount, wanted, createdAt, elapsedMs, error } = run
  const info = { id, question, hostName, state, samples: sampleCount, wanted, createdAt, elapsedMs }
  return { ...info, ...(error ? { error } : {}) }
}

function rowsOf(run: NullRun, samples: readonly NullSample[]): SignificanceRow[] {
  const { observed } = run
  if (!observed) return []
  const classes = run.question.measures.flatMap((measure, index) =>
    classesOfMeasure(measure).map((each) => ({ ...each, measure: index })),
  )
  const plain = classes.map((each, i) => {
    const counts = samples.map((sample) => sample.counts[i] ?? NaN)
    return { ...each, ...significanceOf(observed[i] ?? NaN, counts), counts }
  })
  const varying = plain.filter(({ sd }) => sd)
  const corrected = correctForMany(varying.map(({ p }) => p))
  const profiles = run.question.measures.map((measure, index) => {
    const own = plain.filter((row) => row.measure === index)
    const zs = own.map(({ z, label }) => (unconnected.has(label) ? null : z))
    return measure.kind === 'motif' ? null : significanceProfile(zs)
  })
  return plain.map((row, i): SignificanceRow => {
    const at = varying.indexOf(row)
    return {
      ...row,
      pBenjaminiHochberg: corrected.benjaminiHochberg[at] ?? null,
      pHolm: corrected.holm[at] ?? null,
      profile: profiles[row.measure]?.[i - plain.findIndex(({ measure }) => measure === row.measure)] ?? null,
    }
  })
}

function notesOf(run: NullRun, rows: SignificanceRow[]): string[] {
  const { question, effort, mixing } = run
  const notes: string[] = []
  const fixed = rows.filter(({ sd }) => sd === 0)
  if (fixed.length > 0)
    notes.push(
      `${
        fixed.length === rows.length
          ? 'Every count'
          : `The count of ${fixed
              .map(({ label }) => label)
              .slice(0, 8)
              .join(', ')}${fixed.length > 8 ? ', …' : ''}`
      } is the same in every sample: this null model does not vary it, so z is not defined.`,
    )
  if (question.model === 'attributes' && fixed.length === rows.length && rows.length > 0)
    notes.push('Exchanging attributes changes only the counts of motifs that ask for attributes.')
  if (effort?.isCapped)
    notes.push(
      'Few switches were possible: what is kept nearly determines the graph, and samples stay close to it.',
    )
  if (mixing && !mixing.isMixed)
    notes.push(
      'After a sample’s walk the overlap with the host was still falling: samples may be too close to it.',
    )
  if (isSwitching(question.model) && rows[0] && rows[0].samples < 99)
    notes.push('With fewer than 99 samples p cannot fall below 0.02.')
  const edges = question.measures.some(({ kind }) => kind === 'tetrads')
  if (edges)
    notes.push(
      'Sets of four are estimated in large samples; the noise of that makes z smaller, never larger.',
    )
  return notes
}

/** The table of a run as it stands. */
export function resultOf(run: NullRun, samples: readonly NullSample[]): SignificanceResult {
  const { hostUri, hostSize, version, effort, mixing, kept } = run
  const rows = rowsOf(run, samples)
  return {
    ...runInfo(run),
    hostUri,
    hostSize,
    version,
    effort,
    mixing,
    kept,
    rows,
    notes: notesOf(run, rows),
  }
}
