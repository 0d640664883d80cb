/** The SQL console: its text, the question under way, the last answer, and what was asked in this visit. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { errorDataFrom, MotifscopeError } from '../model/errors'
import type { SqlAnswer } from '../scripting/api'
import { insertCandidates } from './use-candidates'
import { useMotifscope } from './motifscope'
import { firstQuestion, idsOfColumn, placeOfSqlError, withQuestion } from './sql-console'
import type { TextRange } from './sql-console'
import { useHostsStore } from './use-hosts-store'

export interface SqlFailure {
  message: string
  hint?: string
  /** Where in the question that was asked. */
  place: TextRange | null
}

/** `asked`: the question as it was; the text may have changed since. */
export type SqlOutcome =
  | { kind: 'none' }
  | { kind: 'running'; asked: string }
  | { kind: 'answered'; asked: string; hostId: string; answer: SqlAnswer; elapsedMs: number }
  | { kind: 'failed'; asked: string; failure: SqlFailure }

/** Beyond this an engine that does nothing else for so long is of no use to anybody. */
const limitMs = 120_000

export const useSqlStore = defineStore('sql', () => {
  const hosts = useHostsStore()
  const isOpen = ref(false)
  const text = ref(firstQuestion)
  const chosenId = ref<string | null>(null)
  const outcome = shallowRef<SqlOutcome>({ kind: 'none' })
  const history = shallowRef<string[]>([])
  let underWay: AbortController | null = null

  /** The host that is asked: the chosen one while it is open, else the one that is searched. */
  const host = computed(
    () => hosts.hosts.find(({ id }) => id === chosenId.value) ?? hosts.current ?? hosts.hosts[0] ?? null,
  )

  async function run(): Promise<void> {
    const asked = text.value.trim().replace(/;\s*$/, '')
    if (!host.value || asked === '' || underWay) return
    const hostId = host.value.id
    const controller = (underWay = new AbortController())
    history.value = withQuestion(history.value, text.value.trim())
    outcome.value = { kind: 'running', asked }
    const begun = performance.now()
    try {
      const { signal } = controller
      const answer = await useMotifscope().hosts.sql(hostId, asked, { signal, limitMs })
      outcome.value = { kind: 'answered', asked, hostId, answer, elapsedMs: performance.now() - begun }
    } catch (thrown) {
      outcome.value = failureOf(asked, thrown)
    } finally {
      underWay = null
    }
  }

  function failureOf(asked: string, thrown: unknown): SqlOutcome {
    const { code, message, hint } = errorDataFrom(thrown)
    if (code === 'cancelled') return { kind: 'none' }
    const place = placeOfSqlError(text.value, message)
    return { kind: 'failed', asked, failure: { message, place, ...(hint === undefined ? {} : { hint }) } }
  }

  const cancel = () => underWay?.abort()

  /** Writes into the motif that a node of it is among the ids of a column.
   *  @throws MotifscopeError `no-candidates`, `too-many-candidates`, `hidden-ids`, `host-needed`. */
  async function useAsCandidates(node: string, column: string): Promise<void> {
    if (outcome.value.kind !== 'answered') return
    const { hostId, answer, asked } = outcome.value
    const asker = hosts.hosts.find(({ id }) => id === hostId)
    if (!asker) throw new MotifscopeError('host-needed', 'The host graph that was asked is closed.')
    const reason = `${node}: the ${column} of “${asked.replace(/\s+/g, ' ')}”`
    try {
      await insertCandidates(asker, { node, ids: idsOfColumn(answer, column), reason })
    } catch (thrown) {
      throw inWordsOfAnswer(thrown, column)
    }
  }

  return { isOpen, text, chosenId, outcome, history, host, run, cancel, useAsCandidates }
})

/** The words for annotations do not fit here. */
function inWordsOfAnswer(thrown: unknown, column: string): unknown {
  if (!(thrown instanceof MotifscopeError)) return thrown
  if (thrown.code === 'no-candidates')
    return new MotifscopeError(
      'no-candidates',
      `No node of the host graph has an id that stands in “${column}”.`,
      {
        hint: 'Choose the column with the ids: id, source or target.',
      },
    )
  if (thrown.code === 'too-many-candidates')
    return new MotifscopeError('too-many-candidates', thrown.message, {
      hint: 'Ask for fewer rows, or constrain an attribute in the motif instead.',
    })
  return thrown
}
