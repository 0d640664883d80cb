/** "Did you mean …?": the known word nearest to a mistyped one. */

/** Looking further would cost more than the hint is worth. */
const maxCandidates = 1_000
const maxWordLength = 40
const maxEdits = 3

/** Edits (insert, delete, replace, swap neighbours) from one word to the other; `limit + 1` when there are more. */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: right.length + 1 }, (_, j) => j)
  for (let i = 1; i <= left.length; i++) {
    const row = [i]
    for (let j = 1; j <= right.length; j++) {
      const differs = left[i - 1] === right[j - 1] ? 0 : 1
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + differs)
      const isSwapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]
      if (isSwapped) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1)
      row.push(best)
    }
    if (Math.min(...row) > limit) return limit + 1
    beforeLast = last
    last = row
  }
  return last[right.length] ?? limit + 1
}

/** The known word a mistyped one most likely stands for, or null. One edit in three characters and three in all at most; a difference
 *  in upper and lower case alone always counts as near. */
export function nearestName(word: string, known: Iterable<string>): string | null {
  if (word.length > maxWordLength) return null
  const lower = word.toLowerCase()
  let limit = Math.min(maxEdits, Math.max(1, Math.floor(word.length / 3)))
  let nearest: string | null = null
  let seen = 0
  for (const candidate of known) {
    if (seen++ >= maxCandidates) break
    if (candidate === word || candidate.length > maxWordLength) continue
    if (candidate.toLowerCase() === lower) return candidate
    if (word.length < 2) continue
    const distance = editDistance(word, candidate, limit)
    if (distance > limit) continue
    nearest = candidate
    limit = distance - 1
    if (limit < 1) break
  }
  return nearest
}

/** A hint of the form "Did you mean `weight`?" to spread into an error, or nothing. */
export function suggestion(word: string, known: Iterable<string>): { hint?: string } {
  const nearest = nearestName(word, known)
  return nearest === null ? {} : { hint: `Did you mean \`${nearest}\`?` }
}

/** The name that a hint made by `suggestion` offers; null for any other hint. */
export function suggestedName(hint: string): string | null {
  return /^Did you mean `([^`]+)`\?$/.exec(hint)?.[1] ?? null
}

/** Source text short enough for a sentence. */
export function excerpt(text: string): string {
  const characters = Array.from(text.slice(0, 100))
  return characters.length <= 40 ? text : `${characters.slice(0, 39).join('')}…`
}
