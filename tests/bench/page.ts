/** The built app in a real browser, for benchmarks: opened once, driven through the scripting API. */
import { chromium } from 'playwright'
import type { Browser, BrowserContext, JSHandle, Page } from 'playwright'
import { preview } from 'vite'
import { browserLaunchOptions } from '../tools/find-browser'
import type { Motifscope } from '../../src/scripting/api'

declare global {
  var motifscope: Motifscope
}

export interface OpenedHost {
  id: string
  nodeCount: number
  edgeCount: number
  openMs: number
}

/** What a search took, in milliseconds: its parts as the result tells them, and the whole as the caller sees it. */
export interface SearchTimes {
  jobId: string
  /** Decimal digits. */
  count: string
  /** In the kernel, of all workers. */
  kernelMs: number
  searchMs: number
  planMs: number
  totalMs: number
  wallMs: number
}

export interface BenchPage {
  page: Page
  address: string
  /** Opens a table of edges, with a table of nodes if there is one. */
  open(file: string, options?: object, nodesFile?: string): Promise<OpenedHost>
  /** Searches anew, keeping rows unless `countOnly`. Undefined when it was stopped after `stopMs`. */
  search(hostId: string, motif: string, options: object, stopMs?: number): Promise<SearchTimes | undefined>
  count(
    hostId: string,
    motif: string,
    options?: object,
  ): Promise<{ count: number; searchMs: number; totalMs: number }>
  /** Another browser profile: nothing is stored there, and its tabs do not help with the searches of this one. */
  openProfile(): Promise<BrowserContext>
  close(): Promise<void>
}

/** A File in the page. A file input takes files of any size; evaluate() would have to carry them as text. */
export async function fileInPage(page: Page, file: string): Promise<JSHandle> {
  const handle = await page.evaluateHandle(() => {
    const input = document.createElement('input')
    input.type = 'file'
    return input
  })
  await handle.asElement()?.setInputFiles(file)
  return handle
}

export async function openHost(
  page: Page,
  file: string,
  options: object,
  nodesFile: string | undefined,
): Promise<OpenedHost> {
  const handle = await fileInPage(page, file)
  const nodesHandle = nodesFile === undefined ? null : await fileInPage(page, nodesFile)
  return page.evaluate(
    async ({ handle, nodesHandle, options }) => {
      const chosen = (handle as HTMLInputElement).files?.[0]
      const nodes = (nodesHandle as HTMLInputElement | null)?.files?.[0]
      if (!chosen) throw new Error('no file')
      const begin = performance.now()
      const host = await globalThis.motifscope.hosts.open(chosen, { ...options, ...(nodes ? { nodes } : {}) })
      const { id, nodeCount, edgeCount } = host
      return { id, nodeCount, edgeCount, openMs: performance.now() - begin }
    },
    { handle, nodesHandle, options },
  )
}

function searchInPage(
  page: Page,
  question: { hostId: string; motif: string; options: object; stopMs: number },
): Promise<SearchTimes | undefined> {
  return page.evaluate(async ({ hostId, motif, options, stopMs }) => {
    const signal = AbortSignal.timeout(stopMs)
    const begin = performance.now()
    try {
      const all = { recompute: true, signal, ...options }
      const { jobId, count, timings } = await globalThis.motifscope.search(hostId, motif, all)
      const { searchMs, planMs, totalMs, kernelMs = NaN } = timings
      const wallMs = performance.now() - begin
      return { jobId, count: String(count), kernelMs, searchMs, planMs, totalMs, wallMs }
    } catch (thrown) {
      if (signal.aborted) return undefined
      throw thrown
    }
  }, question)
}

export async function openTab(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(address)
  await page.evaluate(() => globalThis.motifscope.ready)
  return page
}

/** Five minutes: what is slower is not waited for. */
export const defaultStopMs = 300_000

/** Serves the built app and opens it.
 *  @param dist the folder of another build than the project's own
 *  @param profile a folder for what the page stores: without it the browser keeps that in memory, as in a private
 *  window */
export async function openBenchPage(dist?: string, profile?: string): Promise<BenchPage> {
  const build = dist === undefined ? {} : { outDir: dist }
  const server = await preview({ preview: { port: 0 }, build, logLevel: 'error' })
  const address = server.resolvedUrls?.local[0]
  if (!address) throw new Error('The preview server gave no address.')
  const viewport = { width: 1280, height: 900 }
  const kept = profile
    ? await chromium.launchPersistentContext(profile, { ...browserLaunchOptions(), viewport })
    : null
  const browser: Browser = kept?.browser() ?? (await chromium.launch(browserLaunchOptions()))
  const openProfile = () => browser.newContext({ viewport })
  const page = await openTab(kept ?? (await openProfile()), address)
  const search: BenchPage['search'] = (hostId, motif, options, stopMs = defaultStopMs) =>
    searchInPage(page, { hostId, motif, options, stopMs })
  return {
    page,
    address,
    open: (file, options = {}, nodesFile) => openHost(page, file, options, nodesFile),
    search,
    async count(hostId, motif, options = {}) {
      const found = await search(hostId, motif, { countOnly: true, ...options })
      if (!found) throw new Error('The search took longer than five minutes.')
      return { count: Number(found.count), searchMs: found.searchMs, totalMs: found.totalMs }
    },
    openProfile,
    async close() {
      await kept?.close()
      await browser.close()
      await server.close()
    },
  }
}
