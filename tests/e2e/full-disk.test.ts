import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { openLongHost, startLong, waitForMatches, waitForState } from './long-search'
import { openApp } from './open-app'

async function leaveRoom(page: Page, byteLength: number | null): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const origin = new URL(page.url()).origin
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin })
  const quotaSize = byteLength === null ? {} : { quotaSize: usage + byteLength }
  await session.send('Storage.overrideQuotaForOrigin', { origin, ...quotaSize })
  const after = await session.send('Storage.getUsageAndQuota', { origin })
  console.log('usage', usage, JSON.stringify(after.usageBreakdown?.filter((b) => b.usage > 0)), after.quota)
  void session
}
const chain = 'A -> B; B -> C; C -> D'

import { chromium } from 'playwright/test'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browserLaunchOptions } from '../tools/find-browser'
for (const persistent of [false, true])
for (const room of [1e6, 0]) 
test(`experiment ${persistent} ${room}`, async ({ context: given, baseURL }) => {
  const context = persistent ? await chromium.launchPersistentContext(await mkdtemp(join(tmpdir(), 'motifscope-exp-')), browserLaunchOptions()) : given
  const page = await context.newPage()
  page.on('console', (m) => console.log('PAGE', m.text()))
  await openApp(page, '', baseURL)
  const hostId = await openLongHost(page, { edgeCount: 20_000 })
  const id = await startLong(page, hostId, {}, chain)
  await waitForMatches(page, id, 500_000)
  await leaveRoom(page, room)
  const info = await waitForState(page, id, 'paused', 'done', 'failed').catch((e) => e)
  console.log(JSON.stringify(info).slice(0,600))
  console.log(await page.evaluate(() => navigator.storage.estimate()))
  const stored = await page.evaluate(async (id) => new Promise((res) => { const o = indexedDB.open('motifscope'); o.onsuccess = () => { const g = o.result.transaction('jobs').objectStore('jobs').get(id); g.onsuccess = () => res({ state: g.result.state, rowCount: g.result.rowCount, count: String(g.result.count), because: g.result.pausedBecause }) } }), id)
  console.log(JSON.stringify(stored))
  console.log('rows', await page.evaluate(async (id) => { const r = await globalThis.motifscope.jobs.result(id); return (await r.rows({offset: Math.max(0, r.count - 2e6), limit: 2 }).catch(e => e.code + e.cause)) }, id))
  if (info.state !== 'done') {
  console.log('resume', await page.evaluate((id) => globalThis.motifscope.jobs.resume(id, {countOnly: true}).catch(String), id))
  await page.waitForTimeout(3000)
  console.log('after', JSON.stringify(await page.evaluate(async (id) => { const j = await globalThis.motifscope.jobs.get(id); return {...j, count: String(j.count)} }, id)))
  }
  console.log('drop', await page.evaluate((id) => globalThis.motifscope.storage.dropRows(id).catch(String), id))
  if (persistent) await context.close()
})
