/** A rival in a process of its own, asked one JSON line at a time, so that it can be stopped whatever it does. */
import { spawn } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { RivalName } from '../../src/components/benchmarks/benchmark-run'
import type { HostFiles } from './host-presets'
import type { Query } from './queries'
import { reasonOf } from './rival'
import type { Rival, RivalAnswer } from './rival'

/** What the process answers: `{"ms"}` once the host is open, then `{"count","ms"}` or `{"problem"}` to each question. */
interface ChildAnswer {
  count?: string
  ms?: number
  problem?: string
}

export interface ChildRecipe {
  name: RivalName
  description: string
  command: string
  /** For this host. */
  words: (host: HostFiles) => string[]
  /** One line. */
  question: (query: Query) => object
}

/** Opening a host may take this long. */
const openMs = 300_000

class ChildConversation {
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>
  private readonly lines: Interface
  private complaint = ''
  private heard: ((answer: ChildAnswer) => void) | undefined

  constructor(command: string, words: string[]) {
    this.child = spawn(command, words, { stdio: ['pipe', 'pipe', 'pipe'] })
    this.lines = createInterface({ input: this.child.stdout })
    this.lines.on('line', (line) => this.heard?.(JSON.parse(line) as ChildAnswer))
    this.child.stderr.on('data', (data: Buffer) => (this.complaint = (this.complaint + data).slice(-400)))
    this.child.on('error', (error) => this.heard?.({ problem: error.message }))
    this.child.on('exit', () => this.heard?.({ problem: `it ended: ${this.complaint.trim()}` }))
  }

  /** The next answer; undefined when it did not come in time. */
  listen(waitMs: number): Promise<ChildAnswer | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), waitMs)
      this.heard = (answer) => {
        clearTimeout(timer)
        resolve(answer)
      }
    })
  }

  say(words: object): void {
    this.child.stdin.write(`${JSON.stringify(words)}\n`)
  }

  end(): void {
    this.heard = undefined
    this.child.kill('SIGKILL')
  }
}

export function childRival({ name, description, command, words, question }: ChildRecipe): Rival {
  let open: { host: string; child: ChildConversation } | undefined
  const close = async () => {
    open?.child.end()
    open = undefined
  }

  async function openHost(host: HostFiles): Promise<ChildConversation> {
    if (open?.host === host.name) return open.child
    await close()
    const child = new ChildConversation(command, words(host))
    open = { host: host.name, child }
    const answer = await child.listen(openMs)
    if (answer?.ms === undefined)
      throw new Error(answer?.problem ?? 'the host could not be opened in 5 minutes')
    return child
  }

  async function count(host: HostFiles, query: Query, stopMs: number): Promise<RivalAnswer> {
    const child = await openHost(host)
    const answered = child.listen(stopMs)
    child.say(question(query))
    const answer = await answered
    if (answer?.count !== undefined)
      return { kind: 'counted', count: BigInt(answer.count), ms: answer.ms ?? NaN }
    await close()
    if (!answer) return { kind: 'stopped', ms: stopMs }
    return { kind: 'failed', reason: reasonOf(answer.problem) }
  }

  return {
    name,
    description,
    count: (host, query, stopMs) =>
      count(host, query, stopMs).catch(async (thrown: unknown) => {
        await close()
        return { kind: 'failed', reason: reasonOf(thrown) } as const
      }),
    close,
  }
}
