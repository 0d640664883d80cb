/** One edge for each pair. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GraphBuilder } from '../../../src/hosts/graph-builder'
import type { Aggregate } from '../../../src/hosts/merge-parallel'
import { readText, refusalOf, topologyOf } from './imported'

const text = 'source,target,w,size,side\na,b,2,1.5,L\nb,a,5,,R\na,b,3,,L\na,a,1,1,L\na,b,,4,R\na,a,1,1,L\n'
const read = async (aggregate: Aggregate, options = {}) => {
  const { edges, host } = await readText(text, { aggregate, ...options })
  return { host, edges: edges.map(({ source, target, attributes }) => [`${source}>${target}`, attributes]) }
}

describe('parallel edges', () => {
  it('are kept apart unless the user asks', async () => {
    expect((await readText(text)).host).toMatchObject({ edgeCount: 6, multigraph: true })
  })

  it('are added up, each direction for itself; text is left out, and it is said what became of the rows', async () => {
    const { host, edges } = await read({ by: 'sum' })
    expect(edges).toEqual([
      ['a>b', { w: 5n, size: 5.5 }],
      ['b>a', { w: 5n }],
      ['a>a', { w: 2n, size: 2 }],
    ])
    expect(host).toMatchObject({
      edgeCount: 3,
      multigraph: false,
      edgeAttributes: { w: 'number', size: 'number' },
    })
    expect(host.warnings).toEqual([
      'An attribute that cannot be added up was left out (“side”).',
      'One edge for each pair: 6 rows became 3 edges.',
    ])
  })

  it('keep the largest number, or only the column that is named', async () => {
    const { edges } = await read({ by: 'max', weight: 'size' })
    expect(edges).toEqual([
      ['a>b', { size: 4 }],
      ['b>a', {}],
      ['a>a', { size: 1 }],
    ])
  })

  it('are counted', async () => {
    const { edges } = await read({ by: 'count' })
    expect(edges).toEqual([
      ['a>b', { count: 3n }],
      ['b>a', { count: 1n }],
      ['a>a', { count: 2n }],
    ])
  })

  it('of an undirected graph are one in both directions', async () => {
    const { host, edges } = await read({ by: 'sum', weight: 'w' }, { directed: false })
    expect(edges).toEqual([
      ['a>b', { w: 10n }],
      ['a>a', { w: 2n }],
    ])
    expect(host.directed).toBe(false)
  })

  it('have the same topology as when they are kept', async () => {
    const kept = topologyOf((await readText(text)).host)
    expect(topologyOf((await read({ by: 'count' })).host)).toEqual(kept)
  })

  it.each([
    ['text', 'side', 'not-a-number'],
    ['nothing', 'weight', 'unknown-column'],
  ])('cannot be added up over a column of %s', async (_, weight, code) => {
    expect(await refusalOf(text, { aggregate: { by: 'sum', weight } })).toMatchObject({ code })
  })

  it('of other formats are merged too', async () => {
    const json = '{"directed":true,"multigraph":true,"nodes":[{"id":1},{"id":2}],"links":[{"source":1,"target":2,"w":1},{"source":1,"target":2,"w":2}]}' // prettier-ignore
    expect((await readText(json, { aggregate: { by: 'sum' } })).edges).toEqual([
      { source: '1', target: '2', attributes: { w: 3n } },
    ])
  })
})

describe('merging again and again while a file is read', () => {
  it('gives what merging once gives', () => {
    const row = fc.tuple(fc.nat(4), fc.nat(4), fc.option(fc.integer({ min: -9, max: 9 })))
    const parts = fc.array(fc.array(row, { maxLength: 12 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(parts, fc.constantFrom<Aggregate['by']>('sum', 'max', 'count'), (parts, by) => {
        const merged = (isEveryTime: boolean) => {
          const builder = new GraphBuilder({ aggregate: { by } }, 0)
          const sink = builder.openSink()
          const column = sink.edgeColumn('w')
          for (const part of parts) {
            for (const [from, to, weight] of part) {
              const edge = sink.link(sink.ids.ofInteger(from, 0, 1), sink.ids.ofInteger(to, 0, 1))
              if (weight !== null) column.appendInt64(edge, weight, weight < 0 ? -1 : 0)
            }
            if (isEveryTime) sink.settle()
          }
          builder.finishMerging()
          return Array.from(builder.sources.view(), (source, edge) => [
            builder.nodes.idOf(source),
            builder.nodes.idOf(builder.targets.get(edge)),
            ...builder.edgeColumns.columns.map((one) => [one.name, one.numberAt(edge)]),
          ])
        }
        expect(merged(true)).toEqual(merged(false))
      }),
    )
  })
})
