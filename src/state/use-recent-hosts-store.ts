/** Which host graphs were searched last, the newest first; outlives a reload, and the host graph itself. */
import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { RecentHost } from './host-choices'
import { readSavedText, saveText } from './saved-text'
import { useHostsStore } from './use-hosts-store'

const mostKept = 12

/** What was kept; nothing where that cannot be read. */
function readRecent(): RecentHost[] {
  try {
    const kept = JSON.parse(readSavedText('recent-hosts') ?? '[]') as unknown
    if (!Array.isArray(kept)) return []
    return kept.filter((one: Partial<RecentHost> | null): one is RecentHost =>
      [one?.id, one?.name, one?.uri].every((text) => typeof text === 'string'),
    )
  } catch {
    return []
  }
}

export const useRecentHostsStore = defineStore('recentHosts', () => {
  const hosts = useHostsStore()
  const recent = shallowRef(readRecent())

  function keep(next: RecentHost[]): void {
    recent.value = next.slice(0, mostKept)
    saveText('recent-hosts', JSON.stringify(recent.value))
  }

  function forget(uri: string): void {
    keep(recent.value.filter((one) => one.uri !== uri))
  }

  watch(
    () => hosts.current,
    (host) => {
      if (!host || recent.value[0]?.id === host.id) return
      const { id, name, uri } = host
      keep([{ id, name, uri }, ...recent.value.filter((one) => one.id !== id && one.uri !== uri)])
    },
    { immediate: true },
  )

  return { recent, forget }
})
