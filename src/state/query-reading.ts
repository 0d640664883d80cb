/** What there is to say of the query that is written, read when the typing rests: its mistakes, its parameters, and the
 *  motif that its pattern is, with the values of these. */
import { ref, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import type { CypherReading, MotifOfQuery } from '../scripting/cypher-reading'
import { queryWithValues } from '../scripting/cypher-reading'
import { useMotifscope } from './motifscope'
import { useQueryParameters } from './query-parameters'

/** What is wrong with a half-typed query is told when the typing rests. */
const readDelayMs = 250

export function useQueryReading(text: Readonly<Ref<string>>) {
  /** Of `readText`. */
  const reading = shallowRef<CypherReading | null>(null)
  const readText = ref('')
  const asMotif = shallowRef<MotifOfQuery | null>(null)
  const parameters = useQueryParameters(() => reading.value?.parameters ?? null)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function read(): Promise<void> {
    clearTimeout(timer)
    const source = text.value
    const found = source.trim() === '' ? null : await useMotifscope().readCypher(source)
    if (source !== text.value) return
    reading.value = found
    readText.value = source
    void readPattern(source, found)
  }

  /** A motif has no parameters: their values stand in it. */
  async function readPattern(source: string, found: CypherReading | null): Promise<void> {
    const given = parameters.signature.value
    const isOpen = parameters.fields.value.length === 0 || parameters.problems.value.length > 0
    const pattern = found?.asMotif && !isOpen ? await patternWithValues(source).catch(() => null) : null
    if (source === text.value && given === parameters.signature.value)
      asMotif.value = pattern ?? found?.asMotif ?? null
  }

  async function patternWithValues(source: string): Promise<MotifOfQuery | null> {
    const query = await queryWithValues(source, parameters.values.value)
    return (await useMotifscope().readCypher(query)).asMotif
  }

  watch([text, parameters.signature], () => {
    clearTimeout(timer)
    timer = setTimeout(() => void read(), readDelayMs)
  })

  return { reading, readText, asMotif, parameters, read }
}
