/** Starts a worker and wraps it with comlink; nothing else does. Errors keep their code across the border. */
import * as Comlink from 'comlink'
import { installErrorTransfer } from '../workers/expose-to-parent'
import { MotifscopeError } from './model/errors'

export interface Spawned<Api> {
  api: Comlink.Remote<Api>
  /** Rejects when the worker cannot load, throws outside a call, or is gone without a word; never resolves. */
  failed: Promise<never>
  /** What a call answers, or the worker's failure before that. For calls without number: whoever races each of them with
   *  `failed` keeps all their answers in memory for as long as the worker lives. */
  orFail<Answer>(call: Promise<Answer>): Promise<Answer>
  terminate(): void
}

// The bundler finds a worker's entry only where it is written out like this.
const start = {
  search: () => new Worker(new URL('../workers/search.worker.ts', import.meta.url), { type: 'module' }),
  import: () => new Worker(new URL('../workers/import.worker.ts', import.meta.url), { type: 'module' }),
  moss: () => new Worker(new URL('../workers/moss.worker.ts', import.meta.url), { type: 'module' }),
  cypher: () => new Worker(new URL('../workers/cypher.worker.ts', import.meta.url), { type: 'module' }),
  script: () => new Worker(new URL('../workers/script.worker.ts', import.meta.url), { type: 'module' }),
  null: () => new Worker(new URL('../workers/null.worker.ts', import.meta.url), { type: 'module' }),
  census: () => new Worker(new URL('../workers/census.worker.ts', import.meta.url), { type: 'module' }),
}

/** Starts a worker and wraps what it exposes. */
export function spawn<Api>(kind: keyof typeof start): Spawned<Api> {
  installErrorTransfer()
  const worker = start[kind]()
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) =>
      reject(
        new MotifscopeError(
          'worker-failed',
          `A worker stopped: ${event.message || 'it could not be loaded'}.`,
        ),
      ),
    )
    worker.addEventListener('message', ({ data }: MessageEvent<{ livesBy?: string } | null>) => {
      if (typeof data?.livesBy !== 'string') return
      const isGone = () =>
        reject(new MotifscopeError('worker-failed', 'A worker was ended by the browser or the system.'))
      navigator.locks.request(data.livesBy, isGone).catch(() => undefined)
    })
  })
  return {
    api: Comlink.wrap<Api>(worker),
    failed,
    orFail: failingWith(failed),
    terminate: () => worker.terminate(),
  }
}

/** Rejects the calls under way, and all later ones, when `failed` does. */
function failingWith(failed: Promise<never>): Spawned<unknown>['orFail'] {
  const underWay = new Set<(reason: unknown) => void>()
  let failure: Promise<never> | undefined
  failed.catch((reason: unknown) => {
    failure = failed
    for (const reject of underWay) reject(reason)
    underWay.clear()
  })
  return (call) =>
    failure ??
    new Promise((resolve, reject) => {
      underWay.add(reject)
      call.then(resolve, reject).finally(() => underWay.delete(reject))
    })
}

/** Lets the other thread call a function of this one. */
export const proxy = Comlink.proxy
