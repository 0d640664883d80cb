/** How a host graph is named in a link: by where it can be had, else by its id in this browser. Pure. */
import type { HostInfo } from '../model/host-graph'
import { isServerAddress } from '../model/remote-host'
import type { ReportedHost } from '../scripting/report-lines'

const shareable = /^(https?|example):\/\//

/** The address a link carries for this host. */
export const hostAddress = (host: Pick<HostInfo, 'id' | 'uri'>): string =>
  shareable.test(host.uri) || isServerAddress(host.uri) ? host.uri : `graph://${host.id}`

/** What reports tell of a host graph. */
export const hostFacts = ({ id, name, uri, nodeCount, edgeCount }: HostInfo): ReportedHost => ({
  id,
  name,
  uri,
  nodeCount,
  edgeCount,
})

/** Finds the open host a link means. */
export const hostAtAddress = (hosts: readonly HostInfo[], address: string): HostInfo | undefined =>
  hosts.find((host) => host.uri === address || `graph://${host.id}` === address)

const nodeTableName = /(^|[^a-z])(nodes?|neurons?|vertices|classification|annotations?|cells?)([^a-z]|$)/i

/** Which of the dropped files are graphs. Exactly two tables of which one is named for nodes belong together. */
export function pairDroppedFiles(files: readonly File[]): { graph: File; nodes?: File }[] {
  const [first, second] = files
  if (first && second && files.length === 2) {
    const areTables = files.every(({ name }) => /\.(csv|tsv|txt|parquet|arrow|feather)(\.gz)?$/i.test(name))
    const isFirstNodes = nodeTableName.test(first.name)
    if (areTables && isFirstNodes !== nodeTableName.test(second.name))
      return isFirstNodes ? [{ graph: second, nodes: first }] : [{ graph: first, nodes: second }]
  }
  return files.map((graph) => ({ graph }))
}
