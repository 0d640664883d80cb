/** What the header of a column says about its cells. Only neo4j-admin's headers say anything but the name:
 *  `weight:int`, `roiInfo:string`, `tags:string[]` (values separated by `;`), `:LABEL` (the attribute `labels`, a list),
 *  `:TYPE` (the attribute `type`), `:IGNORE`. */
import { isCanonicalInteger } from './number-text'

export interface TableAttribute {
  name: string
  /** `untyped`: guess the type. `text`: neither number nor Boolean. */
  kind: 'untyped' | 'text'
  isList: boolean
}

/** Null: a column to leave out. */
export function tableAttributeFrom(header: string, hasNeo4jHeader: boolean): TableAttribute | null {
  if (!hasNeo4jHeader) return { name: header, kind: 'untyped', isList: false }
  if (header === ':IGNORE') return null
  if (header === ':LABEL') return { name: 'labels', kind: 'text', isList: true }
  if (header === ':TYPE') return { name: 'type', kind: 'text', isList: false }
  const typed = /^([^]+):([a-z]+)(\[\])?(\{.*\})?$/i.exec(header)
  if (!typed) return { name: header, kind: 'untyped', isList: false }
  const [, name = header, type = '', list] = typed
  const isText = /^(string|char)$/i.test(type)
  return { name, kind: isText ? 'text' : 'untyped', isList: list !== undefined }
}

/** A cell of several values as a JSON list. */
export function listCell(text: string, mayBeNumbers: boolean): string {
  const values = text.split(';').map((value) => value.trim())
  const areNumbers = mayBeNumbers && values.every((value) => isCanonicalInteger(value) || isDecimal(value))
  return areNumbers
    ? `[${values.map((value) => (isCanonicalInteger(value) ? value : Number(value))).join(',')}]`
    : JSON.stringify(values)
}

function isDecimal(text: string): boolean {
  return text !== '' && Number.isFinite(Number(text))
}
