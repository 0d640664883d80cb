/** Lets lanes without work wait for new tasks, or for the last busy lane to finish. */

export interface WakeUp {
  /** How many wait. */
  readonly waiting: number
  wait(): Promise<void>
  wakeAll(): void
}

export function createWakeUp(): WakeUp {
  let sleepers: (() => void)[] = []
  return {
    get waiting() {
      return sleepers.length
    },
    wait: () => new Promise((resolve) => sleepers.push(resolve)),
    wakeAll() {
      const woken = sleepers
      sleepers = []
      for (const wake of woken) wake()
    },
  }
}
