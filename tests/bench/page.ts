/** The built app in a real browser, for benchmarks: opened once, driven through the scripting API. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { chromium } from 'playwright'
import type { Browser, Page } from 'playwright'
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

export interface BenchPage {
  page: Page
  open(file: string, options?: object): Promise<OpenedHost>
  count(
    hostId: string,
    motif: string,
    options?: object,
  ): Promise<{ count: number; searchMs: number; totalMs: number }>
  close(): Promise<void>
}

export async function openBenchPage(): Promise<BenchPage> {
  const server = await preview({ preview: { port: 0 }, logLevel: 'error' })
  const address = server.resolvedUrls?.local[0]
  if (!address) throw new Error('The preview server gave no address.')
  const browser: Browser = await chromium.launch(browserLaunchOptions())
  const page = await browser.newPage()
  await page.goto(address)
  await page.evaluate(() => globalThis.motifscope.ready)
  return {
    page,
    async open(file, options = {}) {
      // A file input takes files of any size; evaluate() would have to carry them as text.
      const handle = await page.evaluateHandle(() => {
        const input = document.createElement('input')
        input.type = 'file'
        return input
      })
      await handle.asElement()?.setInputFiles(file)
      return page.evaluate(
        async ({ handle, options }) => {
          const chosen = (handle as HTMLInputElement).files?.[0]
          if (!chosen) throw new Error('no file')
          const begin = performance.now()
          const host = await globalThis.motifscope.hosts.open(chosen, options)
          return {
            id: host.id,
            nodeCount: host.nodeCount,
            edgeCount: host.edgeCount,
            openMs: performance.now() - begin,
          }
        },
        { handle, options },
      )
    },
    count: (hostId, motif, options = {}) =>
      page.evaluate(
        async ({ hostId, motif, options }) => {
          const all = { countOnly: true, recompute: true, ...options }
          const found = await globalThis.motifscope.search(hostId, motif, all)
          return {
            count: Number(found.count),
            searchMs: found.timings.searchMs,
            totalMs: found.timings.totalMs,
          }
        },
        { hostId, motif, options },
      ),
    async close() {
      await browser.close()
      await server.close()
    },
  }
}

/** Required edges of a GraphML file as numbered pairs, for the native reference: loops and parallels dropped. */
export function pairsOfGraphml(file: string): { nodeCount: number; pairs: [number, number][]; name: string } {
  const text = readFileSync(file, 'utf8')
  const indexOf = new Map<string, number>()
  for (const [, id] of text.matchAll(/<node id="([^"]*)"/g)) indexOf.set(id ?? '', indexOf.size)
  const seen = new Map<string, [number, number]>()
  for (const [, source, target] of text.matchAll(/<edge source="([^"]*)" target="([^"]*)"/g)) {
    const pair: [number, number] = [indexOf.get(source ?? '') ?? -1, indexOf.get(target ?? '') ?? -1]
    if (pair[0] !== pair[1]) seen.set(pair.join(), pair)
  }
  return { nodeCount: indexOf.size, pairs: [...seen.values()], name: basename(file, '.graphml') }
}
