/** Text as XML holds it, in an element or an attribute. */
import { MotifscopeError } from '../model/errors'

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

/** @throws MotifscopeError `not-writable` for characters that XML cannot hold. */
export function escapedXml(text: string): string {
  if (unwritable.test(text))
    throw new MotifscopeError(
      'not-writable',
      `XML cannot hold a character of the text ${JSON.stringify(text)}.`,
      {
        hint: 'Export as JSON or CSV instead.',
      },
    )
  return text.replace(/[&<>"\t\n\r]/g, (character) => escapes[character] as string)
}
