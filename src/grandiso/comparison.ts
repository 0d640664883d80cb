/** Whether two host nodes or host edges stand in the relation a dynamic constraint asks for. Integers only. */
import type { Comparison } from '../model/plan'

const orderOps = ['==', '!=', '<', '<=', '>', '>='] as const

/** A comparison with its operator as a number: 0…5 as in `orderOps`, 6 for a relation given bit by bit. */
export interface PreparedComparison {
  op: number
  left: Int32Array
  right: Int32Array
  numberEnd: number
  stringEnd: number
  rightCount: number
  bits: Uint32Array
}

const noBits = new Uint32Array(0)

export function prepareComparison(comparison: Comparison): PreparedComparison {
  const { left, right } = comparison
  if (comparison.kind === 'relation') {
    const { rightCount, bits } = comparison
    return { op: 6, left, right, numberEnd: 0, stringEnd: 0, rightCount, bits }
  }
  const [numberEnd, stringEnd] = comparison.classEnds
  return {
    op: orderOps.indexOf(comparison.op),
    left,
    right,
    numberEnd,
    stringEnd,
    rightCount: 0,
    bits: noBits,
  }
}

/** `leftAt` and `rightAt` are host nodes, or rows of the edge table. A missing attribute fails every operator;
 *  `<` `<=` `>` `>=` need two numbers or two strings. */
export function comparisonHolds(comparison: PreparedComparison, leftAt: number, rightAt: number): boolean {
  const l = comparison.left[leftAt]!
  const r = comparison.right[rightAt]!
  if (l < 0 || r < 0) return false
  const { op, numberEnd, stringEnd } = comparison
  if (op === 0) return l === r
  if (op === 1) return l !== r
  if (op === 6) {
    const bit = l * comparison.rightCount + r
    return ((comparison.bits[bit >>> 5]! >>> (bit & 31)) & 1) === 1
  }
  const areNumbers = l < numberEnd && r < numberEnd
  const areStrings = l >= numberEnd && r >= numberEnd && l < stringEnd && r < stringEnd
  if (!areNumbers && !areStrings) return false
  if (op === 2) return l < r
  if (op === 3) return l <= r
  return op === 4 ? l > r : l >= r
}
