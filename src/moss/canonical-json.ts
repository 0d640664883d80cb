/** Canonical JSON after RFC 8785: members sorted by UTF-16 units, numbers and strings as ECMAScript writes them, no
 *  space. What is not exactly JSON is refused, with the place where it stands. Pure. */
import { MotifscopeError } from '../model/errors'

/** Deeper documents are refused everywhere, before they exhaust somebody's stack. */
export const maximumDepth = 512

const loneSurrogate = /\p{Surrogate}/u

function notJson(place: string, what: string, hint?: string): MotifscopeError {
  return new MotifscopeError(
    'not-json',
    `${place || 'The value'} ${what}.`,
    hint === undefined ? {} : { hint },
  )
}

/** The canonical text of a value.
 *  @throws MotifscopeError `not-json`: numbers that are not finite, lone surrogates, undefined, functions, bigint,
 *  objects of a class, circles and nesting beyond `maximumDepth`. */
export function canonicalJson(value: unknown, place = ''): string {
  return writeValue(value, place, 0)
}

function writeValue(value: unknown, place: string, depth: number): string {
  switch (typeof value) {
    case 'string':
      return writeString(value, place)
    case 'number':
      if (!Number.isFinite(value)) throw notJson(place, `is ${value}, which JSON cannot hold`)
      return JSON.stringify(value)
    case 'boolean':
      return String(value)
    case 'bigint':
      throw notJson(place, 'is a bigint, which JSON would round', 'Write large integers as strings.')
    case 'object':
      break
    default:
      throw notJson(place, `is ${value === undefined ? 'undefined' : `a ${typeof value}`}, which is not JSON`)
  }
  if (value === null) return 'null'
  if (depth >= maximumDepth) throw notJson(place.slice(0, 80), `is nested more than ${maximumDepth} deep`)
  return Array.isArray(value) ? writeList(value, place, depth) : writeObject(value, place, depth)
}

function writeString(text: string, place: string): string {
  if (loneSurrogate.test(text))
    throw notJson(place, 'holds half of a surrogate pair, which no UTF-8 text can carry')
  return JSON.stringify(text)
}

function writeList(list: readonly unknown[], place: string, depth: number): string {
  let text = '['
  for (let i = 0; i < list.length; i++)
    text += (i ? ',' : '') + writeValue(list[i], `${place}[${i}]`, depth + 1)
  return `${text}]`
}

function writeObject(object: object, place: string, depth: number): string {
  if (!isPlain(object))
    throw notJson(place, `is a ${object.constructor?.name ?? 'special object'}, not plain JSON`)
  let text = '{'
  // The default order of strings is that of their UTF-16 units, as the RFC wants it.
  for (const key of Object.keys(object).sort()) {
    const member = (object as Record<string, unknown>)[key]
    const at = place ? `${place}.${key}` : key
    text += `${text.length > 1 ? ',' : ''}${writeString(key, `A member name in ${place || 'the value'}`)}:`
    text += writeValue(member, at, depth + 1)
  }
  return `${text}}`
}

/** Whether it is an object as JSON makes them, of this realm or another. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
