/** What the lesson says of its own figures: sentences that follow from the z scores at hand and from nothing else. Pure. */

export type NullVerdict = 'far more' | 'more' | 'about as many' | 'fewer' | 'not defined'

/** Where an observed count stands: z of 2 and of 10 are the limits. */
export function verdictOf(z: number | null): NullVerdict {
  if (z === null) return 'not defined'
  if (z >= 10) return 'far more'
  if (z >= 2) return 'more'
  return z > -2 ? 'about as many' : 'fewer'
}

const verdictWords: Record<NullVerdict, string> = {
  'far more': 'far more loops than this chance gives',
  more: 'more loops than this chance gives',
  'about as many': 'about as many loops as this chance gives',
  fewer: 'fewer loops than this chance gives',
  'not defined': 'every sample has the same number, so z is not defined',
}

/** One sentence for one kind of chance. */
export const verdictSentence = (z: number | null): string => {
  const words = verdictWords[verdictOf(z)]
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

const changeWords = (before: number, after: number) => {
  if (after < before / 2) return 'falls to less than half'
  if (after < 0.9 * before) return 'falls'
  if (after > 2 * before) return 'more than doubles'
  return after > 1.1 * before ? 'rises' : 'hardly changes'
}

/** What the three scores say together: random graphs, degrees kept, mutual pairs kept too. Empty when one is not
 *  defined. */
export function lessonConclusion([random, degrees, mutual]: readonly (number | null)[]): string {
  if (random === undefined || degrees === undefined || mutual === undefined) return ''
  if (random === null || degrees === null || mutual === null) return ''
  const first = `Where degrees are kept, z ${changeWords(random, degrees)}; where mutual pairs are kept too, it ${changeWords(degrees, mutual)}.`
  const verdicts = new Set([random, degrees, mutual].map(verdictOf))
  const second =
    verdicts.size === 1
      ? 'The three answers agree in kind; how strong they are depends on the null all the same.'
      : 'The same count, and the null decides what is said of it.'
  return `${first} ${second}`
}
