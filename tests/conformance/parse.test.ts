/** Every public parse case of the corpus: what must be accepted, and as what; what must be refused, and why. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readMotif } from '../../src/dotmotif/read-motif'
import type { Motif } from '../../src/model/motif'

interface ParseCase {
  id: string
  source: string
  level: 'required' | 'recommended'
  valid: boolean
  errorKind: string | null
  errorKindAlternatives?: string[]
  expected?: Motif
}

const folder = new URL('./parse/', import.meta.url)
const categories = readdirSync(folder).filter((name) => name.endsWith('.json'))

const kebab = (kind: string) => kind.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
const asSet = (list: unknown[]) => list.map((entry) => JSON.stringify(entry)).sort()

/** Lists compare as sets, also the constraints of each edge. */
function comparable(motif: Motif) {
  const edges = motif.edges.map(({ from, to, exists, action, constraints }) => {
    const clauses = constraints.map(({ key, op, value }) => ({ key, op, value }))
    return { from, to, exists, action, constraints: asSet(clauses) }
  })
  const inKeyOrder = (list: object[]) =>
    list.map((entry) => Object.fromEntries(Object.entries(entry).toSorted(([a], [b]) => (a < b ? -1 : 1))))
  return {
    nodes: asSet(motif.nodes),
    edges: asSet(edges),
    nodeConstraints: asSet(inKeyOrder(motif.nodeConstraints)),
    edgeConstraints: asSet(inKeyOrder(motif.edgeConstraints)),
    dynamicNodeConstraints: asSet(inKeyOrder(motif.dynamicNodeConstraints)),
    dynamicEdgeConstraints: asSet(inKeyOrder(motif.dynamicEdgeConstraints)),
    automorphisms: asSet(motif.automorphisms),
    namedEdges: asSet(inKeyOrder(motif.namedEdges)),
  }
}

for (const category of categories) {
  const { cases } = JSON.parse(readFileSync(new URL(category, folder), 'utf8')) as { cases: ParseCase[] }
  describe(category, () => {
    test.each(cases.map((each) => [each.id, each.level, each] as const))('%s (%s)', (_, __, each) => {
      const reading = readMotif(each.source)
      if (each.expected) {
        expect(reading.errors).toEqual([])
        expect(reading.motif && comparable(reading.motif)).toEqual(comparable(each.expected))
      } else {
        const kinds = [each.errorKind ?? '', ...(each.errorKindAlternatives ?? [])].map(kebab)
        expect(reading.errors.map(({ code }) => code)).toContainEqual(expect.toBeOneOf(kinds))
      }
    })
  })
}
