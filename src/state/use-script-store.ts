/** The script console: its text and choices, which outlive a reload, the script under way, and what it told. A script runs
 *  when the user says so; no link holds one, and nothing runs by itself. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { errorDataFrom } from '../model/errors'
import type {
  SavedScript,
  ScriptBackend,
  ScriptExample,
  ScriptNews,
  ScriptOutput,
  ScriptWord,
} from '../scripting/script-api'
import { useMotifscope } from './motifscope'
import { readSavedText, saveText } from './saved-text'
import { readScriptChoices } from './script-console'
import { useHostsStore } from './use-hosts-store'

export interface ScriptFailure {
  message: string
  hint?: string
  /** From 1; of the script as it was run. */
  place: { line: number; column: number } | null
}

export type ScriptOutcome =
  | { kind: 'none' }
  | { kind: 'running'; phase: 'reading' | 'running'; soFar: number }
  | { kind: 'done'; elapsedMs: number; value: unknown }
  | { kind: 'stopped' }
  | { kind: 'failed'; failure: ScriptFailure }

const mebibyte = 2 ** 20

export const useScriptStore = defineStore('script', () => {
  const hosts = useHostsStore()
  const isOpen = ref(false)
  const kept = readScriptChoices(readSavedText('script'))
  const text = ref(kept.text)
  const backend = ref<ScriptBackend>(kept.backend)
  const seconds = ref(kept.seconds)
  const megabytes = ref(kept.megabytes)
  const chosenId = ref<string | null>(null)
  const outcome = shallowRef<ScriptOutcome>({ kind: 'none' })
  const output = shallowRef<readonly ScriptOutput[]>([])
  const examples = shallowRef<readonly ScriptExample[]>([])
  const words = shallowRef<readonly ScriptWord[]>([])
  const saved = shallowRef<readonly SavedScript[]>([])
  /** The example that was taken last: its Python stands beside it. */
  const example = shallowRef<ScriptExample | null>(null)
  let underWay: AbortController | null = null

  watch([text, backend, seconds, megabytes], () =>
    saveText(
      'script',
      JSON.stringify({
        text: text.value,
        backend: backend.value,
        seconds: seconds.value,
        megabytes: megabytes.value,
      }),
    ),
  )

  const host = computed(
    () => hosts.hosts.find(({ id }) => id === chosenId.value) ?? hosts.current ?? hosts.hosts[0] ?? null,
  )
  const isRunning = computed(() => outcome.value.kind === 'running')

  /** What the console offers; asked once. */
  async function load(): Promise<void> {
    const { script } = useMotifscope()
    ;[examples.value, words.value, saved.value] = await Promise.all([
      script.examples(),
      script.words(),
      script.saved(),
    ])
    const [first] = examples.value
    if (text.value === '' && first) take(first)
  }

  function take(one: ScriptExample | SavedScript): void {
    text.value = one.code
    example.value = 'python' in one ? one : null
  }

  function hear(news: ScriptNews): void {
    if (news.kind === 'output') output.value = [...output.value, ...news.items]
    else if (news.kind === 'running') outcome.value = { kind: 'running', phase: 'running', soFar: 0 }
    else outcome.value = { kind: 'running', phase: 'reading', soFar: news.soFar }
  }

  async function run(): Promise<void> {
    if (!host.value || text.value.trim() === '' || underWay) return
    const { signal } = (underWay = new AbortController())
    output.value = []
    outcome.value = { kind: 'running', phase: 'reading', soFar: 0 }
    try {
      const limits = { limitMs: seconds.value * 1000, memoryBytes: megabytes.value * mebibyte }
      const options = { ...limits, backend: backend.value, signal, onNews: hear }
      const { elapsedMs, value } = await useMotifscope().script.run(host.value.id, text.value, options)
      outcome.value = { kind: 'done', elapsedMs, value }
    } catch (thrown) {
      outcome.value = outcomeOf(thrown)
    } finally {
      underWay = null
    }
  }

  const stop = () => underWay?.abort()

  async function save(name: string): Promise<void> {
    const { script } = useMotifscope()
    await script.save(name, text.value)
    saved.value = await script.saved()
  }

  async function remove(name: string): Promise<void> {
    const { script } = useMotifscope()
    await script.remove(name)
    saved.value = await script.saved()
  }

  return {
    ...{
      isOpen,
      text,
      backend,
      seconds,
      megabytes,
      chosenId,
      outcome,
      output,
      examples,
      words,
      saved,
      example,
    },
    ...{ host, isRunning, load, take, run, stop, save, remove },
  }
})

function outcomeOf(thrown: unknown): ScriptOutcome {
  const { code, message, hint, line, column } = errorDataFrom(thrown)
  if (code === 'cancelled') return { kind: 'stopped' }
  const place = line === undefined || column === undefined ? null : { line, column }
  return { kind: 'failed', failure: { message, place, ...(hint === undefined ? {} : { hint }) } }
}
