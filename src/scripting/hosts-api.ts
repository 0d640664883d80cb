/** `motifscope.hosts`: opening, asking and forgetting host graphs. */
import { exampleHosts } from '../hosts/examples'
import type { HostLibrary } from '../hosts/host-library'
import { importHost } from '../hosts/open-host'
import type { HostInfo, HostRecord } from '../model/host-graph'
import type { HostsApi } from './api'

function infoFrom(record: HostRecord): HostInfo {
  const { id, name, uri, provider, directed, multigraph, nodeCount, edgeCount, warnings } = record
  const { nodeAttributes, edgeAttributes } = record
  return {
    id,
    name,
    uri,
    provider,
    directed,
    multigraph,
    nodeCount,
    edgeCount,
    nodeAttributes,
    edgeAttributes,
    warnings,
  }
}

export function createHostsApi(library: HostLibrary): HostsApi {
  return {
    list: async () => (await library.list()).map(infoFrom),
    get: async (id) => infoFrom(await library.get(id)),
    async open(input, options = {}) {
      const { imported, name, uri } = await importHost(input, options)
      return infoFrom(await library.keep(imported, { name, uri }))
    },
    async pairFiles(files) {
      const { pairByHeaders } = await import('../hosts/pair-files')
      return pairByHeaders(files)
    },
    close: library.close,
    statistics: library.statistics,
    async sql(id, query, options = {}) {
      await library.get(id)
      const { connection, host } = await library.tables(id)
      const { queryHost } = await import('../tables/host-query')
      return queryHost(connection, host, query, options)
    },
    async subgraph(id, nodeIds) {
      const { connection, host } = await library.tables(id)
      const { subgraphOfNodes } = await import('../tables/subgraph')
      return subgraphOfNodes(connection, host, nodeIds)
    },
    async attributeValues(id, of, attribute, { limit = 20 } = {}) {
      await library.get(id)
      const { connection, host } = await library.tables(id, of === 'nodes' ? 'nodes' : 'all')
      const { edgeTableOf, nodeTableOf } = await import('../tables/attribute-table')
      const { frequentValues } = await import('../tables/attribute-values')
      const table = of === 'nodes' ? nodeTableOf(connection, host) : edgeTableOf(connection, host)
      return frequentValues(table, attribute, limit)
    },
    async export(id, format) {
      await library.get(id)
      const { connection, host } = await library.tables(id)
      const { exportHost } = await import('./export-host')
      return exportHost(connection, host, format)
    },
    examples: () => exampleHosts,
  }
}
