/** What the engine is measured against: something that opens a host and counts the matches of a query. */
import type { RivalName } from '../../src/components/benchmarks/benchmark-run'
import type { HostFiles } from './host-presets'
import type { Query } from './queries'

/** `ms`: what the counting took, without opening the host. */
export type RivalAnswer =
  | { kind: 'counted'; count: bigint; ms: number }
  | { kind: 'stopped'; ms: number }
  | { kind: 'failed'; reason: string }

export interface Rival {
  name: RivalName
  /** Which, in words with its version, and how it was asked. */
  description: string
  /** It only checks counts: once is enough. */
  isOnce?: true
  /** Opens the host if it is not the one that is open, then counts. Never rejects on a fault of the rival's own. */
  count(host: HostFiles, query: Query, stopMs: number): Promise<RivalAnswer>
  close(): Promise<void>
}

/** The first line of what was thrown. */
export function reasonOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  return (text.split('\n')[0] ?? '').slice(0, 200)
}
