/** The page of the backends, built as the app is and served under its policy, and a real browser to open it in. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import type { Browser, Page } from 'playwright'
import { build } from 'vite'
import { pageHeaders } from '../../../workers/page-headers'
import { browserLaunchOptions } from '../../tools/find-browser'
import { serveDist } from '../../tools/serve-dist'
import type { DistServer } from '../../tools/serve-dist'

export interface ServedPage {
  /** One for each origin under which the same page is served. */
  sites: DistServer[]
  /** What pages threw or wrote into their console as an error. */
  problems: string[]
  /** The page of a site, ready. */
  open(site: DistServer | undefined): Promise<Page>
  stop(): Promise<void>
}

/** @param isTrusting takes certificates of which the system knows nothing */
export async function servePage({ origins = 1, isTrusting = false } = {}): Promise<ServedPage> {
  const folder = await mkdtemp(join(tmpdir(), 'motifscope-page-'))
  await build({
    configFile: false,
    root: fileURLToPath(new URL('./', import.meta.url)),
    base: './',
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  })
  const sites = await Promise.all(
    Array.from({ length: origins }, () => serveDist({ folder, headers: pageHeaders })),
  )
  const browser: Browser = await chromium.launch(browserLaunchOptions())
  const context = await browser.newContext({ ignoreHTTPSErrors: isTrusting })
  const problems: string[] = []
  return {
    sites,
    problems,
    async open(site) {
      if (!site) throw new Error('There is no such site.')
      const page = await context.newPage()
      page.on('pageerror', (error) => problems.push(String(error)))
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
      await page.goto(site.url)
      await page.waitForFunction('window.openDynamoDB !== undefined')
      return page
    },
    async stop() {
      await browser.close()
      await Promise.all(sites.map((site) => site.stop()))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
