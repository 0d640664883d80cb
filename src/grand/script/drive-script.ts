/** Runs a script to its end: lets it work, carries its questions to the graph and the answers back, and stops it when its
 *  time is up. Runs in a worker, and in tests. */
import { MotifscopeError } from '../../model/errors'
import type { DialectGraph } from '../dialect-graph'
import { Sandbox } from './sandbox'
import { ScriptBridge } from './script-bridge'
import { crashed, tooDeep, waitsForNothing } from './script-errors'
import type { ScriptLimits } from './script-limits'
import { OutputKeeper } from './script-output'
import type { ScriptOutput } from './script-output'
import { valueOfText } from './script-values'

/** How long the script works before whoever runs it may do something else, such as send output on. */
const sliceMs = 40

export interface ScriptRun {
  code: string
  graph: DialectGraph
  limits: ScriptLimits
  /** The compiled engine. */
  engine: WebAssembly.Module
  now: () => number
  onOutput: (output: ScriptOutput) => void
}

export interface ScriptAnswer {
  /** What the script returned: plain data. */
  value: unknown
  elapsedMs: number
}

/** @throws MotifscopeError `syntax-error`, `script-error`, `time-limit`, `out-of-memory`, `stack-overflow`,
 *  `never-settled`, `script-crashed`, with `line` and `column` where they are known */
export async function driveScript({
  code,
  graph,
  limits,
  engine,
  now,
  onOutput,
}: ScriptRun): Promise<ScriptAnswer> {
  const begun = now()
  const output = new OutputKeeper(onOutput)
  const bridge = new ScriptBridge(graph, limits.memoryBytes)
  try {
    const sandbox = await Sandbox.open({
      code,
      graph,
      engine,
      tell: (kind, text) => output.tell(kind, text),
      watched: { ...limits, now },
    })
    const value = await drive(sandbox, bridge, now)
    return { value, elapsedMs: now() - begun }
  } catch (thrown) {
    throw inOurWords(thrown)
  } finally {
    bridge.close()
    output.end()
  }
}

async function drive(sandbox: Sandbox, bridge: ScriptBridge, now: () => number): Promise<unknown> {
  const { watch } = sandbox
  const promise = sandbox.start()
  for (;;) {
    sandbox.work(now() + sliceMs)
    if (watch.isOver) throw watch.ending()
    const outcome = sandbox.outcome(promise)
    if (outcome !== null) return (valueOfText(outcome) as unknown[])[0]
    bridge.send(sandbox.take())
    if (!bridge.hasAnswers && !sandbox.hasWork) await waiting(sandbox, bridge)
    else if (sandbox.hasWork) await nextTask()
    const answers = bridge.collect()
    if (answers !== '') sandbox.give(answers)
    if (watch.hasOverrun) watch.stopAt(sandbox.waitingStack())
  }
}

/** Until an answer comes, or time is up. */
async function waiting(sandbox: Sandbox, bridge: ScriptBridge): Promise<void> {
  if (bridge.inFlight === 0) throw waitsForNothing()
  // What is in memory answers within a few turns.
  for (let turn = 0; turn < 20 && !bridge.hasAnswers; turn++) await null
  if (bridge.hasAnswers) return
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeIsUp = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, sandbox.watch.remainingMs))
  })
  await Promise.race([bridge.nextAnswer(), timeIsUp])
  clearTimeout(timer)
  if (!bridge.hasAnswers && sandbox.watch.remainingMs <= 0) sandbox.watch.stopAt(sandbox.waitingStack())
}

const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

/** An error of the engine itself is one of ours: after it, nothing of the engine may be used. */
function inOurWords(thrown: unknown): MotifscopeError {
  if (thrown instanceof MotifscopeError) return thrown
  const isStack = thrown instanceof RangeError && /call stack/i.test(thrown.message)
  return isStack ? tooDeep(null) : crashed(thrown)
}
