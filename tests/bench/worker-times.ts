/** Processor time of the workers of a page, which a busy machine does not falsify. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Page } from 'playwright'

/** Processor milliseconds that each worker thread of a page has had, by thread. Empty but on Linux. */
export async function workerTimes(page: Page): Promise<Map<string, number>> {
  const times = new Map<string, number>()
  const session = await page.context().browser()?.newBrowserCDPSession()
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {}
  await session?.detach()
  for (const { id, type } of processInfo) {
    if (type !== 'renderer' || process.platform !== 'linux') continue
    for (const thread of readdirSync(`/proc/${id}/task`)) {
      const read = (name: string) => readFileSync(`/proc/${id}/task/${thread}/${name}`, 'utf8')
      if (!read('comm').startsWith('DedicatedWorker')) continue
      times.set(thread, Number(read('schedstat').split(' ')[0]) / 1e6)
    }
  }
  return times
}
