/** A search on host M in a browser of its own whose profile is on disk: begun, struck, carried on and looked at. What
 *  strikes it is in strokes.ts. */
import type { BrowserContext, Page } from 'playwright/test'
import { startBrowserProcess } from './browser-process'
import { jobInfo, rowsOf, startLong, waitForMatches, waitForState } from './long-search'
import type { JobWords, RowDigest } from './long-search'
import { openApp } from './open-app'
import { openStageHost, stageMotif } from './stage-host'

/** What a search found; of one that keeps no rows only the count. */
export interface Answer {
  count: number
  rows?: RowDigest
}

export interface Stage {
  /** The tabs that live. */
  readonly pages: Page[]
  openTab(): Promise<Page>
  /** Takes a tab that is gone from the list. */
  lose(page: Page): void
  /** Ends the browser without a word and starts it again, without a tab. */
  killBrowser(): Promise<void>
  /** Searches from the start, and waits until a part is found. */
  begin(options?: { countOnly?: boolean }): Promise<void>
  /** How the search stands, seen from the newest tab: one that helps knows how many do. */
  look(): Promise<JobWords>
  /** After a stroke: opens a tab if there is none, and lets the search go on if nobody is at it. */
  carryOn(): Promise<void>
  /** Waits for the end.
   *  @throws Error when it does not come within `stallMs` */
  answer(): Promise<Answer>
  close(): Promise<void>
}

/** Matches to be found before the first stroke: fewer may be gone with the tab, before anything is written down. */
const firstMatches = 5_000
const stallMs = 180_000

/** Starts the browser and opens the host. */
export async function openStage(address: string): Promise<Stage> {
  const browser = await startBrowserProcess()
  const pages: Page[] = []
  let context: BrowserContext = await browser.start()
  let hostId = ''
  let job = { id: '', countOnly: false }

  const first = (): Page => {
    const [page] = pages
    if (!page) throw new Error('No tab is open.')
    return page
  }

  async function openTab(): Promise<Page> {
    const page = await context.newPage()
    await openApp(page, '', address)
    pages.push(page)
    return page
  }

  const stage: Stage = {
    pages,
    openTab,
    lose: (page) => void pages.splice(pages.indexOf(page), 1),
    async killBrowser() {
      pages.length = 0
      await browser.kill()
      context = await browser.start()
    },
    async begin({ countOnly = false } = {}) {
      if (pages.length === 0) await openTab()
      if (job.id) await first().evaluate((id) => globalThis.motifscope.jobs.delete(id), job.id)
      job = { id: await startLong(first(), hostId, { countOnly }, stageMotif), countOnly }
      await waitForMatches(first(), job.id, firstMatches)
    },
    look: () => jobInfo(pages.at(-1) ?? first(), job.id),
    async carryOn() {
      if (pages.length === 0) await openTab()
      await first().evaluate(async (id) => {
        const { jobs, ready } = globalThis.motifscope
        await ready
        if ((await jobs.get(id)).state === 'paused') await jobs.resume(id)
      }, job.id)
    },
    async answer() {
      let timer: ReturnType<typeof setTimeout> | undefined
      const stall = new Promise<never>((_, reject) => {
        timer = setTimeout(
          () => stage.look().then((seen) => reject(new Error(`No end: ${JSON.stringify(seen)}`)), reject),
          stallMs,
        )
      })
      const { count } = await Promise.race([waitForState(first(), job.id, 'done'), stall])
      clearTimeout(timer)
      return job.countOnly ? { count } : { count, rows: await rowsOf(first(), job.id) }
    },
    close: () => browser.remove(),
  }

  try {
    hostId = await openStageHost(await openTab())
    return stage
  } catch (thrown) {
    await stage.close()
    throw thrown
  }
}
