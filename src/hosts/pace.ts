/** The pace of an import: what it tells of itself, and when it lets other things happen. Runs in a worker and in Node. */

/** `reading`: bytes of the file (as it is stored, perhaps compressed). `writing`: rows of both tables. `counting`: pairs
 *  of adjacent nodes. */
export interface ImportProgress {
  phase: 'reading' | 'reading nodes' | 'filtering' | 'numbering' | 'writing' | 'counting'
  done: number
  total?: number
}

export interface ImportHooks {
  onProgress?: (progress: ImportProgress) => void
  signal?: AbortSignal
}

/** A pause costs some milliseconds. */
const pauseEveryMs = 100

/** Reports progress, and lets other things happen now and then: a message, an abort. */
export class Pace {
  private readonly hooks: ImportHooks
  private lastPause = performance.now()

  constructor(hooks: ImportHooks) {
    this.hooks = hooks
  }

  async report(progress: ImportProgress): Promise<void> {
    this.hooks.signal?.throwIfAborted()
    if (performance.now() - this.lastPause < pauseEveryMs && progress.done > 0) return
    this.hooks.onProgress?.(progress)
    await new Promise((resolve) => setTimeout(resolve, 0))
    this.lastPause = performance.now()
    this.hooks.signal?.throwIfAborted()
  }
}
