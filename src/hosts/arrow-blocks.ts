/** A whole block of numbers → one Arrow column of a record batch, as it lies in memory. */
import { Float64, Int64, makeData } from 'apache-arrow'
import type { StorageType } from '../model/attribute'
import type { ArrowCells } from './arrow-cells'
import type { CellColumn } from './cell-column'
import { NumberBlock } from './number-block'
import { bytesOf, Validity } from './validity'

/** The cells of a whole block in the order of the file: numbers as they lie there. Null when they must be gone
 *  through one by one. */
export function cellsFromBlock(
  column: CellColumn,
  storage: StorageType,
  blockIndex: number,
  rowCount: number,
): ArrowCells | null {
  const block = column.blocks[blockIndex]
  if (!(block instanceof NumberBlock) || block.length < rowCount) return null
  const { length, words } = block
  const validity = new Validity(length, block.validity)
  if (storage === 'int64' && block.kind === 'integer') {
    const values = new BigInt64Array(words.buffer, 0, length)
    const data = makeData({ type: new Int64(), length, ...validity.layout, data: values })
    return { data, buffers: [...validity.buffers, bytesOf(values)] }
  }
  if (storage !== 'double') return null
  const values = block.kind === 'double' ? new Float64Array(words.buffer, 0, length) : doublesOf(block)
  const data = makeData({ type: new Float64(), length, ...validity.layout, data: values })
  return { data, buffers: [...validity.buffers, bytesOf(values)] }
}

function doublesOf(block: NumberBlock): Float64Array {
  const values = new Float64Array(block.length)
  for (let i = 0; i < block.length; i++) if (!block.isMissing(i)) values[i] = block.doubleAt(i)
  return values
}
