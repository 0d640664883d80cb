/** `motifscope.graph`: an open host behind the interface that every graph has, whatever it is kept in. */
import type { DialectGraph } from '../grand/dialect-graph'
import type { HostLibrary } from '../hosts/host-library'

export function createGraphs(
  library: Pick<HostLibrary, 'get' | 'tables' | 'searchable'>,
): (hostId: string) => Promise<DialectGraph> {
  return async (hostId) => {
    await library.get(hostId)
    const [{ connection, host }, { topology }] = await Promise.all([
      library.tables(hostId),
      library.searchable(hostId),
    ])
    const [{ HostBackend }, { cached }, { DialectGraph }] = await Promise.all([
      import('../grand/backends/host-backend'),
      import('../grand/cached-backend'),
      import('../grand/dialect-graph'),
    ])
    return new DialectGraph(cached(new HostBackend(connection, host, topology)))
  }
}
