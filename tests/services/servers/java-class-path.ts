/** The class path of a server in Java: Maven resolves the dependencies of a pom, and what it found is kept by the hash
 *  of the pom. Maven's own store is not made for two at once, so one process resolves while the others wait. */
import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const cache = fileURLToPath(new URL('../../../node_modules/.cache/motifscope-java/', import.meta.url))
const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath'
const leastJava = 17

/** One line that says what is missing and how to get it; undefined when Java and Maven are there. */
export function missingJavaTools(): string | undefined {
  const versionOf = (command: string) => {
    try {
      return execFileSync('sh', ['-c', `${command} -version 2>&1`], { encoding: 'utf8' })
    } catch {
      return undefined
    }
  }
  const java = Number(/version "(\d+)/.exec(versionOf('java') ?? '')?.[1] ?? 0)
  if (java >= leastJava && versionOf('mvn') !== undefined) return undefined
  const found =
    java >= leastJava ? 'Maven is not there' : java > 0 ? `Java ${java} is too old` : 'Java is not there'
  return (
    `The service tests need Java ${leastJava} or later and Maven (${found}): ` +
    '`apt-get install openjdk-17-jre-headless maven`, `brew install openjdk maven`, or adoptium.net and maven.apache.org.'
  )
}

/** Paths of all jars that the pom depends on at run time, resolved once.
 *  @throws Error with Maven's words when it cannot */
export async function classPathOf(pom: URL): Promise<string[]> {
  const key = createHash('sha256')
    .update(await readFile(pom))
    .digest('hex')
    .slice(0, 16)
  const kept = join(cache, `${key}.txt`)
  await mkdir(cache, { recursive: true })
  return (
    (await readKept(kept)) ??
    withLock(join(cache, 'lock'), async () => (await readKept(kept)) ?? resolve(pom, kept))
  )
}

/** Undefined when it was not resolved yet, or when a jar has gone since. */
async function readKept(file: string): Promise<string[] | undefined> {
  try {
    const jars = (await readFile(file, 'utf8')).trim().split(':')
    await Promise.all(jars.map((jar) => access(jar)))
    return jars
  } catch {
    return undefined
  }
}

async function resolve(pom: URL, kept: string): Promise<string[]> {
  const begun = performance.now()
  const made = `${kept}.${process.pid}`
  const words = [
    '-B',
    '-q',
    '-f',
    fileURLToPath(pom),
    plugin,
    '-DincludeScope=runtime',
    `-Dmdep.outputFile=${made}`,
  ]
  for (let attempt = 1; ; attempt++)
    try {
      await promisify(execFile)('mvn', words, { maxBuffer: 2 ** 26 })
      break
    } catch (error) {
      // What was fetched stays, so a second attempt goes on where a bad connection ended the first.
      if (attempt === 3) throw new Error(`Maven could not resolve ${fileURLToPath(pom)}.`, { cause: error })
    }
  await rename(made, kept)
  console.log(`Maven resolved ${fileURLToPath(pom)} in ${((performance.now() - begun) / 1000).toFixed(1)} s.`)
  const jars = await readKept(kept)
  if (!jars) throw new Error(`Maven wrote no class path for ${fileURLToPath(pom)}.`)
  return jars
}

async function withLock<T>(lock: string, work: () => Promise<T>): Promise<T> {
  const owner = join(lock, 'owner')
  while (!(await isTaken(lock, owner))) await pause(200)
  try {
    return await work()
  } finally {
    await rm(lock, { recursive: true, force: true })
  }
}

async function isTaken(lock: string, owner: string): Promise<boolean> {
  try {
    await mkdir(lock)
    await writeFile(owner, String(process.pid))
    return true
  } catch {
    const text = await readFile(owner, 'utf8').catch(() => '')
    // Of an owner that was killed; whoever renames it first may clear it away.
    if (text !== '' && !isAlive(Number(text))) {
      const stale = `${lock}.${process.pid}`
      await rename(lock, stale).then(
        () => rm(stale, { recursive: true, force: true }),
        () => undefined,
      )
    }
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
