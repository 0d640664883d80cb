/** Refuses scripts in what is written here. Documents of other replicas may hold any text: bodies are rendered as text
 *  and nothing in them ever runs; this keeps one's own from harming whoever shows them otherwise. Pure. */
import type { JsonValue } from '../model/document'
import { MotifscopeError } from '../model/errors'

const scriptElement = /<\s*script\b/i

/** @throws MotifscopeError `script-in-body`, with the place. */
export function refuseScripts(value: JsonValue, place = 'body'): void {
  if (typeof value === 'string') {
    if (scriptElement.test(value))
      throw new MotifscopeError('script-in-body', `${place} holds a script.`, {
        hint: 'Write what you know as text and data; link code by its address.',
      })
  } else if (Array.isArray(value))
    value.forEach((item, i) => refuseScripts(item as JsonValue, `${place}[${i}]`))
  else if (typeof value === 'object' && value !== null)
    for (const [name, member] of Object.entries(value)) {
      refuseScripts(name, `A member name in ${place}`)
      refuseScripts(member as JsonValue, `${place}.${name}`)
    }
}
