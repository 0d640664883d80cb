/** DuckDB-Wasm as a rival: the app's own SQL of a motif, asked of the app's own tables, in a profile of its own so that
 *  a query that cannot be stopped takes nothing else with it, and its tab lends the engine no workers. */
import type { BrowserContext, Page } from 'playwright'
import type { HostFiles } from './host-presets'
import { openHost, openTab } from './page'
import type { BenchPage } from './page'
import { integerSqlOf } from './queries'
import type { Query } from './queries'
import { reasonOf } from './rival'
import type { Rival, RivalAnswer } from './rival'

interface Asked {
  count?: string
  ms: number
  problem?: string
}

/** `sql`: null for what the app writes of the motif. */
interface SqlQuestion {
  id: string
  motif: string
  sql: string | null
  stopMs: number
}

function ask(page: Page, question: SqlQuestion): Promise<Asked> {
  return page.evaluate(async ({ id, motif, sql, stopMs }) => {
    const text =
      sql ?? (await globalThis.motifscope.compile(motif, 'sql', { hostId: id, countOnly: true })).text
    const begin = performance.now()
    try {
      const { rows } = await globalThis.motifscope.hosts.sql(id, text, { limitMs: stopMs })
      return { count: String(rows[0]?.[0]), ms: performance.now() - begin }
    } catch (thrown) {
      return { ms: performance.now() - begin, problem: (thrown as Error).message }
    }
  }, question)
}

export function duckdbRival(bench: BenchPage): Rival {
  const ids = new Map<string, string>()
  /** Host and query for which the app's SQL, with ids as text, has too little memory. */
  const tooLarge = new Set<string>()
  let profile: BrowserContext | undefined
  let tab: Page | undefined
  const closeTab = async () => {
    await tab?.close()
    tab = undefined
  }

  /** The host, opened in this profile when it is first asked for, its tables filled. */
  async function ready({ name, edges, nodes }: HostFiles): Promise<{ page: Page; id: string }> {
    profile ??= await bench.openProfile()
    tab ??= await openTab(profile, bench.address)
    const id = ids.get(name) ?? (await openHost(tab, edges, {}, nodes)).id
    ids.set(name, id)
    await tab.evaluate((id) => globalThis.motifscope.hosts.sql(id, 'SELECT count(*) FROM edges'), id)
    return { page: tab, id }
  }

  async function tryCount(
    host: HostFiles,
    { motif, sql, stopMs }: Omit<SqlQuestion, 'id'>,
  ): Promise<RivalAnswer> {
    const { page, id } = await ready(host)
    let timer: ReturnType<typeof setTimeout> | undefined
    const stuck = new Promise<Asked>((resolve) => {
      timer = setTimeout(() => resolve({ ms: stopMs, problem: 'stuck' }), stopMs + 5_000)
    })
    const { ms, problem, ...asked } = await Promise.race([ask(page, { id, motif, sql, stopMs }), stuck])
    clearTimeout(timer)
    if (asked.count !== undefined) return { kind: 'counted', count: BigInt(asked.count), ms }
    await closeTab()
    return ms >= stopMs ? { kind: 'stopped', ms: stopMs } : { kind: 'failed', reason: reasonOf(problem) }
  }

  async function count(host: HostFiles, query: Query, stopMs: number): Promise<RivalAnswer> {
    const place = `${host.name} ${query.name}`
    const question = { motif: query.motif, stopMs }
    if (!tooLarge.has(place)) {
      const answer = await tryCount(host, { ...question, sql: null })
      if (answer.kind !== 'failed') return answer
      tooLarge.add(place)
    }
    return tryCount(host, { ...question, sql: integerSqlOf(query) })
  }

  return {
    name: 'duckdb',
    description:
      'duckdb: DuckDB-Wasm 1.32.0, one thread, the SQL self-joins that the app writes of a motif; where it has too little memory for these, plain self-joins over whole numbers',
    count: (host, query, stopMs) =>
      count(host, query, stopMs).catch(async (thrown: unknown) => {
        await closeTab()
        return { kind: 'failed', reason: reasonOf(thrown) } as const
      }),
    close: async () => void (await profile?.close()),
  }
}
