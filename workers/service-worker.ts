/** The service worker: the page works offline, and is cross-origin isolated on a host that sends no headers.
 *  Serves stored files first. A new version waits until the page asks for it. Other origins are left alone. */
import { openOfflineFiles } from './offline-files'
import type { ServiceWorkerScope } from './service-worker-scope'

declare const self: ServiceWorkerScope

const builtFiles = self.__WB_MANIFEST
const scope = self.registration.scope
const files = openOfflineFiles(builtFiles, scope)

/** Stores the large files too. Old ones go only when no other tab may still need them. */
async function completeFiles(): Promise<{ error?: string }> {
  try {
    await files.addMissing(builtFiles)
    const pages = await self.clients.matchAll({ includeUncontrolled: true, type: 'window' })
    if (pages.length <= 1) await files.removeOthers()
    return {}
  } catch (error) {
    return { error: error instanceof Error ? error.name : String(error) }
  }
}

self.addEventListener('install', (event) => {
  event.waitUntil(files.addMissing(builtFiles.filter((file) => !file.isLater)))
})
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('message', (event) => {
  const { type } = (event.data ?? {}) as { type?: unknown }
  if (type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting())
  if (type === 'COMPLETE_FILES')
    event.waitUntil(completeFiles().then((answer) => event.ports[0]?.postMessage(answer)))
})
// A search's end, told where pages themselves may not tell it: back to the page.
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const pages = self.clients.matchAll({ includeUncontrolled: true, type: 'window' })
  event.waitUntil(pages.then(([page]) => page?.focus()))
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || new URL(request.url).origin !== new URL(scope).origin) return
  if (request.cache === 'only-if-cached' && request.mode !== 'same-origin') return
  event.respondWith(files.find(request).then((stored) => stored ?? files.fetchAndStore(request)))
})
