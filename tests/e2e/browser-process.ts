/** A browser of its own with a profile on disk, which a test may kill as a power cut would: the process, not the page. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright/test'
import type { BrowserContext } from 'playwright/test'
import { browserLaunchOptions } from '../tools/find-browser'

export interface BrowserProcess {
  /** Starts the browser on the profile; answers its one context, which keeps what is stored. */
  start(): Promise<BrowserContext>
  /** Ends the browser and all its children without a word. */
  kill(): Promise<void>
  /** Kills it if it runs, and deletes the profile. */
  remove(): Promise<void>
}

/** The address at which the browser listens, as it says on its error output. */
async function addressOf(child: ChildProcess): Promise<string> {
  if (!child.stderr) throw new Error('The browser was started without its output.')
  for await (const line of createInterface({ input: child.stderr })) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
    if (address) return address
  }
  throw new Error('The browser ended before it listened.')
}

export async function startBrowserProcess(): Promise<BrowserProcess> {
  const profile = await mkdtemp(join(tmpdir(), 'motifscope-profile-'))
  const { executablePath, args } = browserLaunchOptions()
  let child: ChildProcess | null = null

  async function kill(): Promise<void> {
    const killed = child
    child = null
    if (!killed?.pid) return
    const hasEnded = once(killed, 'exit')
    // The group: its renderers too. It was made for this browser alone.
    process.kill(-killed.pid, 'SIGKILL')
    await hasEnded
  }

  async function launch(): Promise<BrowserContext> {
    const flags = [
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--no-default-browser-check',
    ]
    child = spawn(executablePath, [...args, ...flags], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const address = await addressOf(child)
    child.stderr?.resume()
    const browser = await chromium.connectOverCDP(address, { timeout: 20_000 })
    const [context] = browser.contexts()
    if (!context) throw new Error('The browser has no context.')
    return context
  }

  return {
    // A browser that was killed a moment ago now and then answers the connection and then nothing more; it is no part of
    // what is tested, so another is started in its place.
    async start() {
      for (let left = 2; ; left--)
        try {
          return await launch()
        } catch (thrown) {
          await kill()
          if (left === 0) throw thrown
        }
    },
    kill,
    async remove() {
      await kill()
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}
