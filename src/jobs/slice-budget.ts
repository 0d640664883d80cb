/** How much work a worker does before it yields: chosen so that a slice takes about as long as two frames, or as long as
 *  its job's share says. */

/** Some tenths of a millisecond: most of what a message there and back costs. */
const firstSteps = 200_000
const usualMs = 25
const fewestSteps = 2_000
const mostSteps = 50_000_000

/** The steps for the next slice, from what the last one took. */
export interface SliceBudgetTuner {
  steps: number
  learn(sliceMs: number, wantedMs?: number): void
}

/** Slices grow or shrink at most fourfold at a time: one slow slice (a cold engine, a busy machine) says little. */
export function createSliceBudget(): SliceBudgetTuner {
  return {
    steps: firstSteps,
    learn(sliceMs, wantedMs = usualMs) {
      const factor = Math.min(4, Math.max(0.25, wantedMs / Math.max(sliceMs, 0.1)))
      this.steps = Math.round(Math.min(mostSteps, Math.max(fewestSteps, this.steps * factor)))
    },
  }
}
