/** One query on one host: the engine and its rivals in turns, every count compared with every other. */
import type { SearchStrategy } from '../../src/model/job'
import type { BenchmarkRow, EngineTiming, RivalOutcome } from '../../src/components/benchmarks/benchmark-run'
import type { HostFiles } from './host-presets'
import type { BenchPage, SearchTimes } from './page'
import type { Query } from './queries'
import type { Rival, RivalAnswer } from './rival'
import { timingOf } from './statistics'

export interface Contest {
  bench: BenchPage
  host: HostFiles
  /** Of the host as the page has it. */
  hostId: string
  query: Query
  rivals: Rival[]
  workers: number[]
  strategy: SearchStrategy
  repetitions: number
  stopMs: number
}

/** A rival that takes longer in all is not run again. */
const patienceMs = 30_000
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)

class CountChecker {
  matches: string | null = null
  private by = ''

  constructor(private readonly place: string) {}

  /** @throws when others counted otherwise. */
  check(name: string, count: string): void {
    if (this.matches !== null && this.matches !== count)
      throw new Error(`${this.place}: ${name} counts ${count}, ${this.by} counts ${this.matches}.`)
    this.matches = count
    this.by = name
  }
}

/** The engine with so many workers, run after run. */
class EngineSeries {
  readonly times: SearchTimes[] = []
  private warm: SearchTimes | undefined

  constructor(
    private readonly contest: Contest,
    readonly workers: number,
    private readonly counts: CountChecker,
  ) {}

  get isStopped(): boolean {
    return this.warm === undefined
  }

  private async search(): Promise<SearchTimes | undefined> {
    const { bench, hostId, query, strategy, stopMs } = this.contest
    const switches = Object.keys(strategy).length > 0 ? { strategy } : {}
    const options = { countOnly: true, workers: this.workers, ...switches }
    const found = await bench.search(hostId, query.motif, options, stopMs)
    if (found) this.counts.check(`the engine (${this.workers} workers)`, found.count)
    return found
  }

  async warmUp(): Promise<void> {
    this.warm = await this.search()
  }

  async repeat(): Promise<void> {
    if (!this.warm || this.warm.wallMs + sum(this.times.map(({ wallMs }) => wallMs)) > patienceMs) return
    const found = await this.search()
    if (found) this.times.push(found)
  }

  timing(): EngineTiming {
    const times = this.times.length === 0 && this.warm ? [this.warm] : this.times
    return {
      workers: this.workers,
      kernel: timingOf(times.map(({ kernelMs }) => kernelMs)),
      search: timingOf(times.map(({ searchMs }) => searchMs)),
      wall: timingOf(times.map(({ wallMs }) => wallMs)),
    }
  }
}

class RivalSeries {
  private readonly times: number[] = []
  private warm: RivalAnswer | undefined

  constructor(
    private readonly contest: Contest,
    readonly rival: Rival,
    private readonly counts: CountChecker,
  ) {}

  private async count(): Promise<RivalAnswer> {
    const { host, query, stopMs } = this.contest
    const answer = await this.rival.count(host, query, stopMs)
    if (answer.kind === 'counted') this.counts.check(this.rival.name, String(answer.count))
    return answer
  }

  async warmUp(): Promise<void> {
    this.warm = await this.count()
  }

  async repeat(): Promise<void> {
    if (this.rival.isOnce || this.warm?.kind !== 'counted') return
    if (this.warm.ms + sum(this.times) > patienceMs) return
    const answer = await this.count()
    if (answer.kind === 'counted') this.times.push(answer.ms)
  }

  outcome(): RivalOutcome {
    const { warm, times } = this
    if (warm?.kind === 'counted')
      return { kind: 'counted', ...timingOf(times.length === 0 ? [warm.ms] : times) }
    if (warm?.kind === 'stopped') return { kind: 'stopped', atLeastMs: warm.ms }
    return { kind: 'failed', reason: warm?.reason ?? 'not run' }
  }
}

/** A warm run of everyone, then `repetitions` rounds of engine, rival, engine, rival, …
 *  @throws when two counts differ. */
export async function measureQuery(contest: Contest): Promise<BenchmarkRow> {
  const { host, query, rivals, workers, repetitions, stopMs } = contest
  const counts = new CountChecker(`${query.name} on ${host.name}`)
  const engines = workers.map((count) => new EngineSeries(contest, count, counts))
  const others = rivals.map((rival) => new RivalSeries(contest, rival, counts))
  for (const series of [...engines, ...others]) await series.warmUp()
  for (let repetition = 0; repetition < repetitions; repetition++)
    for (const series of [...engines, ...others]) await series.repeat()
  return {
    host: host.name,
    query: query.name,
    motif: query.motif,
    matches: counts.matches,
    engine: engines.filter(({ isStopped }) => !isStopped).map((series) => series.timing()),
    ...(engines.some(({ isStopped }) => isStopped) ? { stoppedAfterMs: stopMs } : {}),
    rivals: Object.fromEntries(others.map((series) => [series.rival.name, series.outcome()])),
  }
}
