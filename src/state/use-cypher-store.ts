/** The studio in Cypher: which language is written, the query, what is wrong with it, and its run and answer. The text
 *  in DotMotif stays in its own store; whatever puts another motif there brings that language back. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { errorDataFrom } from '../model/errors'
import { checkAttributes } from '../dotmotif/outline'
import type { LocatedError } from '../model/errors'
import { isRemoteId } from '../model/remote-host'
import type { CypherProgress } from '../scripting/cypher-api'
import { withoutParameters } from '../scripting/cypher-reading'
import type { SessionQuery } from '../scripting/session-file'
import type { CypherAnswered, CypherOutcome } from './cypher-outcome'
import { failureFrom } from './cypher-outcome'
import { useMotifscope } from './motifscope'
import { useQueryHistory } from './query-history'
import { withoutParameterKeys } from './query-parameters'
import { useQueryReading } from './query-reading'
import { useRowLimit, withoutRowLimit } from './query-row-limit'
import { cypherRefusal } from './server-words'
import { readSavedText, saveText } from './saved-text'
import { formatQuantity } from './format'
import type { MotifLanguage, UrlState } from './url-state'
import { useHostsStore } from './use-hosts-store'
import { useMotifStore } from './use-motif-store'
import { useNoticesStore } from './use-notices-store'
import { useSearchStore } from './use-search-store'

/** A query that has not ended by then is stopped; before, whoever asked it can stop it. */
const limitMs = 600_000

/** The keys of an address that say nothing of a query. */
export const withoutQueryKeys = (keys: Readonly<Record<string, string>>): Record<string, string> =>
  withoutRowLimit(withoutParameterKeys(keys))

export const useCypherStore = defineStore('cypher', () => {
  const hosts = useHostsStore()
  const motif = useMotifStore()
  const notices = useNoticesStore()
  const search = useSearchStore()
  const language = ref<MotifLanguage>('dotmotif')
  const text = ref('')
  const rowLimit = useRowLimit()
  const outcome = shallowRef<CypherOutcome>({ kind: 'none' })
  /** Stays on screen while another query runs, and if that one fails. */
  const lastAnswer = shallowRef<CypherAnswered | null>(null)
  let underWay: AbortController | null = null
  const { reading, readText, parameters, read, asMotif: pattern } = useQueryReading(text)
  const history = useQueryHistory()

  const isChosen = computed(() => language.value === 'cypher')
  const isEmpty = computed(() => text.value.trim() === '')
  const isRunning = computed(() => outcome.value.kind === 'running')
  /** Of the text as last read; and what a run came upon, as long as the text is the one that ran. */
  const problems = computed<readonly LocatedError[]>(() => {
    if (isEmpty.value) return []
    const errors = [...(reading.value?.errors ?? []), ...parameters.problems.value]
    const { value: end } = outcome
    const isOfText = end.kind === 'failed' && isPresent(end)
    return errors.length === 0 && isOfText && end.failure.place ? [end.failure.place] : errors
  })
  /** Attributes that the open host graph does not have: the query runs, but finds them missing everywhere. */
  const remarks = computed<LocatedError[]>(() => {
    const { current } = hosts
    if (!current || !reading.value || isEmpty.value) return []
    const { nodeAttributes, edgeAttributes } = current
    const ofNodes = [...Object.keys(nodeAttributes), 'id', 'bodyId']
    return checkAttributes(readText.value, reading.value, ofNodes, Object.keys(edgeAttributes))
  })
  const obstacle = computed(() => {
    const refusal = cypherRefusal(hosts.current)
    if (refusal !== null) return refusal
    if (isEmpty.value) return 'Write a query first, such as MATCH (a)-->(b) RETURN a, b.'
    // A server may know more of Cypher than is read here.
    const isHere = !isRemoteId(hosts.currentId ?? '')
    if (isHere && readText.value === text.value && (reading.value?.errors.length ?? 0) > 0)
      return 'Mend the query first: what is wrong stands below it.'
    return parameters.obstacle.value ?? (hosts.current ? null : 'Open a host graph first.')
  })
  const isPresent = ({ asked, given }: { asked: string; given: string }) =>
    asked === text.value && given === parameters.signature.value
  /** What became of a query became of the one on screen, on the host on screen. */
  const answersPresentQuestion = computed(() => {
    const { value: end } = outcome
    return end.kind !== 'none' && isPresent(end) && end.hostId === hosts.currentId
  })
  /** The pattern as a motif, as far as it is read. */
  const asMotif = computed(() => (isEmpty.value ? null : pattern.value))

  /** Runs the query, or says what is in the way. A query under way is stopped. */
  async function run(): Promise<void> {
    await read()
    const hostId = hosts.currentId
    if (obstacle.value !== null || hostId === null) {
      notices.show({ kind: 'info', message: obstacle.value ?? 'Open a host graph first.' })
      return
    }
    underWay?.abort()
    const controller = (underWay = new AbortController())
    const asked = text.value
    const question = { asked, hostId, given: parameters.signature.value }
    history.remember(asked)
    outcome.value = { kind: 'running', ...question, progress: null }
    const onProgress = (progress: CypherProgress) => {
      if (underWay === controller) outcome.value = { kind: 'running', ...question, progress }
    }
    let end: CypherOutcome
    try {
      const asks = { parameters: parameters.values.value, limit: rowLimit.limit.value, limitMs }
      const hooks = { signal: controller.signal, onProgress }
      const answer = await useMotifscope().cypher(hostId, asked, { ...asks, ...hooks })
      end = { kind: 'answered', ...question, answer, limit: asks.limit }
    } catch (thrown) {
      const failure = failureFrom(errorDataFrom(thrown))
      end =
        failure.code === 'cancelled'
          ? { kind: 'cancelled', ...question }
          : { kind: 'failed', ...question, failure }
    }
    if (underWay !== controller) return
    underWay = null
    outcome.value = end
    if (end.kind === 'answered') lastAnswer.value = end
    if (end.kind === 'failed' && end.failure.code === 'credentials-needed') hosts.serverWanted = hostId
  }

  const cancel = () => underWay?.abort()

  /** The motif that is written in DotMotif, as Cypher in place of the query; the editor keeps the old one for undoing. */
  async function takeMotif(): Promise<void> {
    try {
      const { hostId, ...options } = { ...search.options, hostId: hosts.currentId }
      const asked = { ...options, ...(hostId === null ? {} : { hostId }) }
      text.value = `${withoutParameters(await useMotifscope().compile(motif.source, 'cypher', asked))}\n`
    } catch (thrown) {
      notices.showError(thrown, 'This motif could not be written in Cypher')
    }
  }

  /** The pattern of the query as the motif that is written; answers the motif it takes the place of. */
  function giveMotif(): string | null {
    const found = asMotif.value
    if (!found || !('motif' in found)) return null
    const before = motif.source
    motif.replace(found.motif.endsWith('\n') ? found.motif : `${found.motif}\n`)
    if (found.ignoresDirection) search.options.ignoreDirection = true
    language.value = 'dotmotif'
    return before
  }

  /** What a link says of the language, and the text with its parameters if it is in Cypher. */
  function follow({
    language: chosen,
    motif: written,
    unknown,
  }: Pick<UrlState, 'language' | 'motif' | 'unknown'>): void {
    if (chosen === 'cypher') {
      parameters.adopt(unknown, written !== undefined)
      rowLimit.adopt(unknown, written !== undefined)
    }
    if (chosen === 'cypher' && written !== undefined) text.value = written
    if (chosen !== undefined || written !== undefined) language.value = chosen ?? 'dotmotif'
  }

  /** The query and its parameters, for a file. */
  const kept = (): SessionQuery => ({
    text: text.value,
    parameters: Object.fromEntries(parameters.fields.value.map((field) => [field.name, field.text])),
    isShown: isChosen.value,
  })

  function bringBack({ text: written, parameters: given, isShown }: SessionQuery): void {
    text.value = written
    for (const [name, value] of Object.entries(given)) parameters.set(name, value)
    if (isShown) language.value = 'cypher'
  }

  /** Brings back the texts of the last visit: the address has one of them.
   *  @param isMotifWanted a link may bring a motif of its own */
  function restoreTexts(saved: Pick<UrlState, 'language' | 'motif'>, isMotifWanted: boolean): void {
    const other = readSavedText('other-text') ?? ''
    const inCypher = saved.language === 'cypher'
    const inDotMotif = inCypher ? other : saved.motif
    text.value = (inCypher ? saved.motif : other) ?? ''
    parameters.restore()
    rowLimit.restore()
    if (isMotifWanted && inDotMotif !== undefined) motif.replace(inDotMotif)
  }

  const said = computed(() => {
    const { value: end } = outcome
    if (end.kind === 'running') return 'The query runs.'
    if (end.kind === 'answered')
      return `${formatQuantity(end.answer.rows.length, 'row', 'rows')}${end.answer.truncated ? ', and there are more' : ''}.`
    return end.kind === 'cancelled' ? 'Cancelled.' : ''
  })

  watch([text, () => motif.source, language], () =>
    saveText('other-text', isChosen.value ? motif.source : text.value),
  )
  // Another motif was put there: by an example, the palette, a job. Who writes Cypher does not see it otherwise.
  watch(
    () => [motif.source, motif.replacements],
    () => (language.value = 'dotmotif'),
    { flush: 'sync' },
  )

  return {
    language,
    isChosen,
    text,
    isEmpty,
    rowLimit: rowLimit.limit,
    setRowLimit: rowLimit.set,
    reading,
    problems,
    remarks,
    asMotif,
    outcome,
    lastAnswer,
    isRunning,
    obstacle,
    answersPresentQuestion,
    said,
    read,
    run,
    cancel,
    takeMotif,
    giveMotif,
    follow,
    restoreTexts,
    kept,
    bringBack,
    parameterFields: parameters.fields,
    parameterProblems: parameters.problems,
    parameterValues: parameters.values,
    /** What an address says of the query besides its text. */
    addressKeys: computed(() => ({ ...parameters.address.value, ...rowLimit.address.value })),
    setParameter: parameters.set,
    earlierQueries: history.queries,
    forgetQueries: history.forget,
  }
})
