/** The workers of one significance run: made ready together, then each takes the next missing sample until none is left.
 *  They are ended with the run; stopping ends them at once, and what they were at is drawn again later. */
import { MotifscopeError } from '../model/errors'
import type { NullEffort, NullMixing } from '../model/null-run'
import { spawn } from '../spawn'
import type { Spawned } from '../spawn'
import type { NullTask, NullWorkerApi } from './null-api'

export interface CrewOrders {
  task: NullTask
  workers: number
  /** What is known from before a reload. */
  known: { observed: number[] | null; effort: NullEffort | null; mixing: NullMixing | null }
  /** Numbers of the samples to draw. */
  missing: number[]
  signal: AbortSignal
  onObserved(observed: number[], effort: NullEffort | null): Promise<void>
  onSample(index: number, counts: Float64Array): Promise<void>
  onMixing(mixing: NullMixing): Promise<void>
}

/** Even: see `traceMixing`. */
const tracePoints = 60

function stopped(): MotifscopeError {
  return new MotifscopeError('cancelled', 'The run was stopped. What was drawn is kept.')
}

async function runLane(
  { orFail, api }: Spawned<NullWorkerApi>,
  queue: number[],
  attempts: number,
  { onSample }: CrewOrders,
): Promise<void> {
  for (let index = queue.shift(); index !== undefined; index = queue.shift())
    await onSample(index, await orFail(api.draw(index, attempts)))
}

async function work(crew: Spawned<NullWorkerApi>[], orders: CrewOrders): Promise<void> {
  const { task, known, onObserved, onMixing } = orders
  const efforts = await Promise.all(crew.map(({ api, orFail }) => orFail(api.prepare(task))))
  const effort = known.effort ?? efforts[0] ?? null
  const [first] = crew
  if (!first) return
  if (!known.observed) await onObserved([...(await first.orFail(first.api.observe()))], effort)
  const attempts = effort?.attempts ?? 0
  const queue = [...orders.missing]
  await Promise.all(
    crew.map(async (worker, i) => {
      // One looks at the walk first: whoever reads the samples wants to know whether they may be believed.
      if (i === crew.length - 1 && effort && !known.mixing)
        await onMixing(await worker.orFail(worker.api.trace(attempts, tracePoints)))
      await runLane(worker, queue, attempts, orders)
    }),
  )
}

/** Settles when every sample is drawn and kept.
 *  @throws MotifscopeError `cancelled`, `worker-failed`, or what a worker or a callback threw */
export async function runCrew(orders: CrewOrders): Promise<void> {
  const { signal } = orders
  if (signal.aborted) throw stopped()
  const size = Math.max(1, Math.min(orders.workers, orders.missing.length))
  const crew = Array.from({ length: size }, () => spawn<NullWorkerApi>('null'))
  let stop: () => void = () => undefined
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(stopped())
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    await Promise.race([work(crew, orders), aborted])
  } finally {
    signal.removeEventListener('abort', stop)
    for (const worker of crew) worker.terminate()
  }
}
