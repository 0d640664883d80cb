/** Plain data with its typed arrays put elsewhere. Pure. */

export type NumberArray = Uint8Array | Uint32Array | Int32Array

function isNumberArray(value: unknown): value is NumberArray {
  return value instanceof Uint32Array || value instanceof Int32Array || value instanceof Uint8Array
}

/** Plain data with each typed array replaced; an array or object that occurs twice is one afterwards too. */
export function mapArrays<Data>(data: Data, replace: (array: NumberArray) => NumberArray): Data {
  const replaced = new Map<object, unknown>()
  const map = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object') return value
    const known = replaced.get(value)
    if (known !== undefined) return known
    const other = isNumberArray(value)
      ? replace(value)
      : Array.isArray(value)
        ? value.map(map)
        : Object.fromEntries(Object.entries(value).map(([key, part]) => [key, map(part)]))
    replaced.set(value, other)
    return other
  }
  return map(data) as Data
}
