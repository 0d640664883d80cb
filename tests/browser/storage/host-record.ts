/** A host record for tests; imported by workers too. */
import type { HostRecord } from '../../../src/model/host-graph'

export function hostRecord(id: string, rest: Partial<HostRecord> = {}): HostRecord {
  return {
    id,
    name: id,
    uri: `file://${id}`,
    provider: 'local',
    directed: true,
    multigraph: false,
    nodeCount: 2,
    edgeCount: 1,
    nodeAttributes: {},
    edgeAttributes: { weight: 'number' },
    warnings: [],
    nodeColumns: [],
    edgeColumns: [{ name: 'weight', type: 'number', storage: 'int64', column: 'a0' }],
    openedAt: 0,
    isClosed: false,
    byteLength: 0,
    ...rest,
  }
}
