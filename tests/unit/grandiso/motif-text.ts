/** Motifs for tests, as DotMotif text. */
import { readMotif } from '../../../src/dotmotif/read-motif'
import type { Motif } from '../../../src/model/motif'

export function motifFrom(text: string): Motif {
  const reading = readMotif(text)
  if (!reading.ok) throw new Error(reading.errors.map(({ message }) => message).join(' '))
  return reading.motif
}

/** Every ordered pair of the first `size` letters as a required edge. */
export function cliqueText(size: number): string {
  const names = Array.from({ length: size }, (_, index) => `N${index}`)
  return names.flatMap((from) => names.flatMap((to) => (from === to ? [] : `${from} -> ${to}`))).join('\n')
}
