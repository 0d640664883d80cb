/** Whether the text of a cell is what the user says a column holds, and how it is then kept. Pure. */
import type { ColumnType } from '../model/derivation'
import { cellClass, classifyCell, integerReach, beyondInt64 } from './cell-class'
import { readCellJson } from './cell-json'
import type { ColumnKind } from './column-kind'
import { writeExactJson } from './formats/exact-json'
import type { CellKind } from './formats/format'

/** How a cell is kept; `missing`: it stands for no value; `misfit`: it is something else. */
export type Fit = { kind: Exclude<CellKind, 'untyped' | 'text'>; text: string } | 'missing' | 'misfit'

/** How a column is stored that is to hold this, whatever its cells; null: its cells say. */
export const kindOfType: Record<ColumnType, ColumnKind | null> = {
  text: { storage: 'utf8', type: 'string' },
  integer: { storage: 'int64', type: 'number' },
  real: { storage: 'double', type: 'number' },
  boolean: { storage: 'bool', type: 'boolean' },
  list: null,
  json: { storage: 'json', type: 'json' },
  id: { storage: 'utf8', type: 'string' },
}

const yes = /^(?:true|yes|1|1\.0)$/i
const no = /^(?:false|no|0|0\.0)$/i
/** Zeros before and after are another way to write the same number. */
const wholeNumber = /^([+-]?)0*(\d+)(?:\.0*)?$/
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const infinity = /^[+-]?inf(?:inity)?$/i
const digits = /^(\d{1,20})(?:\.0*)?$/

/** The text of a cell (trimmed, not empty) as a value of this type. Nothing is rounded: a number that would have to be
 *  is a misfit. */
export function fitCell(type: ColumnType, text: string): Fit {
  if (type === 'text') return { kind: 'string', text }
  if (type === 'list') return fitList(text)
  const isWord = classifyCell(text) === cellClass.numberWord
  if (isWord && !infinity.test(text)) return 'missing'
  switch (type) {
    case 'integer':
      return fitInteger(text)
    case 'real':
      return fitReal(text)
    case 'boolean':
      return yes.test(text) || no.test(text) ? { kind: 'boolean', text: String(yes.test(text)) } : 'misfit'
    case 'json':
      return readCellJson(text) === undefined ? 'misfit' : { kind: 'json', text }
    case 'id':
      return fitId(text)
  }
}

function fitInteger(text: string): Fit {
  const [, sign, whole] = wholeNumber.exec(text) ?? []
  if (whole === undefined || (isLong(whole) && text.includes('.'))) return 'misfit'
  const canonical = whole === '0' ? '0' : `${sign === '-' ? '-' : ''}${whole}`
  return integerReach(canonical) & beyondInt64 ? 'misfit' : { kind: 'integer', text: canonical }
}

/** Digits that a program which writes `.0` after them can no longer have known. */
const isLong = (whole: string) => !Number.isSafeInteger(Number(whole))

function fitReal(text: string): Fit {
  if (infinity.test(text)) return { kind: 'double', text: text.startsWith('-') ? '-Infinity' : 'Infinity' }
  if (!decimal.test(text)) return 'misfit'
  const value = Number(text)
  const isInteger = /^[+-]?\d+$/.test(text)
  if (!Number.isFinite(value) || (isInteger && BigInt(value) !== BigInt(text.replace('+', ''))))
    return 'misfit'
  return { kind: 'double', text: String(value) }
}

function fitId(text: string): Fit {
  const whole = digits.exec(text)?.[1]
  if (whole === undefined || BigInt(whole) >= 2n ** 64n) return 'misfit'
  return text !== whole && isLong(whole) ? 'misfit' : { kind: 'string', text: whole }
}

/** A JSON list, or values separated by semicolons. */
function fitList(text: string): Fit {
  if (text.startsWith('[') && Array.isArray(readCellJson(text))) return { kind: 'json', text }
  const parts = text.split(';').map((part) => part.trim())
  return { kind: 'json', text: writeExactJson(parts) }
}
