/** The script worker as seen from the page: one worker for one script, which ends with it, whatever the script does. Main
 *  thread. */
import { MotifscopeError } from '../../model/errors'
import { proxy, spawn } from '../../spawn'
import type { GraphBackend } from '../backend'
import { portOf } from './backend-port'
import type { BackendPort } from './backend-port'
import type { ScriptAnswer } from './drive-script'
import type { ScriptQuestion } from './run-script'
import { timeIsUp } from './script-errors'
import type { ScriptOutput } from './script-output'

/** What the worker tells on its way. `reading`: nodes and edges brought so far; `output`: some items, in order. */
export type ScriptNews =
  { kind: 'reading'; soFar: number } | { kind: 'running' } | { kind: 'output'; items: ScriptOutput[] }

/** What the worker offers. */
export interface ScriptWorkerApi {
  run(
    question: ScriptQuestion,
    facts: { kind: string; directed: boolean },
    port: BackendPort,
    onNews: (news: ScriptNews) => void | Promise<void>,
  ): Promise<ScriptAnswer>
}

export interface ScriptHooks {
  signal?: AbortSignal
  onNews?: (news: ScriptNews) => void
}

/** How long after its limit a script may take to notice it: single steps of the engine cannot be interrupted. */
const graceMs = 3_000

/** @throws MotifscopeError `cancelled`, `worker-failed`, and as `runScript` does */
export async function runInWorker(
  backend: GraphBackend,
  question: ScriptQuestion,
  { signal, onNews }: ScriptHooks,
): Promise<ScriptAnswer> {
  const cancelled = () => new MotifscopeError('cancelled', 'The script was stopped.')
  if (signal?.aborted) throw cancelled()
  const worker = spawn<ScriptWorkerApi>('script')
  const ended = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let abort: () => void = () => undefined
  let onRunning: () => void = () => undefined
  const stopped = new Promise<never>((_, reject) => {
    abort = () => reject(cancelled())
    signal?.addEventListener('abort', abort)
  })
  const overdue = new Promise<never>((_, reject) => {
    onRunning = () => {
      const late = () => reject(timeIsUp(question.limits.limitMs, null))
      timer = setTimeout(late, question.limits.limitMs + graceMs)
    }
  })
  const tell = (news: ScriptNews) => {
    if (ended.signal.aborted) return
    if (news.kind === 'running') onRunning()
    onNews?.(news)
  }
  try {
    const { kind, directed } = backend
    const port = proxy(portOf(backend, ended.signal))
    const run = worker.api.run(question, { kind, directed }, port, proxy(tell))
    return await Promise.race([run, worker.failed, stopped, overdue])
  } finally {
    ended.abort()
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
    worker.terminate()
  }
}
