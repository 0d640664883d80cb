/** The page's side of the service worker: registers it, reloads once to become cross-origin isolated where the host
 *  sends no headers, says when everything is stored for offline use and when a new version waits.
 *  Never reloads a page that has started its work. Only a production build registers anything. */
import { messageSW, Workbox } from 'workbox-window'

/** `loading`: the page needs the network still; `ready`: everything is stored, the largest module too. */
export type OfflineState = 'unsupported' | 'loading' | 'ready'

/** How long the first visit may wait for the service worker before the page starts without isolation. */
const isolationPatienceMs = 8_000
/** After this the service worker has been stopped or has stalled, and is asked again. */
const answerPatienceMs = 10 * 60_000
const retryMs = 60_000
const updateCheckMs = 60 * 60_000
/** How long the new version may take to take the page over before the page is reloaded all the same. */
const takeOverPatienceMs = 4_000
const reloadPauseMs = 30_000
const reloadedKey = 'motifscope:reloaded-to-isolate'
const isolatedKey = 'motifscope:isolated-by-reload'

let state: OfflineState = 'loading'
let isUpdateReady = false
let isApplying = false
let reloadPage: () => void = () => undefined
let registration: ServiceWorkerRegistration | undefined
const stateWatchers = new Set<(state: OfflineState) => void>()
const updateWatchers = new Set<() => void>()

/** Calls back at once with the present state and then with each change; returns the unsubscribe function. */
export function watchOffline(callback: (state: OfflineState) => void): () => void {
  stateWatchers.add(callback)
  callback(state)
  return () => stateWatchers.delete(callback)
}

/** Calls back when a new version waits (at once if it does already); returns the unsubscribe function. */
export function onUpdateReady(callback: () => void): () => void {
  updateWatchers.add(callback)
  if (isUpdateReady) callback()
  return () => updateWatchers.delete(callback)
}

/** Takes the new version in and reloads the page: to be called when the user says so. The old one may be busy for
 *  minutes and keeps the new one waiting for as long; it is left with the page. */
export function applyUpdate(): void {
  isApplying = true
  if (registration?.waiting) void messageSW(registration.waiting, { type: 'SKIP_WAITING' })
  setTimeout(reloadPage, registration?.waiting ? takeOverPatienceMs : 0)
}

/** Registers the service worker. To be called once, before the app starts.
 *  Resolves to true when the page is being reloaded to become isolated: then the app must not start. */
export async function startOffline({ reload }: { reload: () => void }): Promise<boolean> {
  reloadPage = reload
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) {
    setState('unsupported')
    return false
  }
  const workbox = new Workbox('service-worker.js')
  workbox.addEventListener('waiting', announceUpdate)
  workbox.addEventListener('controlling', ({ isExternal, isUpdate }) => {
    if (isApplying) reload()
    else if (isExternal || isUpdate) announceUpdate()
  })
  const wantsReload = mayReloadToIsolate()
  const active = register(workbox, wantsReload)
  if (wantsReload) {
    const isActive = await Promise.race([active, wait(isolationPatienceMs).then(() => false)])
    if (isActive && rememberReload()) {
      reload()
      return true
    }
  }
  void active.then((isActive) => {
    if (isActive) whenIdle(() => void completeFiles())
  })
  return false
}

/** Resolves to whether a service worker is active at last. */
async function register(workbox: Workbox, immediate: boolean): Promise<boolean> {
  try {
    registration = await workbox.register({ immediate })
    await navigator.serviceWorker.ready
  } catch {
    setState('unsupported')
    return false
  }
  let checkedAt = performance.now()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || performance.now() - checkedAt < updateCheckMs) return
    checkedAt = performance.now()
    workbox.update().catch(() => undefined)
  })
  return true
}

/** Has the service worker store the large files, and tries again until it could. */
async function completeFiles(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready
  const asked = active
    ? messageSW(active, { type: 'COMPLETE_FILES' })
    : Promise.resolve({ error: 'inactive' })
  const { error } = (await Promise.race([
    asked,
    wait(answerPatienceMs).then(() => ({ error: 'silent' })),
  ])) as {
    error?: string
  }
  if (error === undefined) return setState('ready')
  if (error === 'QuotaExceededError') return setState('unsupported')
  const online = new Promise((resolve) => addEventListener('online', resolve, { once: true }))
  await Promise.race([online, wait(retryMs)])
  await completeFiles()
}

/** A frame cannot become isolated by itself. Where no reload ever isolated the page there is one reload in a tab's
 *  life; where one did, a hard reload (it passes the service worker by) is mended too, after a pause: never a loop. */
function mayReloadToIsolate(): boolean {
  try {
    if (globalThis.crossOriginIsolated) {
      if (sessionStorage.getItem(reloadedKey) !== null) localStorage.setItem(isolatedKey, '1')
      return false
    }
    if (window.top !== window) return false
    const reloadedAt = sessionStorage.getItem(reloadedKey)
    if (reloadedAt === null) return true
    return localStorage.getItem(isolatedKey) !== null && Date.now() - Number(reloadedAt) > reloadPauseMs
  } catch {
    // Without storage a loop could not be ruled out.
    return false
  }
}

function rememberReload(): boolean {
  try {
    sessionStorage.setItem(reloadedKey, String(Date.now()))
    return true
  } catch {
    return false
  }
}

function setState(next: OfflineState): void {
  if (next === state) return
  state = next
  for (const callback of stateWatchers) callback(next)
}

function announceUpdate(): void {
  if (isUpdateReady) return
  isUpdateReady = true
  for (const callback of updateWatchers) callback()
}

function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 5_000 })
  else setTimeout(work, 2_000)
}

function wait(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs))
}
