/** Reads JSON that others wrote, as RFC 8785 wants it read: a member named twice is refused, since two readers could
 *  take different ones. Lone surrogates are refused when the value is made canonical. Pure. */
import { MotifscopeError } from '../model/errors'
import type { JsonValue } from '../model/document'

/** One JSON value.
 *  @throws MotifscopeError `not-json`. */
export function readStrictJson(text: string): JsonValue {
  let value: JsonValue
  try {
    value = JSON.parse(text) as JsonValue
  } catch (cause) {
    throw new MotifscopeError('not-json', 'This is not JSON.', { cause })
  }
  const repeated = repeatedName(text)
  if (repeated !== undefined)
    throw new MotifscopeError('not-json', `One object has two members named ${JSON.stringify(repeated)}.`, {
      hint: 'Keep one of them: readers would disagree on which one counts.',
    })
  return value
}

/** In text that is JSON: strings with the colon after a member's name, and the braces. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}]/g

/** A name that some object has twice; undefined when there is none. `text` must be JSON. */
function repeatedName(text: string): string | undefined {
  const open: Set<string>[] = []
  for (const [token, colon] of text.matchAll(tokens)) {
    if (token === '{') open.push(new Set())
    else if (token === '}') open.pop()
    else if (colon !== undefined) {
      const names = open.at(-1)
      const name = JSON.parse(token.slice(0, -colon.length)) as string
      if (names?.has(name)) return name
      names?.add(name)
    }
  }
  return undefined
}
