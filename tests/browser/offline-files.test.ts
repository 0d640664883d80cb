/** The service worker's store, on the browser's real cache: what is fetched, found and dropped. */
import { beforeEach, expect, test } from 'vitest'
import { openOfflineFiles } from '../../workers/offline-files'
import type { OfflineFile } from '../../workers/offline-files'

const scope = new URL('/', document.baseURI).href
const icon: OfflineFile = { url: 'icons/icon.svg', revision: null }
const robots: OfflineFile = { url: 'robots.txt', revision: 'first' }
const request = (name: string, init?: RequestInit) => new Request(new URL(name, scope), init)

/** The stored names, sorted, with their revision. */
async function storedNames(): Promise<string[]> {
  const cache = await caches.open('motifscope-files')
  return (await cache.keys()).map(({ url }) => url.slice(scope.length)).sort()
}

beforeEach(async () => void (await caches.delete('motifscope-files')))

test('stores what is missing, once per revision, and finds it under its plain address', async () => {
  const files = openOfflineFiles([icon, robots], scope)
  expect(await files.find(request('robots.txt'))).toBeUndefined()
  await files.addMissing([icon, robots])
  expect(await storedNames()).toEqual(['icons/icon.svg', 'robots.txt?revision=first'])
  const found = await files.find(request('robots.txt'))
  expect(await found?.text()).toContain('User-agent')
  expect(found?.headers.get('Cross-Origin-Embedder-Policy')).toBe('credentialless')
  expect(found?.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
})

test('a new version keeps the old files until they are removed, and never serves an old revision', async () => {
  await openOfflineFiles([icon, robots], scope).addMissing([icon, robots])
  const later = openOfflineFiles([{ ...robots, revision: 'second' }], scope)
  expect(await later.find(request('robots.txt'))).toBeUndefined()
  expect(await later.find(request('icons/icon.svg'))).toBeDefined()
  await later.addMissing([{ ...robots, revision: 'second' }])
  await later.removeOthers()
  expect(await storedNames()).toEqual(['robots.txt?revision=second'])
})

test('a file that cannot be had is an error, and what came before it stays', async () => {
  const files = openOfflineFiles([icon, robots], scope)
  await files.addMissing([icon])
  // A port nobody listens on: the vitest server would answer an unknown name with a page.
  const unreachable = { url: 'http://127.0.0.1:9/no-such-file.wasm', revision: null }
  await expect(files.addMissing([icon, unreachable, robots])).rejects.toThrow()
  expect(await storedNames()).toContain('icons/icon.svg')
})

test('a file fetched in passing is stored only when its name says its version', async () => {
  const files = openOfflineFiles([icon, robots], scope)
  for (const name of ['icons/icon.svg', 'robots.txt', 'icons/icon-192.png']) {
    expect((await files.fetchAndStore(request(name))).ok).toBe(true)
  }
  await expect.poll(storedNames).toEqual(['icons/icon.svg'])
})

test('a file asked for while it is being stored travels once', async () => {
  const files = openOfflineFiles([icon], scope)
  performance.clearResourceTimings()
  const answers = await Promise.all([
    files.addMissing([icon]).then(() => files.find(request('icons/icon.svg'))),
    files.fetchAndStore(request('icons/icon.svg')),
    files.fetchAndStore(request('icons/icon.svg')),
  ])
  for (const answer of answers) expect(await answer?.text()).toContain('<svg')
  const fetched = performance
    .getEntriesByType('resource')
    .filter(({ name }) => name.endsWith('/icons/icon.svg'))
  expect(fetched).toHaveLength(1)
})

test('a request for a part is left to the network', async () => {
  const files = openOfflineFiles([icon], scope)
  await files.addMissing([icon])
  expect(await files.find(request('icons/icon.svg', { headers: { Range: 'bytes=0-9' } }))).toBeUndefined()
})
