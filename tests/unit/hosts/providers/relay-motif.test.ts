/** Motifs on their way to a server: in its own names, or refused with what cannot be said there. */
import { describe, expect, it } from 'vitest'
import { readMotif } from '../../../../src/dotmotif/read-motif'
import type { RemoteGraph } from '../../../../src/hosts/providers/graph-queries'
import { relayMotif } from '../../../../src/hosts/providers/relay-motif'
import {
  inServersWords,
  noSuchAttribute,
  unknownAttributes,
} from '../../../../src/hosts/providers/servers-words'
import { subgraphQueries, typedIds } from '../../../../src/hosts/providers/subgraph-selection'
import type { SearchSemantics } from '../../../../src/model/job'

const graph: RemoteGraph = {
  flavour: 'neo4j',
  nodeLabel: 'Nerve Cell',
  idProperty: 'bodyId',
  edgeType: 'SYN',
  weight: 'count',
}
const known = { nodes: { bodyId: 'number', type: 'string' }, edges: { count: 'number' } } as const
const plain: SearchSemantics = {
  ignoreDirection: false,
  excludeAutomorphisms: false,
  induced: false,
  limit: null,
  countOnly: false,
}

function motifOf(text: string) {
  const reading = readMotif(text)
  if (!reading.ok) throw new Error(reading.errors[0]?.message)
  return reading.motif
}
const relay = (text: string, options: Partial<SearchSemantics> = {}, changes: Partial<RemoteGraph> = {}) =>
  relayMotif(motifOf(text), { ...plain, ...options }, { ...graph, ...changes }, known)

describe('a relayed motif', () => {
  it('speaks of the label, the type, the id attribute and the weight of the server', () => {
    const { text, parameters, columns } = relay(
      'A -> B [weight >= 5]\nA.id = "9007199254740993"\nB.id = "12"',
    )
    expect(text).toContain('A:`Nerve Cell`')
    expect(text).toContain('[r1:SYN]')
    expect(text).toMatch(/A\.bodyId = \$p\d/)
    expect(text).toMatch(/r1\.count >= \$p\d/)
    expect(Object.values(parameters)).toEqual(expect.arrayContaining([5, 9007199254740993n, 12]))
    expect(columns).toEqual(['A', 'B'])
  })

  it('leaves id and weight alone where the server has attributes of these names', () => {
    const own = {
      nodes: { id: 'string', bodyId: 'number' },
      edges: { weight: 'number', count: 'number' },
    } as const
    const motif = inServersWords(motifOf('A -> B [weight > 1]\nA.id = "12"'), graph, own)
    expect(motif.nodeConstraints[0]).toMatchObject({ key: 'id', value: '12' })
    expect(motif.edgeConstraints[0]).toMatchObject({ key: 'weight' })
  })

  it('carries every option', () => {
    expect(relay('A -> B\nB -> A', { countOnly: true })).toMatchObject({ columns: [], automorphismCount: 2 })
    expect(relay('A -> B\nB -> A', { countOnly: true }).text).toContain('count(*)')
    expect(relay('A -> B\nB -> A', { excludeAutomorphisms: true }).text).toContain(
      'elementId(A) < elementId(B)',
    )
    expect(relay('A -> B', { induced: true }).text).toContain('NOT EXISTS')
    expect(relay('A -> B', { limit: 7 }).text).toContain('LIMIT 7')
    expect(relay('A -> B', { ignoreDirection: true }).text).toContain(']-(B)')
  })

  it('is refused with the part or the option that cannot be sent', () => {
    expect(() => relay('A -> B\nA.id = "x"', {}, { idProperty: '' })).toThrow(
      /condition on A\.id cannot be sent/,
    )
    expect(() => relay('A -> B', { strategy: { factorise: false } })).toThrow(/option `strategy`/)
    expect(() => relay('')).toThrow(/no edge/)
  })
})

describe('attributes that nobody has', () => {
  it('are named once each; a dotted key of neuPrint counts by its first word', () => {
    const motif = motifOf(
      'A -> B [strength > 1]\nA.hue = "red"\nB.hue = "blue"\nA.type = B.kind\nA["roiInfo.CX.pre"] > 1',
    )
    const names = (changes: Partial<RemoteGraph>, nodes: Record<string, 'string' | 'json'>) =>
      unknownAttributes(motif, { nodes, edges: known.edges }, { ...graph, ...changes }).map(
        ({ name }) => name,
      )
    expect(names({}, { type: 'string' })).toEqual(['hue', 'roiInfo.CX.pre', 'kind', 'strength'])
    expect(names({ flavour: 'neuprint' }, { type: 'string', roiInfo: 'json' })).toEqual([
      'hue',
      'kind',
      'strength',
    ])
    const { message, hint } = noSuchAttribute({ of: 'nodes', name: 'hue' }, known, 'https://a.org')
    expect(message).toMatch(/None of the nodes at https:\/\/a\.org has an attribute “hue”/)
    expect(hint).toContain('bodyId, type')
  })
})

describe('a part of the graph', () => {
  it('is asked for with values as parameters, whatever they hold', () => {
    const nasty = '" OR 1=1 // `$p1'
    const { nodes, edges, idBatches } = subgraphQueries(
      { nodes: `type = ${JSON.stringify(nasty)}\nn.id != "5"`, edges: 'weight >= 3, count < 9' },
      graph,
      known,
    )
    expect(idBatches).toBeNull()
    expect(nodes.text).not.toContain('OR 1=1')
    expect(Object.values(nodes.parameters)).toEqual(expect.arrayContaining([nasty, 5, 3, 9]))
    expect(edges.text).toMatch(/a\.type = .* AND .*b\.type = .* AND .*e\.count >= .* AND e\.count < /)
  })

  it('of chosen nodes asks for some thousand at a time, by the type the server’s ids have', () => {
    expect(typedIds(['12', '9007199254740993', 'x'], graph, known)).toEqual([12, 9007199254740993n, 'x'])
    expect(typedIds(['12'], { ...graph, idProperty: 'type' }, known)).toEqual(['12'])
    const ids = Array.from({ length: 4500 }, (_, at) => String(at))
    const queries = subgraphQueries({ ids: [...ids, ...ids] }, graph, known)
    expect(queries.idBatches?.map(({ length }) => length)).toEqual([2000, 2000, 500])
    expect(queries.edges.parameters['ids']).toHaveLength(4500)
  })

  it('is refused where a condition cannot be read, or nothing is chosen', () => {
    const refused = (part: Parameters<typeof subgraphQueries>[0], code: string) =>
      expect(() => subgraphQueries(part, graph, known)).toThrow(expect.objectContaining({ code }))
    refused({ nodes: 'type ~ "KC"' }, 'invalid-filter')
    refused({ nodes: '', edges: 'weight' }, 'invalid-filter')
    refused({ ids: [] }, 'empty-selection')
  })
})
