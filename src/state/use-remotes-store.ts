/** Remotes with which documents are shared, and how their synchronisation goes in this tab. Credentials pass through;
 *  none is kept here. */
import { defineStore } from 'pinia'
import { ref, shallowReactive, shallowRef } from 'vue'
import type { PushPreview, RemoteDraft, RemoteInfo, SyncDirection, SyncStatus } from '../scripting/moss-types'
import { errorDataFrom } from '../model/errors'
import { useMotifscope } from './motifscope'
import { useAnnotationsStore } from './use-annotations-store'
import { failureFrom, useMossStore } from './use-moss-store'
import type { MossFailure } from './use-moss-store'

export const useRemotesStore = defineStore('remotes', () => {
  const remotes = shallowRef<RemoteInfo[] | null>(null)
  const statuses = shallowReactive(new Map<string, SyncStatus>())
  const previews = shallowReactive(new Map<string, PushPreview>())
  const failures = shallowReactive(new Map<string, MossFailure>())
  /** Of adding and of listing. */
  const failure = shallowRef<MossFailure | null>(null)
  const isWatching = ref(false)
  const api = () => useMotifscope().moss.remotes

  async function load(): Promise<void> {
    if (!isWatching.value) {
      isWatching.value = true
      api().watch((id, status) => statuses.set(id, status))
    }
    try {
      const found = await api().list()
      for (const { id, status } of found) statuses.set(id, status)
      remotes.value = found
    } catch (thrown) {
      failure.value = failureFrom(thrown)
    }
  }

  async function add(draft: RemoteDraft): Promise<boolean> {
    failure.value = null
    try {
      await api().add(draft)
      await load()
      return true
    } catch (thrown) {
      failure.value = failureFrom(thrown)
      return false
    }
  }

  /** Does one thing with a remote and says beside it what went wrong. */
  async function change(id: string, work: () => Promise<unknown>): Promise<void> {
    failures.delete(id)
    try {
      await work()
    } catch (thrown) {
      if (errorDataFrom(thrown).code !== 'cancelled') failures.set(id, failureFrom(thrown))
    }
    await load()
  }

  const choose = (id: string, prefixes: string[]) =>
    change(id, async () => {
      previews.delete(id)
      await api().choose(id, prefixes)
    })
  const preview = (id: string) => change(id, async () => previews.set(id, await api().preview(id)))
  const unlock = (id: string, passphrase: string) => change(id, () => api().unlock(id, passphrase))
  const stop = (id: string) => change(id, () => api().stop(id))
  const remove = (id: string) => change(id, () => api().remove(id))
  const authenticate = (
    id: string,
    credentials: NonNullable<RemoteDraft['authenticator']>,
    passphrase: string,
  ) => change(id, () => api().authenticate(id, credentials, passphrase === '' ? {} : { passphrase }))

  async function sync(id: string, direction: SyncDirection, live: boolean): Promise<void> {
    await change(id, () => api().sync(id, { direction, live }))
    await Promise.all([useMossStore().refresh(), useAnnotationsStore().load()])
  }

  return {
    remotes,
    statuses,
    previews,
    failures,
    failure,
    load,
    add,
    choose,
    preview,
    unlock,
    stop,
    remove,
    authenticate,
    sync,
  }
})
