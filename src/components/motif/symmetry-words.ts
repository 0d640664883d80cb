/** The symmetry of a motif in a few words. Pure. */
import type { MotifSymmetry } from '../../scripting/motif-types'
import { formatCount } from '../../state/format'

const mostNames = 6

const named = (orbit: string[]) =>
  orbit.length <= mostNames
    ? orbit.join(', ')
    : `${orbit.slice(0, mostNames).join(', ')} and ${orbit.length - mostNames} more`

const verbs = {
  none: '',
  interchange: 'interchangeable',
  rotation: 'in rotation',
  joint: 'change places together',
}

/** `none`, `6 (A, B, C interchangeable)`, `3 (A, B, C in rotation)`. */
export function symmetryWords({ automorphismCount, orbits, kind }: MotifSymmetry): string {
  if (kind === 'none') return 'none'
  const shown = orbits.slice(0, 3).map(named)
  const rest = orbits.length > 3 ? ` and ${orbits.length - 3} more sets` : ''
  return `${formatCount(automorphismCount)} (${shown.join('; ')}${rest} ${verbs[kind]})`
}

/** What that means for the count of matches. */
export function symmetryMeaning({ automorphismCount, kind }: MotifSymmetry): string {
  if (kind === 'none') return 'No exchange of its nodes leaves the motif as it is: every match is distinct.'
  const count = formatCount(automorphismCount)
  return `Exchanging these nodes leaves the motif as it is: of every ${count} matches one is distinct. See Help.`
}
