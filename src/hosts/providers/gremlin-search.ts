/** A search on a Gremlin server: its roots a page at a time, and of some roots all matches in one question, so that rows
 *  come while it goes on, a question that was cut off is asked again, and none works for long. How many roots at once
 *  follows from what the last question took. */
import type { GremlinConnection } from '../../grand/backends/gremlin/gremlin-connection'
import type { RemoteValue, RunOptions } from '../../grand/remote/cypher-endpoint'
import { errorDataFrom } from '../../model/errors'
import type { SearchBatch } from './graph-server'
import type { MotifTraversals } from './gremlin-motif'
import { keyFrom } from './gremlin-rows'
import type { Traversal } from './gremlin-steps'

interface SearchLimits {
  limit: number | null
  countOnly: boolean
  /** How many roots there may be, for telling how far it is; undefined: nobody knows. */
  nodeCount: number | undefined
}

type Row = Map<string, unknown>

/** Nodes that matches may begin with are listed so many at a time. */
export const rootsPerPage = 20_000
const [firstRoots, mostRoots] = [16, 2_000]
/** A question with more rows, or a longer one, is followed by a smaller one. */
const [manyRows, longMs] = [20_000, 4_000]
/** A question about several roots is given up after this, and asked about fewer; without sessions a server may also work
 *  for so long on what was cancelled. */
const mostMs = 15_000
/** What one answer may hold, for it is in memory as a whole; the rows of one root may be more. */
export const mostRowsAtOnce = 100_000

/** How many roots to ask for next, after so many gave so many rows in so much time. */
export function nextRootCount(roots: number, rows: number, ms: number): number {
  if (rows > manyRows || ms > longMs) return Math.max(1, Math.floor(roots / 2))
  return rows < manyRows / 4 && ms < longMs / 4 ? Math.min(mostRoots, roots * 2) : roots
}

export class GremlinSearch {
  private rootCount = firstRoots
  private done = 0
  private total = 0n

  constructor(
    private readonly connection: GremlinConnection,
    private readonly traversals: MotifTraversals,
    private readonly nodes: readonly string[],
    private readonly limits: SearchLimits,
  ) {}

  async *run({ signal }: RunOptions): AsyncGenerator<SearchBatch> {
    for await (const page of this.pages(signal))
      for (let first = 0; first < page.length;) {
        const roots = page.slice(first, first + this.rootCount)
        const rows = await this.ask(roots, signal)
        // It took too long, or was too much: the same again, fewer at once.
        if (rows === null) continue
        first += roots.length
        this.done += roots.length
        const { nodeCount } = this.limits
        yield { rows, ...(nodeCount ? { progress: Math.min(1, this.done / nodeCount) } : {}) }
        if (this.left() === 0) return
      }
    if (this.limits.countOnly && this.done === 0) yield { rows: [[0]] }
  }

  /** Rows still wanted; null: all. */
  private left(): number | null {
    const { limit } = this.limits
    return limit === null ? null : Math.max(0, limit - Number(this.total))
  }

  private async *pages(signal: AbortSignal | undefined): AsyncGenerator<unknown[]> {
    if (this.left() === 0) return
    for (let last: unknown; ;) {
      const roots = this.traversals.rootsAfter(last, rootsPerPage)
      const rows = (await this.connection.ask(roots, { signal })) as Row[]
      if (rows.length > 0) yield rows.map((row) => row.get('element'))
      if (rows.length < rootsPerPage) return
      last = rows.at(-1)?.get('id')
    }
  }

  private async ask(roots: unknown[], signal: AbortSignal | undefined): Promise<RemoteValue[][] | null> {
    const beganAt = performance.now()
    try {
      const rows = await (this.limits.countOnly ? this.count(roots, signal) : this.rows(roots, signal))
      const elapsedMs = performance.now() - beganAt
      this.rootCount = nextRootCount(roots.length, rows?.length ?? Infinity, elapsedMs)
      return rows
    } catch (thrown) {
      if (errorDataFrom(thrown).code !== 'timeout' || roots.length === 1) throw thrown
      this.rootCount = Math.max(1, Math.floor(roots.length / 8))
      return null
    }
  }

  private answer(traversal: Traversal, { length }: unknown[], signal: AbortSignal | undefined) {
    return this.connection.ask(traversal, { signal, atMostMs: length > 1 ? mostMs : undefined })
  }

  private async count(roots: unknown[], signal: AbortSignal | undefined): Promise<RemoteValue[][]> {
    const answer = await this.answer(this.traversals.countFrom(roots, this.left()), roots, signal)
    this.total += BigInt(answer[0] as number | bigint)
    return [[this.total]]
  }

  /** Null: they may be too many for one answer. */
  private async rows(roots: unknown[], signal: AbortSignal | undefined): Promise<RemoteValue[][] | null> {
    const left = this.left()
    const isCut = roots.length > 1 && (left === null || left > mostRowsAtOnce)
    const traversal = this.traversals.rowsFrom(roots, isCut ? mostRowsAtOnce : left)
    const answer = await this.answer(traversal, roots, signal)
    if (isCut && answer.length >= mostRowsAtOnce) return null
    this.total += BigInt(answer.length)
    const { nodes } = this
    if (nodes.length === 1) return answer.map((element) => [keyFrom(element)])
    return (answer as Row[]).map((row) => nodes.map((node) => keyFrom(row.get(node))))
  }
}
