/** The `$parameters` of the query that is written: a text for each, what it is read as, and what is missing. In an
 *  address each stands under `$name`, which other versions keep as a key they do not know. */
import { computed, shallowRef, watch } from 'vue'
import type { LocatedError } from '../model/errors'
import type { ParameterUse } from '../scripting/cypher-reading'
import { readParameter } from '../scripting/parameter-text'
import type { ParameterReading, ParameterValue } from '../scripting/parameter-text'
import { readSavedText, saveText } from './saved-text'

export interface ParameterField {
  name: string
  /** As typed. */
  text: string
  reading: ParameterReading
}

const isParameterKey = (key: string) => key.length > 1 && key.startsWith('$')

/** The keys of an address that are no values of parameters. */
export const withoutParameterKeys = (keys: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(keys).filter(([key]) => !isParameterKey(key)))

/** A field for each parameter, in the order in which the query names them. */
export function fieldsOf(
  uses: readonly ParameterUse[],
  texts: ReadonlyMap<string, string>,
): ParameterField[] {
  const names = [...new Set(uses.map(({ name }) => name))]
  return names.map((name) => {
    const text = texts.get(name) ?? ''
    return { name, text, reading: readParameter(text) }
  })
}

/** What keeps the query from running, where the query first names what has no value. */
export function problemsOf(uses: readonly ParameterUse[], fields: readonly ParameterField[]): LocatedError[] {
  return fields.flatMap(({ name, reading }) => {
    const use = uses.find((one) => one.name === name)
    if (reading.kind === 'value' || !use) return []
    const { line, column, length } = use
    const told =
      reading.kind === 'empty'
        ? {
            code: 'missing-parameter',
            message: `\`$${name}\` has no value.`,
            hint: 'Give it one in its field below the query.',
          }
        : {
            code: 'invalid-parameter',
            message: `The value of \`$${name}\` cannot be read.`,
            hint: reading.message,
          }
    return [{ ...told, line, column, length }]
  })
}

function textsFrom(saved: string | null): Map<string, string> {
  try {
    const entries = Object.entries((JSON.parse(saved ?? '{}') ?? {}) as Record<string, unknown>)
    return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  } catch {
    return new Map()
  }
}

/** @param uses the parameters of the query as last read; null: it was not read yet */
export function useQueryParameters(uses: () => readonly ParameterUse[] | null) {
  /** Also of parameters that the query names no longer: it may name them again. */
  const texts = shallowRef<ReadonlyMap<string, string>>(new Map())
  const fields = computed(() => fieldsOf(uses() ?? [], texts.value))
  const problems = computed(() => problemsOf(uses() ?? [], fields.value))
  const obstacle = computed(() => {
    const [first, ...others] = fields.value.filter(({ reading }) => reading.kind !== 'value')
    if (!first) return null
    const names = others.length > 0 ? `$${first.name} and others` : `$${first.name}`
    return `Give ${names} a value first, below the query.`
  })
  const values = computed<Record<string, ParameterValue>>(() =>
    Object.fromEntries(
      fields.value.flatMap(({ name, reading }) => (reading.kind === 'value' ? [[name, reading.value]] : [])),
    ),
  )
  /** Equal for equal questions. */
  const signature = computed(() => JSON.stringify(fields.value.map(({ name, text }) => [name, text.trim()])))
  const address = computed<Record<string, string>>(() => {
    const named = fields.value.map(({ name, text }) => [name, text] as const)
    const shown = uses() === null ? [...texts.value] : named
    return Object.fromEntries(
      shown.filter(([, text]) => text !== '').map(([name, text]) => [`$${name}`, text]),
    )
  })

  const set = (name: string, text: string) => (texts.value = new Map(texts.value).set(name, text))

  /** The values that an address gives. `isWhole`: and no others. */
  function adopt(keys: Readonly<Record<string, string>>, isWhole: boolean): void {
    const given = Object.entries(keys).filter(([key]) => isParameterKey(key))
    const named = given.map(([key, text]) => [key.slice(1), text] as const)
    texts.value = new Map([...(isWhole ? [] : texts.value), ...named])
  }

  /** Those of the last visit. */
  const restore = () => (texts.value = textsFrom(readSavedText('parameters')))
  watch(texts, (all) => saveText('parameters', JSON.stringify(Object.fromEntries(all))))

  return { fields, problems, obstacle, values, signature, address, set, adopt, restore }
}
