/** What a column is, from what its cells look like. */
import type { AttributeType, StorageType } from '../model/attribute'
import { beyondDouble, beyondInt64, cellClass } from './cell-class'
import { readCellJson } from './cell-json'

/** A set of classes, as `cell-class` has them. */
export const setOf = (...classes: number[]): number => classes.reduce((set, one) => set | (1 << one), 0)
export const numbers = setOf(cellClass.integer, cellClass.double)
const silent = setOf(cellClass.missing, cellClass.numberWord)

/** How a column is stored and what the user sees of it. */
export interface ColumnKind {
  storage: StorageType
  type: AttributeType
}

/** How cells of these classes are stored. `isGuessed`: one text among them makes all of them texts. `texts`: the cells
 *  that are not missing; asked for only where all of them may be JSON. */
export function kindOfCells(classes: number, isGuessed: boolean, texts: () => Iterable<string>): ColumnKind {
  if (isGuessed && isTextAmongGuesses(classes, texts)) return { storage: 'utf8', type: 'string' }
  const seen = classes & 0xff & ~silent
  if (seen === setOf(cellClass.boolean)) return { storage: 'bool', type: 'boolean' }
  if (seen === setOf(cellClass.string) || seen === 0) return { storage: 'utf8', type: 'string' }
  if ((seen & ~numbers) === 0) return { storage: numberStorage(classes), type: 'number' }
  if (seen === setOf(cellClass.json)) return listOrJson(texts())
  return { storage: 'json', type: 'json' }
}

/** Whether guesses disagree: text among them, two classes that do not mix, JSON that does not parse, or nothing but
 *  words such as `NA`. */
function isTextAmongGuesses(classes: number, texts: () => Iterable<string>): boolean {
  const seen = classes & 0xff & ~silent
  if (seen === setOf(cellClass.json))
    return (classes & setOf(cellClass.numberWord)) !== 0 || !isAllJson(texts())
  const isNumeric = seen !== 0 && (seen & ~numbers) === 0
  return !isNumeric && seen !== setOf(cellClass.boolean)
}

function numberStorage(classes: number): StorageType {
  if (classes & beyondInt64) return 'json'
  if ((classes & 0xff & ~silent) === setOf(cellClass.integer)) return 'int64'
  return classes & beyondDouble ? 'json' : 'double'
}

function isAllJson(texts: Iterable<string>): boolean {
  for (const text of texts) if (readCellJson(text) === undefined) return false
  return true
}

function listOrJson(texts: Iterable<string>): ColumnKind {
  let isText = true
  let isNumber = true
  for (const text of texts) {
    const value = readCellJson(text)
    if (!Array.isArray(value)) return { storage: 'json', type: 'json' }
    isText &&= value.every((element) => typeof element === 'string')
    isNumber &&= value.every((element) => typeof element === 'number')
  }
  if (isText) return { storage: 'list-utf8', type: 'list' }
  return { storage: isNumber ? 'list-double' : 'json', type: 'list' }
}
