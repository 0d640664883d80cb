/** DotMotif text → what it asks for in sentences, each with the place of the statement that says so. */
import type { TextPlace } from '../model/errors'
import { compileMotif } from './compile'
import { expandMacros } from './expand-macros'
import { explainEntries } from './explain'
import type { Explanation } from './explain'
import { parseMotifText } from './parse'
import { LineTable } from './problem'

export interface PlacedExplanation extends Explanation {
  /** Where it is written: the outermost macro call for what a macro says. Null for sentences about the whole. */
  place: TextPlace | null
}

/** Explains a text. Statements with mistakes are left out, as if they were not there. */
export function explainText(source: string): PlacedExplanation[] {
  const { statements, forgiven } = expandMacros(parseMotifText(source).statements)
  const { motif, places } = compileMotif(statements, forgiven)
  const lines = new LineTable(source)
  return explainEntries(motif).map(({ entry, ...explanation }) => {
    const range = entry && places[entry.list][entry.index]
    return { ...explanation, place: range ? lines.placeOf(range) : null }
  })
}
