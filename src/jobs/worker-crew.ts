/** Several workers of one kind on one question, for as long as it takes: started together, ended together, and ended at
 *  once when the question is cancelled. Main thread; nothing is stored. */
import { MotifscopeError } from '../model/errors'
import { spawn } from '../spawn'
import type { Spawned } from '../spawn'

export type Crew<Api> = Spawned<Api>[]

/** @throws MotifscopeError `cancelled` (with `words`), `worker-failed`, and what `work` throws */
export async function withCrew<Api, Answer>(
  kind: Parameters<typeof spawn>[0],
  size: number,
  { signal, words }: { signal?: AbortSignal | undefined; words: string },
  work: (crew: Crew<Api>) => Promise<Answer>,
): Promise<Answer> {
  const cancelled = () => new MotifscopeError('cancelled', words)
  if (signal?.aborted) throw cancelled()
  const crew = Array.from({ length: Math.max(1, size) }, () => spawn<Api>(kind))
  let stop: () => void = () => undefined
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(cancelled())
    signal?.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([work(crew), aborted])
  } finally {
    signal?.removeEventListener('abort', stop)
    for (const worker of crew) worker.terminate()
  }
}

/** Lets the crew do parts 0 … `total` − 1, each whoever is free. */
export async function inParts<Api, Part>(
  crew: Crew<Api>,
  total: number,
  ask: (api: Spawned<Api>['api'], part: number) => Promise<Part>,
  take: (part: Part, done: number, number: number) => void,
): Promise<void> {
  let [next, done] = [0, 0]
  await Promise.all(
    crew.map(async ({ api, orFail }) => {
      while (next < total) {
        const number = next++
        take(await orFail(ask(api, number)), ++done, number)
      }
    }),
  )
}
