/** Real servers written in Java, for the tests: their class path comes from Maven Central (`java-class-path`), they run
 *  on loopback with a home of their own, and end with the process that started them, however it ends. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, test } from 'vitest'
import { classPathOf, missingJavaTools } from './java-class-path'

export interface JavaServerPlan {
  /** What messages call it, with its version. */
  name: string
  /** A pom.xml: its runtime dependencies are the class path. */
  pom: URL
  /** A class, or a path to one .java file that Java compiles as it starts. */
  mainClass: string
  /** Writes what the server reads when it starts, into its home. */
  prepare?: (home: string) => Promise<void>
  jvmArguments?: (home: string) => string[]
  arguments?: (home: string) => string[]
  /** Besides the variables of this process. */
  environment?: Record<string, string>
  /** Whether it answers yet; a throw is a no. */
  isReady: () => Promise<boolean>
  /** Default two minutes. */
  withinMs?: number
}

export interface JavaServer {
  home: string
  /** From the start of Java to the first answer. */
  startMs: number
  /** What it wrote to both of its streams, the last 64 kB. */
  output(): string
  /** Kills it, and deletes its home. May be called twice. */
  stop(): Promise<void>
}

/** The longest that a hook may take which starts servers: their class path may have to be fetched first. */
export const serverStartMs = 600_000

/** Kills the server and deletes its home when the pipe to this process closes, so that nothing is left behind when a test
 *  run is killed. */
const leash =
  '"$@" 3<&- & server=$!; (cat <&3 >/dev/null; kill -9 $server 2>/dev/null; rm -rf "$SERVER_HOME") & exec 3<&-; wait $server'

/** @throws Error with the server's output when it ends or does not answer in time */
export async function startJavaServer(plan: JavaServerPlan): Promise<JavaServer> {
  const jars = await classPathOf(plan.pom)
  const home = await mkdtemp(join(tmpdir(), 'motifscope-server-'))
  await plan.prepare?.(home)
  const begun = performance.now()
  const command = [...(plan.jvmArguments?.(home) ?? []), '-cp', jars.join(':'), plan.mainClass]
  const child = spawn(
    'sh',
    ['-c', `exec 3<&0; ${leash}`, 'sh', 'java', ...command, ...(plan.arguments?.(home) ?? [])],
    { cwd: home, env: { ...process.env, ...plan.environment, SERVER_HOME: home }, stdio: 'pipe' },
  )
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

/** A suite on servers in Java. On a machine without Java or Maven it is skipped with one line that says how to get them;
 *  with CI=1 it fails. */
export function describeWithJava(name: string, body: () => void): void {
  const missing = missingJavaTools()
  if (missing === undefined) {
    describe(name, body)
    return
  }
  if (process.env['CI']) {
    test(name, () => {
      throw new Error(missing)
    })
    return
  }
  console.warn(`Skipped: ${name}. ${missing}`)
  describe.skip(name, body)
}
