/** The built files in the browser's cache: which are there, fetching the missing ones, finding one, dropping old ones.
 *  Knows nothing of service worker events. A file is stored once per revision, under the page's headers. */
import { withPageHeaders } from './page-headers'

/** One built file. `url` is relative to the page; `revision` is null when the name itself holds a hash.
 *  `isLater`: too large to hold up the installation, fetched once the page is idle. */
export interface OfflineFile {
  url: string
  revision: string | null
  isLater?: boolean
}

export interface OfflineFiles {
  /** Fetches and stores the files that are not stored yet.
   *  @throws when one cannot be had or stored, after the others have been. */
  addMissing(files: OfflineFile[]): Promise<void>
  /** The stored answer to a request, if there is one. A page of an older version still finds its own files. */
  find(request: Request): Promise<Response | undefined>
  /** Answers from the network, and stores the answer when it is a built file whose name holds its hash. */
  fetchAndStore(request: Request): Promise<Response>
  /** Drops what belongs to other versions. */
  removeOthers(): Promise<void>
}

const cacheName = 'motifscope-files'
/** The files are the same for every request: a server's `Vary` says nothing here. */
const matching = { ignoreVary: true }

function cacheKeyOf(file: OfflineFile, scope: string): string {
  const url = new URL(file.url, scope)
  if (file.revision !== null) url.searchParams.set('revision', file.revision)
  return url.href
}

function wholeOf(response: Response): Response {
  if (response.status !== 200) throw new Error(`${response.url} answered ${response.status}`)
  return response
}

/** The built files of one version below one scope (the address of the page's folder). */
export function openOfflineFiles(
  files: OfflineFile[],
  scope: string,
  storage: CacheStorage = globalThis.caches,
): OfflineFiles {
  const keys = new Map(files.map((file) => [new URL(file.url, scope).href, cacheKeyOf(file, scope)]))
  const pending = new Map<string, Promise<void>>()
  const openCache = () => storage.open(cacheName)

  function addressOf(request: Request): string {
    const url = new URL(request.url)
    url.hash = ''
    if (request.mode !== 'navigate') return url.href
    url.search = ''
    return url.href === scope ? new URL('index.html', scope).href : url.href
  }

  function storeOnce(key: string, makeResponse: () => Promise<Response>): Promise<void> {
    const started = pending.get(key)
    if (started) return started
    const stored = (async () => {
      const response = await makeResponse()
      await (await openCache()).put(key, withPageHeaders(response))
    })().finally(() => pending.delete(key))
    pending.set(key, stored)
    return stored
  }

  async function addFile(file: OfflineFile): Promise<void> {
    const key = cacheKeyOf(file, scope)
    if (await (await openCache()).match(key, matching)) return
    await storeOnce(key, async () => {
      // A name without a hash may be stale in the HTTP cache: ask the server whether it is.
      const response = await fetch(new URL(file.url, scope), {
        cache: file.revision === null ? 'default' : 'no-cache',
      })
      return wholeOf(response)
    })
  }

  return {
    async addMissing(wanted) {
      const outcomes = await Promise.allSettled(wanted.map(addFile))
      const failed = outcomes.find((outcome) => outcome.status === 'rejected')
      if (failed) throw failed.reason
    },
    async find(request) {
      if (request.headers.has('Range')) return undefined
      const address = addressOf(request)
      return (await openCache()).match(keys.get(address) ?? address, matching)
    },
    async fetchAndStore(request) {
      const address = addressOf(request)
      // Only a name that holds a hash says which version came: others are stored by `addMissing` alone.
      if (keys.get(address) !== address || request.headers.has('Range'))
        return withPageHeaders(await fetch(request))
      const isComing = pending.get(address)
      if (isComing) {
        await isComing.catch(() => undefined)
        const stored = await this.find(request)
        if (stored) return stored
      }
      const answer = fetch(request).then((response) => ({ response, copy: response.clone() }))
      storeOnce(address, async () => wholeOf((await answer).copy))
        // A full disk must not take the page down: the file still comes, and offline waits for another try.
        .catch(() => undefined)
      return withPageHeaders((await answer).response)
    },
    async removeOthers() {
      const cache = await openCache()
      const wanted = new Set(keys.values())
      const stored = await cache.keys()
      await Promise.all(stored.filter(({ url }) => !wanted.has(url)).map((request) => cache.delete(request)))
    },
  }
}
