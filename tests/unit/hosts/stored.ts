/** An imported host as if it were stored, and hosts derived from it, for tests of derivations. */
import { concatenate } from '../../../src/hosts/formats/byte-stream'
import type { FilterAnswer } from '../../../src/hosts/choose-part'
import type { ImportedHost } from '../../../src/hosts/imported-host'
import { rebuildHost } from '../../../src/hosts/rebuild-host'
import type { StoredHost } from '../../../src/hosts/stored-host'
import type { Derivation } from '../../../src/model/derivation'
import { readHost, sourceOf } from './imported'
import type { ReadHost } from './imported'

export function storedFrom(host: ImportedHost): StoredHost {
  const { directed, nodeCount, edgeCount, nodeColumns, edgeColumns } = host
  return {
    directed,
    nodeCount,
    edgeCount,
    nodeColumns,
    edgeColumns,
    nodes: concatenate(host.nodes),
    edges: concatenate(host.edges),
    topology: new Blob([host.topology]),
  }
}

export async function derive(
  host: ImportedHost,
  derivation: Derivation,
  { table, answer = {} }: { table?: string | Uint8Array; answer?: FilterAnswer } = {},
): Promise<ReadHost> {
  const source = table === undefined ? null : sourceOf(table)
  return readHost(await rebuildHost(storedFrom(host), derivation, answer, source))
}
