/** Finding by a few letters: how well a text answers what was typed, and which of its letters did. Pure. */

export interface FuzzyMatch {
  /** The higher the better. */
  score: number
  /** Offsets of the letters that were matched, ascending. */
  letters: number[]
}

const atWordStart = 100
const insideWord = 60
const scattered = 30

const isWordStart = (text: string, offset: number) =>
  offset === 0 || !/[\p{L}\p{N}]/u.test(text[offset - 1] ?? '')

function wholeWord(word: string, text: string): FuzzyMatch | null {
  let offset = text.indexOf(word)
  if (offset < 0) return null
  const first = offset
  while (offset >= 0 && !isWordStart(text, offset)) offset = text.indexOf(word, offset + 1)
  const found = offset < 0 ? first : offset
  const letters = Array.from(word, (_, i) => found + i)
  // What stands near the beginning is meant more often.
  return { score: (offset < 0 ? insideWord : atWordStart) - Math.min(20, found / 4), letters }
}

/** The letters in order, each at the next word's beginning where there is one: `ofh` finds `open from host`. */
function scatteredWord(word: string, text: string): FuzzyMatch | null {
  const letters: number[] = []
  let from = 0
  let jumps = 0
  for (const letter of word) {
    let offset = text.indexOf(letter, from)
    if (offset < 0) return null
    if (offset !== from || letters.length === 0) {
      let start = offset
      while (start >= 0 && !isWordStart(text, start)) start = text.indexOf(letter, start + 1)
      if (start >= 0) offset = start
      jumps += isWordStart(text, offset) ? 1 : 4
    }
    letters.push(offset)
    from = offset + 1
  }
  // Letters strewn about at random are no answer.
  return jumps > word.length + 2 ? null : { score: scattered - jumps, letters }
}

/** Every word of the query must be found, in any order. Null: it is no answer. An empty query is answered by all. */
export function fuzzyMatch(query: string, text: string): FuzzyMatch | null {
  const lower = text.toLowerCase()
  const letters = new Set<number>()
  let score = 0
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const match = wholeWord(word, lower) ?? scatteredWord(word, lower)
    if (!match) return null
    score += match.score
    for (const letter of match.letters) letters.add(letter)
  }
  return { score, letters: [...letters].sort((a, b) => a - b) }
}

/** A text in pieces, those that were matched marked. */
export function markedPieces(
  text: string,
  letters: readonly number[],
): { text: string; isMatched: boolean }[] {
  const matched = new Set(letters)
  const pieces: { text: string; isMatched: boolean }[] = []
  for (let offset = 0; offset < text.length; offset++) {
    const isMatched = matched.has(offset)
    const last = pieces.at(-1)
    if (last?.isMatched === isMatched) last.text += text[offset]
    else pieces.push({ text: text[offset] ?? '', isMatched })
  }
  return pieces
}
