/** The common motifs, by name: the thirteen connected triads of the census and the usual small circuits. Pure data and
 *  its text. */

export interface MotifSnippet {
  label: string
  /** What it is, in a few words. */
  detail: string
  /** Ordered pairs of letters. */
  edges: readonly (readonly [string, string])[]
}

const pairs = (text: string): [string, string][] =>
  text.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)])

function clique(letters: string): [string, string][] {
  const all = Array.from(letters)
  return all.flatMap((from, i) =>
    all.slice(i + 1).flatMap((to): [string, string][] => [
      [from, to],
      [to, from],
    ]),
  )
}

const snippet = (label: string, detail: string, edges: [string, string][]): MotifSnippet => ({
  label,
  detail,
  edges,
})

/** The triads as the census names them (Holland and Leinhardt): mutual, one-way and missing pairs, then Down, Up,
 *  Cyclic or Transitive. */
export const triadSnippets: readonly MotifSnippet[] = [
  snippet('triad 021D', 'one drives two', pairs('AB AC')),
  snippet('triad 021U', 'two drive one', pairs('AC BC')),
  snippet('triad 021C', 'chain', pairs('AB BC')),
  snippet('triad 111D', 'a pair, driven', pairs('AB BA CB')),
  snippet('triad 111U', 'a pair, driving', pairs('AB BA BC')),
  snippet('triad 030T', 'feed-forward loop', pairs('AB BC AC')),
  snippet('triad 030C', '3-cycle', pairs('AB BC CA')),
  snippet('triad 201', 'two pairs', pairs('AB BA BC CB')),
  snippet('triad 120D', 'one drives a pair', pairs('AB AC BC CB')),
  snippet('triad 120U', 'a pair drives one', pairs('AB BA AC BC')),
  snippet('triad 120C', 'chain, closed by a pair', pairs('AB BC AC CA')),
  snippet('triad 210', 'two pairs and an edge', pairs('AB AC CA BC CB')),
  snippet('triad 300', 'all three pairs', clique('ABC')),
]

/** The usual small circuits. */
export const circuitSnippets: readonly MotifSnippet[] = [
  snippet('reciprocal pair', 'each drives the other', clique('AB')),
  snippet('feed-forward loop', 'the triad 030T', pairs('AB BC AC')),
  snippet('3-cycle', 'the triad 030C', pairs('AB BC CA')),
  snippet('feed-forward chain', 'four in a row', pairs('AB BC CD')),
  snippet('bi-fan', 'two drive the same two', pairs('AC AD BC BD')),
  snippet('diamond', 'two ways from one to one', pairs('AB AC BD CD')),
  snippet('3-clique', 'every pair mutual', clique('ABC')),
  snippet('4-clique', 'every pair mutual', clique('ABCD')),
  snippet('5-clique', 'every pair mutual', clique('ABCDE')),
]

/** A name for each letter that is not in use: a motif put into a text joins nothing by accident. */
function freshNames(letters: string[], taken: ReadonlySet<string>): Map<string, string> {
  const free = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ').filter((letter) => !taken.has(letter))
  for (let number = 1; free.length < letters.length; number++)
    if (!taken.has(`N${number}`)) free.push(`N${number}`)
  const isFree = letters.every((letter) => !taken.has(letter))
  return new Map(letters.map((letter, i) => [letter, isFree ? letter : (free[i] ?? letter)]))
}

/** The motif's statements, a line each, without the last line break; `write` writes a name. */
export function textOfSnippet(
  { edges }: MotifSnippet,
  taken: ReadonlySet<string> = new Set(),
  write: (name: string) => string = (name) => name,
): string {
  const names = freshNames([...new Set(edges.flat())].sort(), taken)
  const nameOf = (letter: string) => write(names.get(letter) ?? letter)
  return edges.map(([from, to]) => `${nameOf(from)} -> ${nameOf(to)}`).join('\n')
}
