/** Motifs on their way to a Gremlin server: refused with the part that a traversal cannot say, bound in an order that keeps
 *  to the edges, and asked for some roots at a time. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMotif } from '../../../../src/dotmotif/read-motif'
import { elementPattern, longestWhole, partsOfText } from '../../../../src/hosts/providers/gremlin-conditions'
import { gremlinQuestion } from '../../../../src/hosts/providers/gremlin-relay'
import { nextRootCount } from '../../../../src/hosts/providers/gremlin-search'
import type { GremlinGraph } from '../../../../src/hosts/providers/gremlin-steps'
import { bindingOrder } from '../../../../src/hosts/providers/motif-order'
import type { SearchSemantics } from '../../../../src/model/job'

const graph: GremlinGraph = {
  ...{ nodeLabel: 'cell', idProperty: 'bodyId', edgeType: 'synapse', weight: 'count', idKind: 'integer' },
}
const known = {
  nodes: { bodyId: 'number', type: 'string', tags: 'list', meta: 'json' },
  edges: { count: 'number' },
} as const
const plain: SearchSemantics = {
  ...{ ignoreDirection: false, excludeAutomorphisms: false, induced: false, limit: null, countOnly: false },
}

function motifOf(text: string) {
  const reading = readMotif(text)
  if (!reading.ok) throw new Error(reading.errors[0]?.message)
  return reading.motif
}
const ask = (text: string, options: Partial<SearchSemantics> = {}, changes: Partial<GremlinGraph> = {}) =>
  gremlinQuestion(motifOf(text), { ...plain, ...options }, { ...graph, ...changes }, known)

describe('a motif for a Gremlin server', () => {
  it('is in the names of the server', () => {
    const { motif, smaller } = ask('A -> B [weight >= 5]\nB -> A [weight >= 5]\nA.id != "12"\nB.id != "12"', {
      excludeAutomorphisms: true,
    })
    expect(motif.nodeConstraints[0]).toMatchObject({ key: 'bodyId', value: 12 })
    expect(motif.edgeConstraints[0]).toMatchObject({ key: 'count' })
    expect(smaller).toEqual([['A', 'B']])
  })

  it.each<[string, string, RegExp, Partial<GremlinGraph>]>([
    ['an order of own ids', 'A -> B\nA.id > "12"', /condition on A\.id cannot be sent/, { idProperty: '' }],
    [
      'part of a long text',
      `A -> B\nB.type in "${'x'.repeat(longestWhole + 1)}"`,
      /condition B\.type in/,
      {},
    ],
    ['a path into JSON', 'A -> B\nA["meta.size"] > 3', /leads into the JSON of meta/, {}],
    ['a list that contains', 'A -> B\nA.tags contains B.type', /some of tags are lists/, {}],
    [
      'what may be a list',
      'A -> B\nA.hue contains B.type',
      /did not show whether hue holds texts or lists/,
      {},
    ],
  ])('with %s is refused, and the part is named', (_, text, words, changes) => {
    const work = () => ask(text, {}, changes)
    expect(work).toThrow(words)
    expect(work).toThrow(
      expect.objectContaining({
        code: 'not-on-server',
        hint: expect.stringMatching(/bring a part of the graph here/) as string,
      }),
    )
  })

  it('is refused where nothing could be found, or an option is not for servers', () => {
    expect(() => ask('')).toThrow(/no edge/)
    expect(() => ask('A -> B', { strategy: { factorise: false } })).toThrow(/option `strategy`/)
    expect(() => ask('A -> B\nA !> C as e\nB !> C as f\ne.count > f.count')).toThrow(/both are forbidden/)
  })

  it('may compare texts by what they contain, and look for anything in a text', () => {
    for (const comparison of ['A.type contains B.tags', 'A.tags in B.type', 'A.type !in B.meta'])
      expect(ask(`A -> B\n${comparison}`).motif.dynamicNodeConstraints).toHaveLength(1)
  })

  it('may ask of the own ids whether they are one, or are not', () => {
    expect(
      ask('A -> B\nA.id = "12"\nB.id != "13"', {}, { idProperty: '' }).motif.nodeConstraints,
    ).toHaveLength(2)
  })
})

describe('the order in which nodes are bound', () => {
  it('begins where most is asked, and goes on along the edges', () => {
    expect(bindingOrder(motifOf('A -> B\nB -> C\nC -> D\nC.id = "1"'))).toEqual(['C', 'B', 'A', 'D'])
    expect(bindingOrder(motifOf('A -> B\nC -> D\nB !> C'))[0]).not.toBeUndefined()
  })

  it('holds each node once, and each but the first of a part after one that it is joined to', () => {
    const edge = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }))
    fc.assert(
      fc.property(fc.array(edge, { minLength: 1, maxLength: 8 }), (edges) => {
        const motif = motifOf(edges.map(([a, b]) => `N${a} -> N${b}`).join('\n'))
        const order = bindingOrder(motif)
        expect([...order].sort()).toEqual([...motif.nodes].sort())
        const isJoined = (node: string, before: string[]) =>
          motif.edges.some(
            ({ from, to }) =>
              (from === node && before.includes(to)) || (to === node && before.includes(from)),
          )
        order.forEach((node, at) => {
          const [before, later] = [order.slice(0, at), order.slice(at + 1)]
          // Only where none is left that the bound ones lead to, another part begins.
          if (at > 0 && !isJoined(node, before))
            expect(later.filter((other) => isJoined(other, before))).toEqual([])
        })
      }),
    )
  })
})

describe('how many roots are asked for at once', () => {
  it('grows while answers are short and quick, shrinks when they are not, and is never none', () => {
    expect(nextRootCount(16, 10, 50)).toBe(32)
    expect(nextRootCount(1024, 0, 1)).toBe(2000)
    expect(nextRootCount(16, 50_000, 50)).toBe(8)
    expect(nextRootCount(16, 10, 9_000)).toBe(8)
    expect(nextRootCount(16, 10_000, 50)).toBe(16)
    expect(nextRootCount(1, 900_000, 60_000)).toBe(1)
  })
})

describe('a list that lies there as JSON text', () => {
  const cell = fc.oneof(fc.string(), fc.integer(), fc.boolean())

  it('holds what one of its elements is, and nothing else', () => {
    const flags = (pattern: string) => new RegExp(pattern.replace('(?s:.*)', '[^]*'))
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 6 }), cell, (list, value) => {
        const text = `json:${JSON.stringify(list)}`
        expect(flags(elementPattern(value)).test(text)).toBe(list.includes(value))
        for (const own of list) expect(flags(elementPattern(own)).test(text)).toBe(true)
      }),
    )
  })
})

describe('the parts of a text', () => {
  it('are all that it includes', () => {
    expect(partsOfText('aba').sort()).toEqual(['', 'a', 'ab', 'aba', 'b', 'ba'])
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 4 }), (whole, part) => {
        if (!part.startsWith('json:')) expect(partsOfText(whole).includes(part)).toBe(whole.includes(part))
      }),
    )
  })
})
