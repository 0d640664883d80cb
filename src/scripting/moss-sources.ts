/** What the documents of one tab stand on: the database, the moss worker, the hosts that are open, the network. */
import { MotifscopeError } from '../model/errors'
import type { HostLibrary } from '../hosts/host-library'
import { workerAuthenticator } from '../moss/moss-worker'
import { builtInPrefixes } from '../moss/prefixes'
import { openDocumentStore } from '../storage/documents'
import { getSetting, putSetting } from '../storage/settings'
import type { Engine } from './engine'
import type { MossSources } from './moss-api'
import { remoteSourcesOf } from './remote-sources'

const authorSetting = 'author'

export function mossSourcesOf({ database }: Pick<Engine, 'database'>, library: HostLibrary): MossSources {
  return {
    store: openDocumentStore(database),
    authenticator: workerAuthenticator,
    prefixes: builtInPrefixes,
    author: async () => {
      const author = await getSetting(await database(), authorSetting)
      return typeof author === 'string' ? author : undefined
    },
    setAuthor: async (author) => putSetting(await database(), authorSetting, author),
    isHostHere: (id) =>
      library.get(id).then(
        () => true,
        (thrown: unknown) => {
          if (thrown instanceof MotifscopeError && thrown.code === 'unknown-host') return false
          throw thrown
        },
      ),
    askNetwork,
    now: () => Date.now(),
    remotes: remoteSourcesOf(database),
  }
}

/** The status an address answers with. Neither cookies nor the page's address go with the question. */
async function askNetwork(url: string): Promise<number> {
  try {
    const init: RequestInit = { method: 'HEAD', credentials: 'omit', referrerPolicy: 'no-referrer' }
    return (await fetch(url, init)).status
  } catch (cause) {
    throw new MotifscopeError('unreachable', 'The server does not answer, or does not let this page ask.', {
      hint: 'Open the address in a tab of its own to see what is there.',
      cause,
    })
  }
}
