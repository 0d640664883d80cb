/** Real programs for the tests: each has a home of its own, and ends with the process that started it, however that
 *  ends. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export interface LeashedPlan {
  /** What messages call it, with its version. */
  name: string
  /** The program and its arguments. */
  command: (home: string) => readonly string[]
  /** Writes what the program reads when it starts, into its home. */
  prepare?: ((home: string) => Promise<void>) | undefined
  /** Besides the variables of this process. */
  environment?: ((home: string) => Record<string, string>) | undefined
  /** Whether it answers yet; a throw is a no. */
  isReady: () => Promise<boolean>
  /** Default two minutes. */
  withinMs?: number | undefined
}

export interface LeashedProcess {
  home: string
  /** From its start to its first answer. */
  startMs: number
  /** What it wrote to both of its streams, the last 64 kB. */
  output(): string
  /** Kills it, and deletes its home. May be called twice. */
  stop(): Promise<void>
}

/** Kills the program and deletes its home when the pipe to this process closes, so that nothing is left behind when a
 *  test run is killed. */
const leash =
  '"$@" 3<&- & server=$!; (cat <&3 >/dev/null; kill -9 $server 2>/dev/null; rm -rf "$SERVER_HOME") & exec 3<&-; wait $server'

/** @throws Error with the program's output when it ends or does not answer in time */
export async function startLeashed(plan: LeashedPlan): Promise<LeashedProcess> {
  const home = await mkdtemp(join(tmpdir(), 'motifscope-server-'))
  await plan.prepare?.(home)
  const begun = performance.now()
  const child = spawn('sh', ['-c', `exec 3<&0; ${leash}`, 'sh', ...plan.command(home)], {
    cwd: home,
    env: { ...process.env, ...plan.environment?.(home), SERVER_HOME: home },
    stdio: 'pipe',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => (output = (output + String(text)).slice(-65_536)))
  let hasEnded = false
  const ended = new Promise<void>((resolve) => child.once('exit', resolve)).then(() => void (hasEnded = true))
  child.stdin.on('error', () => undefined)
  const stop = async () => {
    child.stdin.end()
    await ended
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }
  while (!(await plan.isReady().catch(() => false))) {
    const isLate = performance.now() - begun > (plan.withinMs ?? 120_000)
    if (!hasEnded && !isLate) {
      await pause(50)
      continue
    }
    await stop()
    throw new Error(`${plan.name} ${hasEnded ? 'ended' : 'did not answer in time'}:\n${output}`)
  }
  const startMs = performance.now() - begun
  console.log(`${plan.name} answers ${(startMs / 1000).toFixed(1)} s after its start.`)
  return { home, startMs, output: () => output, stop }
}

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Whether somebody listens on a port of loopback. */
export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('error', () => resolve(false)).once('connect', () => resolve(true))
    socket.once('connect', () => socket.destroy())
  })
}
