/** Hosts made from hosts, as the page asks for them: with progress, a way to stop, and the result made current. */
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { describeDerivation } from '../model/derivation'
import type { Derivation } from '../model/derivation'
import type { HostInfo } from '../model/host-graph'
import type { DeriveOptions, HostFormat } from '../scripting/host-types'
import { useMotifscope } from './motifscope'
import { useHostsStore } from './use-hosts-store'
import { useNoticesStore } from './use-notices-store'

export const useDeriveStore = defineStore('derive', () => {
  const hosts = useHostsStore()
  const notices = useNoticesStore()

  /** A derivation that is to be looked at again, and perhaps done otherwise. */
  const wanted = shallowRef<{ hostId: string; derivation: Derivation } | null>(null)

  /** Asks for the dialog a host was made with, on the host it was made from. */
  function again({ origin }: HostInfo): void {
    if (origin) wanted.value = { hostId: origin.parentId, derivation: origin.derivation }
  }

  /** Makes a host and makes it current. Null: it failed or was stopped; the reason is shown. */
  async function derive(
    parent: HostInfo,
    derivation: Derivation,
    given: Pick<DeriveOptions, 'name' | 'table'> = {},
  ): Promise<HostInfo | null> {
    const { options, end } = hosts.track(`${parent.name} · ${describeDerivation(derivation)}`)
    try {
      const host = await useMotifscope().hosts.derive(parent.id, derivation, { ...given, ...options })
      await hosts.show(host.id)
      if (host.id === parent.id) say(`Nothing changed: ${parent.name} is like that already.`)
      else if (derivation.by !== 'without') say(`${host.name} is open. ${parent.name} stays as it is.`)
      return host
    } catch (thrown) {
      notices.showError(thrown, 'The host graph could not be made', '')
      return null
    } finally {
      end()
    }
  }

  const say = (message: string) => notices.show({ kind: 'info', message })

  /** The attributes that came with a join, taken away again: the host as it was before. */
  async function removeJoin(host: HostInfo): Promise<void> {
    const { origin } = host
    if (origin?.derivation.by !== 'join') return
    const { to } = origin.derivation
    const added = origin.added ?? []
    const back = await derive(host, {
      by: 'without',
      ...(to === 'nodes' ? { nodeAttributes: added } : { edgeAttributes: added }),
    })
    if (back && back.id !== host.id) await hosts.close(host.id)
  }

  /** A host as a file; null: it could not be written, and the reason is shown. */
  async function exported(host: HostInfo, format: HostFormat): Promise<Blob | null> {
    try {
      return await useMotifscope().hosts.export(host.id, format)
    } catch (thrown) {
      notices.showError(thrown, 'The host graph could not be written')
      return null
    }
  }

  return { wanted, again, derive, removeJoin, exported }
})
