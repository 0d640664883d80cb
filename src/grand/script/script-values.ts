/** Values on their way between a script and the page: always as text, never as objects, so that neither side can reach
 *  into the other. What JSON cannot say (bigint, NaN, undefined, maps) is an object with the one key `\0`. */
import { MotifscopeError } from '../../model/errors'

/** The key that marks what JSON cannot say; real data with this key is marked too. */
const mark = '\0'

/** Deeper than data is, and shallow enough for the stack. */
const deepest = 200

const marked = (kind: string, value?: unknown) => ({ [mark]: value === undefined ? [kind] : [kind, value] })

function markedNumber(value: number): unknown {
  return Object.is(value, -0) ? 0 : marked('number', String(value))
}

/** Plain data as text, for the script.
 *  @returns `isMarked`: whether the script's side has to look for marks */
export function textOfValue(value: unknown): { text: string; isMarked: boolean } {
  let isMarked = false
  const text = JSON.stringify(value, (_, part: unknown) => {
    const spelled = spell(part)
    if (spelled !== part) isMarked = true
    return spelled
  })
  return { text, isMarked }
}

function spell(part: unknown): unknown {
  if (part === undefined) return marked('undefined')
  if (typeof part === 'bigint') return marked('bigint', String(part))
  if (typeof part === 'number') return Number.isFinite(part) ? part : markedNumber(part)
  if (part instanceof Map) return marked('map', [...(part as Map<unknown, unknown>)])
  return part
}

/** What a script sent, as plain data.
 *  @throws MotifscopeError `invalid-argument` */
export const valueOfText = (text: string): unknown => unmarked(JSON.parse(text), 0)

/** The same when it has been parsed: looks for marks, and refuses keys that could reach a prototype.
 *  @throws MotifscopeError `invalid-argument` */
export function unmarked(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth > deepest)
    throw new MotifscopeError('invalid-argument', `Values may be nested ${deepest} deep at most.`)
  if (Array.isArray(value)) return value.map((part) => unmarked(part, depth + 1))
  const keys = Object.keys(value)
  if (keys.length === 1 && keys[0] === mark) return unmark((value as Record<string, unknown>)[mark], depth)
  if (keys.includes('__proto__'))
    throw new MotifscopeError('invalid-argument', 'No key may be called “__proto__”.')
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unmarked(part, depth + 1)]))
}

function unmark(spelled: unknown, depth: number): unknown {
  const [kind, value] = Array.isArray(spelled) ? (spelled as unknown[]) : []
  if (kind === 'undefined') return undefined
  if (kind === 'number') return Number(value)
  if (kind === 'bigint' && typeof value === 'string' && /^-?\d{1,10000}$/.test(value)) return BigInt(value)
  if (kind === 'map' && Array.isArray(value))
    return new Map(value.map((entry) => unmarked(entry, depth + 1) as [unknown, unknown]))
  throw new MotifscopeError('invalid-argument', 'The script sent a value that cannot be read.')
}
