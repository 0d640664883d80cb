/** Warns of motifs that are rarely meant: those that fall into parts, so that every combination of the parts' matches
 *  is a match. */
import type { Motif } from '../model/motif'

/** The names of the nodes of each connected part; only required edges connect. */
export function partsOfMotif(motif: Motif): string[][] {
  const partOf = new Map(motif.nodes.map((node) => [node, [node]]))
  for (const { from, to, exists } of motif.edges) {
    const [left, right] = [partOf.get(from)!, partOf.get(to)!]
    if (!exists || left === right) continue
    left.push(...right)
    for (const node of right) partOf.set(node, left)
  }
  return [...new Set(partOf.values())]
}

const units: [number, string][] = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
  [1e3, 'thousand'],
]

/** A rough number in words: two digits at most. */
export function roughly(count: number): string {
  if (count >= 1e15) return 'more than a thousand trillion'
  const [size, unit] = units.find(([least]) => count >= least) ?? [1, '']
  return `about ${Number((count / size).toPrecision(2))} ${unit}`.trim()
}

/** @param expectedMatches from the planner; see `PlannedSearch` */
export function warnOfParts(motif: Motif, expectedMatches: number): string[] {
  const parts = partsOfMotif(motif)
  if (parts.length < 2) return []
  const named = parts.map((part) => part.join(', ')).join(' and ')
  return [
    `The motif falls into ${parts.length} parts that no required edge connects (${named}): every combination of their ` +
      `matches is a match, ${roughly(expectedMatches)} to be expected.`,
  ]
}
