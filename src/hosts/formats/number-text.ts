/** How numbers look as text. */

/** Decimal digits as a computer writes them: `0`, `-12`, never `-0`, `+1` or `01`. */
export function isCanonicalInteger(text: string): boolean {
  const start = text.charCodeAt(0) === 45 ? 1 : 0
  if (text.length === start) return false
  if (text.charCodeAt(start) === 48) return text.length === 1
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 48 || code > 57) return false
  }
  return true
}
