/** Doubles as text for formats that tell them from integers by their point. */

/** With a point, and an exponent where it is large: `5.0`, `1.0e+21`. Finite. */
export function pointedText(value: number): string {
  const [mantissa = '', exponent] = String(value).split('e')
  const pointed = mantissa.includes('.') ? mantissa : `${mantissa}.0`
  return exponent === undefined ? pointed : `${pointed}e${exponent}`
}

/** The same digits without an exponent: `1e-7` is `0.0000001`. Finite. */
export function plainText(value: number): string {
  const text = pointedText(value)
  const parts = /^(-?)(\d+)\.(\d+)e([+-]\d+)$/.exec(text)
  if (!parts) return text
  const [, sign = '', whole = '', fraction = '', power = '0'] = parts
  const shift = Number(power)
  const digits = `${whole}${fraction}`
  const point = whole.length + shift
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  const padded = digits.padEnd(point + 1, '0')
  return `${sign}${padded.slice(0, point)}.${padded.slice(point)}`
}

/** Whether a value is to be written as a decimal, though it may be whole. */
export function isDecimalOf(value: unknown, storage: string): value is number {
  return typeof value === 'number' && (storage === 'double' || !Number.isInteger(value))
}
