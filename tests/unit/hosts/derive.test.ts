/** Hosts made from a host: each operation once, by hand. */
import { describe, expect, it } from 'vitest'
import { tallyJoin } from '../../../src/hosts/rebuild-host'
import { MotifscopeError } from '../../../src/model/errors'
import type { Derivation } from '../../../src/model/derivation'
import { attributesOf, importText, pairsOf, sourceOf } from './imported'
import { derive, storedFrom } from './stored'

// a → b → c → a is a ring; c → d → e a tail; f ⇄ g apart; h alone.
const wiring = [
  'source,target,weight,region,supervoxel',
  'a,b,5,ME,9223372036854775807',
  'a,b,2,LO,3',
  'b,c,1,ME,',
  'c,a,,LO,5',
  'c,d,7,LO,6',
  'd,e,3,,7',
  'f,g,2,ME,8',
  'g,f,4,ME,9',
  '',
].join('\n')
const nodes = 'id,kind,tags\na,KC,"[""x"",""y""]"\nb,KC,[]\nh,MBON,\n'

const host = () => importText(wiring, {}, nodes)
const idsOf = async (derivation: Derivation) =>
  (await derive(await host(), derivation)).nodes.map(({ id }) => id).sort()

const refusal = async (derivation: Derivation) => {
  const thrown = await derive(await host(), derivation).then(
    () => expect.fail('This should have been refused.'),
    (error: unknown) => error,
  )
  if (!(thrown instanceof MotifscopeError)) throw thrown
  return thrown
}

describe('parts of a host', () => {
  it('holds what lies within some steps', async () => {
    expect(await idsOf({ by: 'neighbourhood', ids: ['d'], steps: 1 })).toEqual(['c', 'd', 'e'])
    expect(await idsOf({ by: 'neighbourhood', ids: ['d'], steps: 2, direction: 'in' })).toEqual([
      'b',
      'c',
      'd',
    ])
    expect(await idsOf({ by: 'neighbourhood', ids: ['h'], steps: 9 })).toEqual(['h'])
  })

  it('holds a component: the largest, or that of a node', async () => {
    expect(await idsOf({ by: 'component', connected: 'weakly' })).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(await idsOf({ by: 'component', connected: 'strongly' })).toEqual(['a', 'b', 'c'])
    expect(await idsOf({ by: 'component', connected: 'weakly', id: 'g' })).toEqual(['f', 'g'])
    expect(await idsOf({ by: 'component', connected: 'strongly', id: 'e' })).toEqual(['e'])
  })

  it('holds a core', async () => {
    expect(await idsOf({ by: 'core', k: 2 })).toEqual(['a', 'b', 'c'])
    expect((await refusal({ by: 'core', k: 3 })).code).toBe('nothing-left')
  })

  it('holds the edges at or beyond a threshold; a missing value is below any', async () => {
    const part = await derive(await host(), { by: 'threshold', attribute: 'weight', min: 3 })
    expect(pairsOf(part)).toEqual(['a>b', 'c>d', 'd>e', 'g>f'])
    expect(part.nodes).toHaveLength(8)
    const linked = { by: 'threshold', attribute: 'weight', min: 3, max: 4, dropIsolated: true } as const
    expect((await derive(await host(), linked)).nodes.map(({ id }) => id).sort()).toEqual([
      'd',
      'e',
      'f',
      'g',
    ])
  })

  it('compares 64-bit integers exactly', async () => {
    const part = await derive(await host(), { by: 'threshold', attribute: 'supervoxel', min: 2 ** 53 })
    expect(part.edges.map(({ attributes }) => attributes['supervoxel'])).toEqual([9223372036854775807n])
  })

  it('holds what the conditions of a filter found', async () => {
    const answer = { edges: Uint32Array.of(0, 4) }
    const part = await derive(await host(), { by: 'filter', edges: '…', dropIsolated: true }, { answer })
    expect(pairsOf(part)).toEqual(['a>b', 'c>d'])
    expect(attributesOf(part, 'a')).toEqual({ kind: 'KC', tags: ['x', 'y'] })
  })

  it('says what it does not know', async () => {
    expect(await refusal({ by: 'selection', ids: ['nobody'] })).toMatchObject({
      code: 'unknown-node',
      message: 'No node has the id “nobody”.',
    })
    expect((await refusal({ by: 'threshold', attribute: 'wieght', min: 1 })).code).toBe('unknown-attribute')
    expect((await refusal({ by: 'threshold', attribute: 'region', min: 1 })).code).toBe('not-a-number')
    const some = await derive(await host(), { by: 'selection', ids: ['a', 'nobody'] })
    expect(some.host.warnings).toEqual(['An id that no node has was left out (“nobody”).'])
  })
})

describe('a host read back', () => {
  it('is the same host, whatever its attributes hold', async () => {
    const nodes = [
      {
        id: 'a',
        number: 1.5,
        big: 9007199254740992,
        json: { a: [1, 'x', null] },
        list: ['x;y', ''],
        mixed: 1,
      },
      { id: 'b', number: -1e300, json: {}, list: [], mixed: 'one', is: true, numbers: [1, 2.5] },
      { id: 'c', big: -5, text: '', mixed: [1, 'a'], is: false, numbers: [] },
    ]
    const links = [
      { source: 'a', target: 'b', json: { k: 12345678901234567000 }, list: [1, 2] },
      { source: 'c', target: 'a', list: null },
    ]
    const text = JSON.stringify({ directed: true, nodes, links })
      .replace('9007199254740992', '9007199254740993')
      .replace('12345678901234567000', '12345678901234567890')
    const whole = await importText(text)
    expect(new Set(whole.nodeColumns.map(({ storage }) => storage))).toEqual(
      new Set(['double', 'int64', 'json', 'list-utf8', 'bool', 'list-double', 'utf8']),
    )
    const same = await derive(whole, { by: 'without' })
    expect(same.host.id).toBe(whole.id)
  })
})

describe('merged edges', () => {
  it('sum the numbers of a pair, for each region too, and say what was left out', async () => {
    const merged = await derive(await host(), {
      by: 'aggregate',
      how: ['sum'],
      attributes: ['weight'],
      per: 'region',
    })
    expect(merged.host.multigraph).toBe(false)
    expect(merged.edges[0]?.attributes).toEqual({ weight: 7n, weight_ME: 5n, weight_LO: 2n })
    expect(merged.edges[1]?.attributes).toEqual({ weight: 1n, weight_ME: 1n })
    expect(merged.host.warnings).toEqual([
      'An attribute that was not merged was left out (“supervoxel”).',
      'One edge for each pair: 8 edges became 7.',
    ])
    expect(attributesOf(merged, 'b')).toEqual({ kind: 'KC', tags: [] })
  })

  it('refuse to add up text and long ids', async () => {
    for (const name of ['region', 'supervoxel'])
      expect((await refusal({ by: 'aggregate', how: ['sum'], attributes: [name] })).code).toBe('not-a-number')
  })
})

describe('a joined table', () => {
  const table = 'root_id,kind,size\nb,MBON,12\na,DAN,7\nb,again,1\nz,nobody,0\n'
  const join = { by: 'join', table: 'cell types.csv', to: 'nodes' } as const

  it('gives its attributes to nodes by id, under names of its own where they clash', async () => {
    const joined = await derive(await host(), join, { table })
    expect(attributesOf(joined, 'a')).toEqual({
      kind: 'KC',
      tags: ['x', 'y'],
      cell_types_kind: 'DAN',
      size: 7n,
    })
    expect(attributesOf(joined, 'b')).toEqual({ kind: 'KC', tags: [], cell_types_kind: 'MBON', size: 12n })
    expect(attributesOf(joined, 'h')).toEqual({ kind: 'MBON' })
    expect(joined.host).toMatchObject({ nodeCount: 8, edgeCount: 8 })
    expect(joined.host.id).not.toBe((await host()).id)
  })

  it('is told beforehand how many rows match, do not, or repeat an id', async () => {
    const tally = await tallyJoin(storedFrom(await host()), join, sourceOf(table))
    expect(tally).toEqual({
      matched: 2,
      unmatched: 1,
      duplicates: 1,
      without: 6,
      ids: ['root_id'],
      names: ['cell_types_kind', 'size'],
    })
  })

  it('gives its attributes to every edge of a pair', async () => {
    const edges = 'pre,post,nt\na,b,ACH\nb,a,GABA\na,b,again\nd,e,GLUT\nq,a,?\n'
    const onEdges = { by: 'join', table: 'nt.csv', to: 'edges' } as const
    const joined = await derive(await host(), onEdges, { table: edges })
    expect(joined.edges.map(({ attributes }) => attributes['nt'] ?? '')).toEqual([
      'ACH',
      'ACH',
      '',
      '',
      '',
      'GLUT',
      '',
      '',
    ])
    const tally = await tallyJoin(storedFrom(await host()), onEdges, sourceOf(edges))
    expect(tally).toMatchObject({ matched: 2, unmatched: 2, duplicates: 1, without: 5, ids: ['pre', 'post'] })
  })

  it('is refused when it is a graph', async () => {
    const tally = tallyJoin(storedFrom(await host()), join, sourceOf('graph { a -- b }'))
    await expect(tally).rejects.toMatchObject({ code: 'not-a-table' })
  })

  it('takes ids from the column the user names, as the types the user names', async () => {
    const other = 'size,neuron,flag\n01,a,yes\nx,b,no\n'
    const columns = {
      size: { type: 'integer' as const },
      flag: { type: 'boolean' as const, name: 'proofread' },
    }
    const joined = await derive(await host(), { ...join, id: 'neuron', columns }, { table: other })
    expect(attributesOf(joined, 'a')).toMatchObject({ size: 1n, proofread: true })
    expect(attributesOf(joined, 'b')).toMatchObject({ proofread: false })
    expect(joined.host.warnings.join()).toContain(
      'A cell of “size” is not an integer of 64 bits and was left out',
    )
  })
})
