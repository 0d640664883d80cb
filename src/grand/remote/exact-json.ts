/** JSON whose large integers keep their digits: those beyond 2^53 become bigint, up to 64 bits. */

const longDigits = /\d{16}/
/** A text or a number. */
const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
/** No JSON text that a server writes without meaning it begins so. */
const mark = '\u0000integer '

/** @throws SyntaxError for what is no JSON; its words quote nothing */
export function parsePlain(
  text: string,
  read: (text: string) => unknown = (json) => JSON.parse(json),
): unknown {
  try {
    return read(text)
  } catch {
    throw new SyntaxError('it is not JSON')
  }
}

/** The same, with all digits of integers. */
export const parseExact = (text: string): unknown =>
  parsePlain(text, longDigits.test(text) ? parseLong : undefined)

function isLongInteger(text: string): boolean {
  if (!/^-?\d{16,19}$/.test(text) || Number.isSafeInteger(Number(text))) return false
  return BigInt.asIntN(64, BigInt(text)) === BigInt(text)
}

function parseLong(text: string): unknown {
  const marked = text.replace(token, (found) => (isLongInteger(found) ? `"\\u0000integer ${found}"` : found))
  return JSON.parse(marked, (_, value: unknown) => {
    if (typeof value !== 'string' || !value.startsWith(mark)) return value
    const digits = value.slice(mark.length)
    return /^-?\d+$/.test(digits) ? BigInt(digits) : value
  })
}
