/** The identity of a significance run: the same question is the same run, however many samples were asked for. */
import { printMotif } from '../dotmotif/print'
import { readMotif } from '../dotmotif/read-motif'
import type { NullMeasure, NullQuestion } from '../model/null-run'

/** Raised when a change alters what a seed draws or what is counted. */
export const nullVersion = 1

function canonical(measure: NullMeasure): unknown {
  if (measure.kind !== 'motif') return measure
  const { text, ignoreDirection, induced, excludeAutomorphisms, label } = measure
  const { motif } = readMotif(text)
  return [label, motif ? printMotif(motif) : text, ignoreDirection, induced, excludeAutomorphisms]
}

/** 32 hex digits of SHA-256 over host content, measures, null model and seed. */
export async function nullRunIdOf(question: NullQuestion): Promise<string> {
  const { hostId, measures, model, groupsBy, distance, seed } = question
  const kept = distance && [distance.attributes, distance.bins]
  const text = JSON.stringify([nullVersion, hostId, measures.map(canonical), model, groupsBy, kept, seed])
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
