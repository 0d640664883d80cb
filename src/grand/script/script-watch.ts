/** Decides when a script has had its time, and remembers where it was. The engine asks in between, every ten thousand
 *  steps or so; it must be told quickly. */
import { memoryIsUp, timeIsUp } from './script-errors'
import { placeInStack, stoppedPlace } from './script-places'
import type { ScriptPlace } from './script-places'
import type { ScriptLimits } from './script-limits'

export interface WatchedLimits extends ScriptLimits {
  /** Milliseconds, from any beginning. */
  now: () => number
}

export interface WatchedEngine {
  /** Memory that the script has taken so far; the engine never gives any back. */
  usedBytes: () => number
  /** What there is beyond the script's limit. */
  spareBytes: number
  /** The stack at this moment; runs in the engine, after so many empty turns. */
  stack: (turns: number) => string
}

/** For how many of the engine's questions the script goes on while a place is sought at which it can be stopped. */
const mostLooks = 40
/** Where the script is, is looked up this often in any case. */
const lookEveryMs = 100
/** For describing an error, and for looking. */
const reportMs = 500

export class ScriptWatch {
  isOver = false
  private isFull = false
  private endsAt = Infinity
  private isLooking = false
  private lookedAt = -Infinity
  private looks = 0
  private turns = 0
  private isReporting = false
  private place: ScriptPlace | null = null

  constructor(
    private readonly limits: WatchedLimits,
    private readonly code: string,
    private readonly engine: WatchedEngine,
  ) {}

  start(): void {
    this.endsAt = this.limits.now() + this.limits.limitMs
  }

  get remainingMs(): number {
    return this.endsAt - this.limits.now()
  }

  /** Whether an answer of so many bytes may be handed in. */
  hasRoom(bytes: number): boolean {
    const free = this.limits.memoryBytes - this.engine.usedBytes()
    return free > 0 && free + this.engine.spareBytes > bytes
  }

  /** It should have been stopped long ago, but makes promises so short that nobody could. */
  get hasOverrun(): boolean {
    return this.limits.now() - this.endsAt > 4 * reportMs
  }

  /** Whether the engine shall stop what it does. */
  interrupts(): boolean {
    const late = this.limits.now() - this.endsAt
    if (this.isReporting) return late > 0
    if (this.isLooking) return this.limits.now() - this.lookedAt > reportMs
    const share = this.engine.usedBytes() / this.limits.memoryBytes
    this.isFull = share > 1
    if (late < 0 && share < 0.6 && this.limits.now() - this.lookedAt < lookEveryMs) return false
    const isKnown = this.look()
    this.isOver = this.isFull || (late >= 0 && (isKnown || ++this.looks > mostLooks))
    return this.isOver
  }

  /** It is stopped from outside, while it waits. @param stack where it asked what it waits for */
  stopAt(stack: string): void {
    this.isOver = true
    this.place = placeInStack(stack, this.code) ?? this.place
  }

  /** A moment more, for describing what it threw. */
  allowReport(): void {
    this.isReporting = true
    this.endsAt = this.limits.now() + reportMs
  }

  /** Why it was stopped. */
  ending = () => (this.isFull ? this.outOfMemory() : timeIsUp(this.limits.limitMs, this.place))
  outOfMemory = () => memoryIsUp(this.limits.memoryBytes, this.place)

  private look(): boolean {
    this.isLooking = true
    this.lookedAt = this.limits.now()
    try {
      const stack = this.engine.stack(this.turns++ % 13)
      const found = stoppedPlace(stack, this.code)
      if (found) this.place = found
      return found !== null
    } catch {
      return false
    } finally {
      this.isLooking = false
    }
  }
}
