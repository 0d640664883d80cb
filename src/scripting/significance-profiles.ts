/** Significance profiles of several runs side by side. Pure. */
import { profileCorrelation } from '../statistics/significance'
import type { SignificanceResult } from './significance-types'

export interface ComparedProfile {
  id: string
  label: string
  profile: (number | null)[]
}

export interface ComparedProfiles {
  /** The classes that all have, in order. */
  classes: { label: string; motif: string }[]
  profiles: ComparedProfile[]
  /** Pearson's correlation of each with each; null where it is not defined. */
  correlations: (number | null)[][]
}

/** The runs must have taken the same census; `label` names each. Classes that no run defines are left out. */
export function compareProfiles(
  results: readonly { label: string; result: SignificanceResult }[],
): ComparedProfiles {
  const censusRows = ({ question, rows }: SignificanceResult) =>
    rows.filter(({ measure }) => question.measures[measure]?.kind !== 'motif')
  const all = results.map(({ label, result }) => ({ id: result.id, label, rows: censusRows(result) }))
  const defined = (all[0]?.rows ?? []).flatMap((_, i) =>
    all.some(({ rows }) => (rows[i]?.profile ?? null) !== null) ? [i] : [],
  )
  const profiles = all.map(({ id, label, rows }) => ({
    ...{ id, label },
    profile: defined.map((i) => rows[i]?.profile ?? null),
  }))
  return {
    classes: defined.map((i) => ({
      label: all[0]?.rows[i]?.label ?? '',
      motif: all[0]?.rows[i]?.motif ?? '',
    })),
    profiles,
    correlations: profiles.map((left) =>
      profiles.map((right) => profileCorrelation(left.profile, right.profile)),
    ),
  }
}
