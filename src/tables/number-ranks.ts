/** Joint ranks of two columns of doubles, on typed arrays: for the many distinct numbers of large edge tables. Pure. */

export interface NumberRanks {
  left: Int32Array
  right: Int32Array
  /** Number of distinct values that are not NaN. */
  count: number
}

/** The distinct numbers of both, ascending. */
function distinctSorted(left: Float64Array, right: Float64Array): Float64Array {
  const all = new Float64Array(left.length + (left === right ? 0 : right.length))
  all.set(left)
  if (left !== right) all.set(right, left.length)
  all.sort()
  let count = 0
  for (const value of all)
    if (!Number.isNaN(value) && (count === 0 || value !== all[count - 1])) all[count++] = value
  return all.subarray(0, count)
}

/** Each value's place in `sorted`; `codeOfNaN` for NaN. */
function placesIn(sorted: Float64Array, values: Float64Array, codeOfNaN: number): Int32Array {
  const places = new Int32Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN
    let [low, high] = [0, sorted.length - 1]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((sorted[middle] ?? NaN) < value) low = middle + 1
      else high = middle
    }
    places[i] = Number.isNaN(value) ? codeOfNaN : low
  }
  return places
}

/** Codes 0 … count − 1 in the order of the values. NaN equals nothing, itself included: on the left it gets the code
 *  `count`, on the right `count + 1`. O(n log n). */
export function rankNumbers(left: Float64Array, right: Float64Array): NumberRanks {
  const sorted = distinctSorted(left, right)
  const count = sorted.length
  return { left: placesIn(sorted, left, count), right: placesIn(sorted, right, count + 1), count }
}
