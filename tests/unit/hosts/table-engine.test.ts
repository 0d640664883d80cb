/** What an import writes is what the table engine takes: every storage type, with missing values. */
import { describe, expect, it } from 'vitest'
import { concatenate } from '../../../src/hosts/formats/byte-stream'
import { loadHostTables } from '../../../src/tables/host-tables'
import { queryHost } from '../../../src/tables/host-query'
import { openNodeDuckDb } from '../../tools/node-duckdb'
import { importText } from './imported'

const nodes = [
  '{"id": "A", "big": 720575940618973411, "size": 1.5, "type": "KC", "isLeft": true, "tags": ["a"], "xyz": [1, 2.5], "roi": {"CX": 1}}',
  '{"id": "B", "big": -1, "size": -2.5, "type": "", "isLeft": false, "tags": [], "xyz": [], "roi": {}}',
  '{"id": "C"}',
]

describe('the table engine', () => {
  it('takes every type of column', async () => {
    const text = `{"directed": true, "nodes": [${nodes.join(',')}], "links": [{"source": "A", "target": "B", "w": 1}]}`
    const host = { ...(await importText(text)), name: 'test' }
    expect(host.nodeColumns.map(({ storage }) => storage).sort()).toEqual(
      ['bool', 'double', 'int64', 'json', 'list-double', 'list-utf8', 'utf8'], // prettier-ignore
    )
    const connection = await openNodeDuckDb()
    await loadHostTables(connection, host, () =>
      Promise.resolve({ nodes: concatenate(host.nodes), edges: concatenate(host.edges) }),
    )
    const answer = await queryHost(connection, host, 'SELECT id, big, size, type, isLeft, tags, xyz, roi FROM nodes ORDER BY id') // prettier-ignore
    expect(answer.rows).toEqual([
      ['A', '720575940618973411', 1.5, 'KC', true, ['a'], [1, 2.5], '{"CX":1}'],
      ['B', -1, -2.5, '', false, [], [], '{}'],
      ['C', null, null, null, null, null, null, null],
    ])
    const edges = await queryHost(connection, host, 'SELECT source, target, w FROM edges')
    expect(edges.rows).toEqual([['A', 'B', 1]])
  })

  it('takes a table without rows', async () => {
    const host = { ...(await importText('<graphml><graph><node id="A"/></graph></graphml>')), name: 'test' }
    const connection = await openNodeDuckDb()
    await loadHostTables(connection, host, () =>
      Promise.resolve({ nodes: concatenate(host.nodes), edges: concatenate(host.edges) }),
    )
    expect((await queryHost(connection, host, 'SELECT count(*) FROM edges')).rows).toEqual([[0]])
  })
})
