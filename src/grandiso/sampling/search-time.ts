/** How long a search will take, from its estimated work and a measured speed. */

export interface SearchTimeInput {
  /** Candidates looked at by a search of everything, in the unit of `SliceBudget.steps`. */
  work: number
  /** Expected matches. */
  count: number
  /** Measured on one worker. */
  stepsPerMs: number
  workers: number
  limit: number | null
}

/** Finding, moving and storing a row: some 4 million a second, whatever the number of workers. */
const rowsPerMs = 4_000

/** Milliseconds until all rows are kept. A search with a limit ends when its share of the matches is found. */
export function expectedSearchMs(input: SearchTimeInput): number {
  const { work, count, stepsPerMs, workers, limit } = input
  const share = limit === null || count <= limit ? 1 : limit / count
  return (work * share) / stepsPerMs / workers + (count * share) / rowsPerMs
}
