/** The text of an editor as the language sees it: read at most once for each state of the document, and only when
 *  somebody asks. */
import type { EditorState, Text } from '@codemirror/state'
import type { Statement } from '../../../dotmotif/ast'
import { parseMotifText } from '../../../dotmotif/parse'
import { symbolsOf } from '../../../dotmotif/symbols'
import type { MotifSymbol } from '../../../dotmotif/symbols'

export interface ReadText {
  source: string
  statements: Statement[]
  symbols: MotifSymbol[]
}

const readings = new WeakMap<Text, ReadText>()

/** Linear in the length of the text, the first time. */
export function readText({ doc }: EditorState): ReadText {
  const known = readings.get(doc)
  if (known) return known
  const source = doc.toString()
  const { statements } = parseMotifText(source)
  const reading = { source, statements, symbols: symbolsOf(statements) }
  readings.set(doc, reading)
  return reading
}
