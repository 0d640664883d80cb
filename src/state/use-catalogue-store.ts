/** The catalogues of public connectomes: the page's own and the user's. Nothing is fetched before somebody asks for it;
 *  what was opened is a stored host graph, and is there offline. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { errorDataFrom } from '../model/errors'
import type { HostInfo } from '../model/host-graph'
import type { OpenHostOptions } from '../scripting/api'
import type { Catalogue } from '../scripting/host-types'
import { publicNeuroglancer } from '../scripting/neuroglancer'
import type { ListedEntry } from './catalogue-list'
import { readHostLayers, saveHostLayers } from './host-layers'
import { useMotifscope } from './motifscope'
import { readSavedText, saveText } from './saved-text'
import { useHostsStore } from './use-hosts-store'
import { useNoticesStore } from './use-notices-store'

/** A catalogue of the user's, from an address or a file, as it was read last. */
export interface OwnCatalogue {
  name: string
  address?: string
  text: string
}

export interface LoadedCatalogue {
  /** Empty: the page's own. */
  key: string
  catalogue: Catalogue
}

function readOwn(): OwnCatalogue[] {
  try {
    const kept = JSON.parse(readSavedText('catalogues') ?? '[]') as unknown
    if (!Array.isArray(kept)) return []
    return kept.filter(
      (one: Partial<OwnCatalogue> | null): one is OwnCatalogue =>
        typeof one?.name === 'string' && typeof one.text === 'string',
    )
  } catch {
    return []
  }
}

/** A catalogue as it can be read again. */
const textOf = (catalogue: Catalogue | undefined): string =>
  JSON.stringify({
    name: catalogue?.name,
    entries: catalogue?.entries.map(({ more, ...entry }) => ({ ...entry, ...more })),
  })

export const useCatalogueStore = defineStore('catalogue', () => {
  const hosts = useHostsStore()
  const notices = useNoticesStore()
  const isOpen = ref(false)
  const own = shallowRef(readOwn())
  const loaded = shallowRef<LoadedCatalogue[]>([])
  const loading = ref<string | null>(null)
  const failure = shallowRef<{ key: string; message: string; hint?: string } | null>(null)

  const entries = computed((): ListedEntry[] =>
    loaded.value.flatMap(({ key, catalogue }) =>
      catalogue.entries.map((entry) => ({ ...entry, key: `${key} ${entry.id}`, catalogue: catalogue.name })),
    ),
  )
  const problems = computed(() => loaded.value.flatMap(({ catalogue }) => catalogue.problems))
  const isLoaded = (key: string) => loaded.value.some((one) => one.key === key)

  async function load(key: string, source?: File | string): Promise<boolean> {
    if (loading.value !== null) return false
    loading.value = key
    failure.value = null
    try {
      const catalogue = await useMotifscope().hosts.catalogue(source)
      loaded.value = [...loaded.value.filter((one) => one.key !== key), { key, catalogue }]
      return true
    } catch (thrown) {
      failure.value = { key, ...errorDataFrom(thrown) }
      return false
    } finally {
      loading.value = null
    }
  }

  /** The page's own and, as they were read last, the user's; each once. */
  async function loadKept(): Promise<void> {
    for (const { name, text } of own.value) if (!isLoaded(name)) await load(name, new File([text], name))
    if (!isLoaded('')) await load('')
  }

  /** Adds a catalogue of the user's, or reads it anew, once it could be read. */
  async function add(source: File | string): Promise<boolean> {
    const name = typeof source === 'string' ? source : source.name
    if (!(await load(name, source))) return false
    const text = textOf(loaded.value.find(({ key }) => key === name)?.catalogue)
    const kept = typeof source === 'string' ? { name, address: source, text } : { name, text }
    keep([...own.value.filter((one) => one.name !== name), kept])
    return true
  }

  function remove(name: string): void {
    loaded.value = loaded.value.filter(({ key }) => key !== name)
    keep(own.value.filter((one) => one.name !== name))
  }

  function keep(next: OwnCatalogue[]): void {
    own.value = next
    if (!saveText('catalogues', JSON.stringify(next)))
      notices.show({ kind: 'info', message: 'The browser did not keep the list of catalogues; it lasts until the page is closed.' }) // prettier-ignore
  }

  /** The stored host graph that came of an entry. */
  const storedFrom = ({ url }: Pick<ListedEntry, 'url'>): HostInfo | undefined =>
    url === null ? undefined : hosts.hosts.find(({ uri }) => uri === new URL(url).href)

  /** Opens an entry, or shows the host graph that came of it before. */
  async function open(entry: ListedEntry): Promise<HostInfo | null> {
    const stored = storedFrom(entry)
    if (stored) hosts.currentId = stored.id
    if (stored || entry.url === null) return stored ?? null
    const host = await hosts.open(entry.url, { name: entry.name, ...(entry.open satisfies OpenHostOptions) })
    if (host) await keepLayers(host, entry)
    return host
  }

  async function keepLayers(host: HostInfo, { segmentation }: ListedEntry): Promise<void> {
    if (segmentation.length === 0) return
    try {
      if (await readHostLayers(host.id)) return
      const layers = segmentation.map(({ name, source, type = 'segmentation' }) => ({ name, source, type }))
      await saveHostLayers(host.id, { neuroglancer: publicNeuroglancer, layers }, null, '')
    } catch (thrown) {
      notices.showError(thrown, 'The layers of the catalogue could not be kept')
    }
  }

  return { isOpen, own, entries, problems, loading, failure, loadKept, add, remove, storedFrom, open } // prettier-ignore
})
