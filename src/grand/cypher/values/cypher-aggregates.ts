/** The aggregating functions of Cypher, by lower-case name. Each takes the values of a group one by one; nulls are
 *  skipped before they come here. */
import { CypherTypeError } from './cypher-texts'
import type { CypherValue } from './cypher-values'
import { isNumber, order } from './cypher-values'

export interface Aggregate {
  add(value: CypherValue): void
  result(): CypherValue
}

/** Arguments behind the first, evaluated on the group's first row. */
type Start = (rest: CypherValue[]) => Aggregate

const numberIn = (value: CypherValue) => {
  if (!isNumber(value)) throw new CypherTypeError('This needs numbers.')
  return value
}

const counting: Start = () => {
  let count = 0n
  return { add: () => void count++, result: () => count }
}

const collecting: Start = () => {
  const values: CypherValue[] = []
  return { add: (value) => void values.push(value), result: () => values }
}

const summing: Start = () => {
  let [whole, real, isReal] = [0n, 0, false]
  return {
    add(value) {
      const number = numberIn(value)
      if (typeof number === 'bigint') whole += number
      else [real, isReal] = [real + number, true]
    },
    // What has no room among integers is answered as a number that has.
    result: () => (isReal || BigInt.asIntN(64, whole) !== whole ? real + Number(whole) : whole),
  }
}

const averaging: Start = () => {
  let [sum, count] = [0, 0]
  return {
    add(value) {
      sum += Number(numberIn(value))
      count++
    },
    result: () => (count > 0 ? sum / count : null),
  }
}

const extreme =
  (direction: 1 | -1): Start =>
  () => {
    let best: CypherValue = null
    return {
      add(value) {
        if (best === null || direction * order(value, best) > 0) best = value
      },
      result: () => best,
    }
  }

/** Welford's way, which does not lose small spreads around large means. */
const spread =
  (divisor: (count: number) => number): Start =>
  () => {
    let [count, mean, squares] = [0, 0, 0]
    return {
      add(value) {
        const number = Number(numberIn(value))
        count++
        const before = number - mean
        mean += before / count
        squares += before * (number - mean)
      },
      result: () => (count === 0 ? null : divisor(count) > 0 ? Math.sqrt(squares / divisor(count)) : 0),
    }
  }

const percentile =
  (isContinuous: boolean): Start =>
  ([share]) => {
    const wanted = Number(numberIn(share ?? null))
    if (!(wanted >= 0 && wanted <= 1)) throw new CypherTypeError('A percentile is a number from 0.0 to 1.0.')
    const values: (bigint | number)[] = []
    return {
      add: (value) => void values.push(numberIn(value)),
      result() {
        if (values.length === 0) return null
        const sorted = values.toSorted(order)
        const at = wanted * (sorted.length - 1)
        if (!isContinuous) return sorted[Math.max(0, Math.ceil(wanted * sorted.length) - 1)] ?? null
        const low = Number(sorted[Math.floor(at)])
        return low + (at - Math.floor(at)) * (Number(sorted[Math.ceil(at)]) - low)
      },
    }
  }

export const cypherAggregates: Readonly<Record<string, { arity: number; start: Start }>> = {
  count: { arity: 1, start: counting },
  collect: { arity: 1, start: collecting },
  sum: { arity: 1, start: summing },
  avg: { arity: 1, start: averaging },
  min: { arity: 1, start: extreme(-1) },
  max: { arity: 1, start: extreme(1) },
  stdev: { arity: 1, start: spread((count) => count - 1) },
  stdevp: { arity: 1, start: spread((count) => count) },
  percentilecont: { arity: 2, start: percentile(true) },
  percentiledisc: { arity: 2, start: percentile(false) },
}
