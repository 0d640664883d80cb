/** A traversal as text in Gremlin-Groovy, for people: what is sent is bytecode, in which every value is a value. Total for
 *  what is sent from here: nothing in a text or a name can end its quotes. Pure. */
import { uuidOf } from '../../grand/backends/gremlin/gremlin-values'

interface Bytecode {
  stepInstructions: readonly (readonly [string, ...unknown[]])[]
}
type Sent = { getBytecode(): unknown }

/** Longer traversals are written step under step. */
const longestLine = 100

const escapes: Record<string, string> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** In single quotes Groovy puts no value into a text. */
function quoted(text: string): string {
  const inner = text.replace(
    // eslint-disable-next-line no-control-regex
    /[\\'\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]/g,
    (unit) => escapes[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `'${inner}'`
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'Double.NaN'
  if (!Number.isFinite(value)) return `Double.${value > 0 ? 'POSITIVE' : 'NEGATIVE'}_INFINITY`
  if (!Number.isSafeInteger(value)) return `${value}d`
  return Math.abs(value) < 2 ** 31 ? String(value) : `${value}L`
}

function valueText(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'bigint') return `${value}${BigInt.asIntN(64, value) === value ? 'L' : 'g'}`
  if (value === null || value === undefined || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`
  const uuid = uuidOf(value)
  if (uuid !== undefined) return `UUID.fromString(${quoted(uuid)})`
  return partText(value)
}

/** Traversals in a traversal, the words of the language, and predicates. */
function partText(value: object): string {
  if ('getBytecode' in value) return `__${stepsOf(value as Sent).join('')}`
  const { typeName, elementName } = value as { typeName?: string; elementName?: string }
  if (typeName !== undefined) return `${typeName}.${elementName ?? ''}`
  const { operator, value: compared } = value as { operator: string; value: unknown }
  const isText = /contain|start|end|regex/i.test(operator)
  const inner = Array.isArray(compared) ? compared.map(valueText).join(', ') : valueText(compared)
  return `${isText ? 'TextP' : 'P'}.${operator}(${inner})`
}

const stepsOf = (traversal: Sent): string[] =>
  (traversal.getBytecode() as Bytecode).stepInstructions.map(
    ([step, ...values]) => `.${step}(${values.map(valueText).join(', ')})`,
  )

/** @param start what the first step is replaced by, such as one that begins with a variable */
export function gremlinText(traversal: Sent, start?: string): string {
  const [first = '', ...steps] = stepsOf(traversal)
  const begin = start ?? `g${first}`
  const line = begin + steps.join('')
  if (line.length <= longestLine) return line
  // What says more of a step stands beside it.
  return begin + steps.map((step) => (/^\.(as|by)\(/.test(step) ? step : `\n  ${step}`)).join('')
}
