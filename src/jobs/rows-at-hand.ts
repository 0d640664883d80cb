/** The rows of the last small results, in memory: whoever looks at them need not wait until they are written down, nor
 *  until storage has read them. What is in storage is the truth; these are the same rows. */

/** Numbers that a result may have here: 256 KiB. */
export const mostAtHand = 2 ** 16
const mostResults = 4

export interface RowsAtHand {
  /** Keeps all rows of a job, row-major, in place of any before: at least until they are written down. */
  keep(jobId: string, rows: Uint32Array): void
  /** They are written down now, and make room when others come. */
  noteWritten(jobId: string): void
  of(jobId: string): Uint32Array | undefined
  /** They are not that job's rows any more. */
  forget(jobId: string): void
}

export function createRowsAtHand(): RowsAtHand {
  /** The oldest first. */
  const kept = new Map<string, { rows: Uint32Array; isWritten: boolean }>()

  function makeRoom(): void {
    let tooMany = kept.size - mostResults
    for (const [jobId, { isWritten }] of kept) {
      if (tooMany <= 0) return
      if (!isWritten) continue
      kept.delete(jobId)
      tooMany--
    }
  }

  return {
    keep(jobId, rows) {
      kept.delete(jobId)
      kept.set(jobId, { rows, isWritten: false })
      makeRoom()
    },
    noteWritten(jobId) {
      const known = kept.get(jobId)
      if (known) known.isWritten = true
      makeRoom()
    },
    of: (jobId) => kept.get(jobId)?.rows,
    forget: (jobId) => void kept.delete(jobId),
  }
}
