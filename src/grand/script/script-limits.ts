/** What a script may use before it is stopped, and what of its output is kept. */
import { MotifscopeError } from '../../model/errors'

export interface ScriptLimits {
  /** Milliseconds from the script's first step to its last, waiting included. */
  limitMs: number
  /** What the script's own values may take. */
  memoryBytes: number
}

const mebibyte = 2 ** 20

export const defaultLimits: ScriptLimits = { limitMs: 30_000, memoryBytes: 256 * mebibyte }
/** The engine's memory ends at 2 GiB, and some of it must be left for telling what went wrong. */
export const mostMemoryBytes = 1536 * mebibyte
export const leastMemoryBytes = 4 * mebibyte
export const longestLimitMs = 3_600_000

/** Depth of calls: some 700. With three times as much the browser's own stack may end first, of which no script could be told. */
export const stackBytes = 128 * 1024

/** Output that is kept of one run. */
export const outputCaps = { items: 2_000, rows: 10_000, characters: 1_000_000, columns: 100 } as const

function within(value: number, least: number, most: number, name: string): number {
  if (Number.isFinite(value) && value >= least && value <= most) return value
  throw new MotifscopeError('invalid-option', `\`${name}\` must be a number from ${least} to ${most}.`)
}

/** @throws MotifscopeError `invalid-option` */
export function limitsFrom(given: Partial<ScriptLimits>): ScriptLimits {
  const { limitMs, memoryBytes } = { ...defaultLimits, ...given }
  return {
    limitMs: within(limitMs, 1, longestLimitMs, 'limitMs'),
    memoryBytes: within(memoryBytes, leastMemoryBytes, mostMemoryBytes, 'memoryBytes'),
  }
}
