/** Changes of a text as data, in the shape the editor takes: all of them speak of the text as it was before. Pure. */

/** Replaces `from` to `to` (offsets, `to` exclusive) by `insert`. */
export interface TextChange {
  from: number
  to: number
  insert: string
}

/** In order, with deletions that meet made one, so that no two overlap. Insertions at one place follow each other in the
 *  order given. */
export function inOrder(changes: readonly TextChange[]): TextChange[] {
  const merged: TextChange[] = []
  for (const change of changes.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = merged.at(-1)
    const meets = last && (change.from < last.to || change.from === last.from)
    if (!meets) merged.push({ ...change })
    else {
      last.to = Math.max(last.to, change.to)
      last.insert += change.insert
    }
  }
  return merged
}

/** The text after changes that are in order. */
export function applyChanges(source: string, changes: readonly TextChange[]): string {
  return changes
    .toReversed()
    .reduce((text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to), source)
}
