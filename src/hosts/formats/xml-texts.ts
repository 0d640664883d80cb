/** The text of an XML file on its way to a parser, in the encoding that it declares; and a parser that stops at what
 *  is wrong. Entities other than XML's own five are never resolved, external ones never fetched. */
import { SaxesParser } from 'saxes'
import type { MotifscopeError } from '../../model/errors'
import { peek } from './byte-stream'
import { decodeText, encodingOfHead, headText } from './decode-text'
import { refuseEntities, xmlMistake } from './xml-mistakes'

/** @param refuse what is wrong with a file that begins so; null: nothing that shows there */
export async function* xmlTexts(
  bytes: AsyncIterable<Uint8Array>,
  refuse: (start: string) => MotifscopeError | null,
): AsyncGenerator<string> {
  const { head, bytes: all } = await peek(bytes, 4096)
  const wrong = refuse(headText(head).trimStart())
  if (wrong) throw wrong
  yield* decodeText(all, head, declaredEncoding(head))
}

/** A parser that throws what is wrong as a MotifscopeError: `invalid-xml`, `truncated-xml`, `entities-refused`. */
export function openXmlParser(): SaxesParser {
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw xmlMistake(error, parser.line, parser.column)
  })
  parser.on('doctype', (doctype) => refuseEntities(doctype, parser.line))
  return parser
}

/** The encoding an XML declaration names. */
function declaredEncoding(head: Uint8Array): string | undefined {
  if (encodingOfHead(head)) return undefined
  const declaration = new TextDecoder('latin1').decode(head.subarray(0, 256))
  return /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/.exec(declaration)?.[1]
}

/** A name without its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
