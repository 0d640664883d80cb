/** Where the host graph of the result on screen is shown elsewhere: its link templates, and whether it has layers for
 *  Neuroglancer. Read from the documents about it, nothing else. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { deepLinks } from '../scripting/deep-links'
import type { DeepLink, LinkedNode, LinkTemplate, ShownNodes } from '../scripting/links-types'
import { useMotifscope } from './motifscope'
import { useHostsStore } from './use-hosts-store'
import { useNoticesStore } from './use-notices-store'
import { useSearchStore } from './use-search-store'

export const useLinksStore = defineStore('links', () => {
  const hosts = useHostsStore()
  const notices = useNoticesStore()
  const search = useSearchStore()
  const templates = shallowRef<LinkTemplate[]>([])
  const hasLayers = ref(false)
  const isEditing = ref(false)
  /** The host graph that was searched; before there is a result, the one that will be. */
  const hostId = computed(() => search.job?.hostId ?? hosts.currentId)

  function forget(): void {
    templates.value = []
    hasLayers.value = false
  }

  /** Reads them anew: documents change in other rooms and tabs too. */
  async function load(): Promise<void> {
    const id = hostId.value
    if (id === null || !hosts.hosts.some((host) => host.id === id)) return
    try {
      const { links } = useMotifscope()
      const [kept, address] = [await links.templates(id), await links.neuroglancer(id, [])]
      if (id !== hostId.value) return
      templates.value = kept
      hasLayers.value = address !== null
    } catch (thrown) {
      notices.showError(thrown, 'The links of the host graph could not be read')
    }
  }

  /** The links of some nodes by the templates. */
  const linksOf = (nodes: readonly LinkedNode[]): DeepLink[] => deepLinks(templates.value, nodes)

  /** The address that shows them in Neuroglancer; null where there is nothing to show them on. */
  async function neuroglancer(groups: readonly ShownNodes[]): Promise<string | null> {
    const id = hostId.value
    if (id === null || !hasLayers.value) return null
    return useMotifscope().links.neuroglancer(id, groups)
  }

  /** Rejects as `links.setTemplates`. */
  async function save(wanted: readonly LinkTemplate[]): Promise<void> {
    if (hostId.value === null) return
    await useMotifscope().links.setTemplates(hostId.value, wanted)
    await load()
  }

  watch(
    () => [hostId.value, hosts.hosts],
    () => {
      forget()
      void load()
    },
    { immediate: true },
  )

  return { hostId, templates, hasLayers, isEditing, linksOf, neuroglancer, save, load }
})
