/** What a significance run is and how far it is, in words. Pure. */
import type { SignificanceRun } from '../scripting/significance-types'
import { modelWords } from '../scripting/significance-words'
import { formatCount, formatQuantity } from './format'

export function runStateWords({ state, samples, wanted }: SignificanceRun): string {
  const drawn = `${formatCount(samples)} of ${formatQuantity(wanted, 'sample', 'samples')}`
  if (state === 'running') return samples === 0 ? 'Counting in the host…' : `${drawn} drawn…`
  if (state === 'done') return `${formatQuantity(samples, 'sample', 'samples')} drawn`
  if (state === 'failed') return `Failed after ${drawn}`
  return state === 'stopped' ? `Stopped at ${drawn}` : `Interrupted at ${drawn}`
}

/** `feed-forward loop, 3-cycle · Degrees kept`. */
export function runTitle({ question }: SignificanceRun): string {
  const names = question.measures.map((measure) =>
    measure.kind === 'motif' ? measure.label : measure.kind === 'triads' ? '3-node census' : '4-node census',
  )
  const shown = names.slice(0, 3).join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : '')
  const groups = question.groupsBy === null ? '' : `, by ${question.groupsBy}`
  return `${shown} · ${modelWords[question.model].label}${groups}${question.distance ? ', by distance' : ''}`
}
