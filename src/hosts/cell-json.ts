/** A list or an object held in one cell. */
import type { AttributeValue } from '../model/attribute'
import { readExactJson } from './formats/exact-json'

/** The value, or undefined when the text is not JSON. */
export function readCellJson(text: string): AttributeValue | undefined {
  try {
    return readExactJson(text)
  } catch {
    return undefined
  }
}
