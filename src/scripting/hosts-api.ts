/** `motifscope.hosts`: opening, asking and forgetting host graphs. */
import { deriveHost } from '../hosts/derive-host'
import { exampleHosts } from '../hosts/examples'
import type { HostLibrary } from '../hosts/host-library'
import { tallyInWorker } from '../hosts/import-worker'
import { importHost, inputOf, previewHost } from '../hosts/open-host'
import type { HostInfo, HostRecord } from '../model/host-graph'
import type { HostsApi } from './api'

function infoFrom(record: HostRecord): HostInfo {
  const { id, name, uri, provider, directed, multigraph, nodeCount, edgeCount, warnings } = record
  const { nodeAttributes, edgeAttributes, origin, readAs } = record
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
    ...(origin ? { origin } : {}),
    ...(readAs ? { readAs } : {}),
  }
}

export function createHostsApi(library: HostLibrary): HostsApi {
  return {
    list: async () => (await library.list()).map(infoFrom),
    get: async (id) => infoFrom(await library.get(id)),
    async open(input, options = {}) {
      const { imported, ...given } = await importHost(input, options)
      return infoFrom(await library.keep(imported, given))
    },
    preview: previewHost,
    async derive(id, derivation, { table, ...options } = {}) {
      const input = table === undefined ? {} : { table: inputOf(table) }
      return infoFrom(await deriveHost(library, id, derivation, { ...options, ...input }))
    },
    async previewJoin(id, join, table, options = {}) {
      return tallyInWorker(await library.stored(id), join, inputOf(table), options)
    },
    async catalogue(source, options) {
      const { loadCatalogue } = await import('../hosts/load-catalogue')
      return loadCatalogue(source === undefined ? null : inputOf(source), options)
    },
    async exportLosses(id, format) {
      const { lossesOf } = await import('./export-host')
      return lossesOf(await library.get(id), format)
    },
    async pairFiles(files) {
      const { pairByHeaders } = await import('../hosts/pair-files')
      return pairByHeaders(files)
    },
    close: library.close,
    statistics: library.statistics,
    describe: (id, options) => library.describe(id, options),
    async summariseAttribute(id, of, attribute, { bins = 24, limit = 10, signal } = {}) {
      await library.get(id)
      const { connection, host } = await library.tables(id, of === 'nodes' ? 'nodes' : 'all')
      const { edgeTableOf, nodeTableOf } = await import('../tables/attribute-table')
      const { summariseAttribute } = await import('../tables/attribute-summary')
      const table = of === 'nodes' ? nodeTableOf(connection, host) : edgeTableOf(connection, host)
      return summariseAttribute(table, attribute, { bins, limit, ...(signal ? { signal } : {}) })
    },
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
