/** Queries that are motifs, and why others are none. */
import { describe, expect, test } from 'vitest'
import { readCypher } from '../../../../src/grand/cypher/language/read-cypher'

const asMotif = (query: string) => readCypher(query).asMotif
const motifOf = (query: string) => {
  const found = asMotif(query)
  if (!found || !('motif' in found)) throw new Error(`No motif: ${JSON.stringify(found)}`)
  return found
}

test.each([
  ['MATCH (a)-->(b) WHERE a <> b RETURN a', 'a -> b'],
  ['MATCH (a)<--(b) WHERE a <> b RETURN count(*)', 'b -> a'],
  [
    "MATCH (a {type: 'KC'})-[r]->(b) WHERE a <> b AND r.weight >= 3 RETURN a",
    'a -> b [weight >= 3]\na.type == "KC"',
  ],
  ['MATCH (a)-->(b) WHERE a <> b AND 3 < a.size RETURN a', 'a -> b\na.size > 3'],
  ['MATCH (a)-->(b) WHERE a <> b AND NOT (b)-->(a) RETURN a', 'a -> b\nb !> a'],
  ['MATCH (a)-->(b) WHERE a <> b AND a.size < b.size RETURN a', 'a -> b\na.size < b.size'],
  ['MATCH (a)-->(a) RETURN a', 'a -> a'],
])('%s', (query, motif) => {
  const found = motifOf(query)
  expect(found.motif.trim()).toBe(motif)
  expect(found.notes).toEqual([])
})

test('what a motif says otherwise is noted', () => {
  const { notes } = motifOf("MATCH (a:Neuron)-[:T]->(b)-->(c) WHERE a <> b AND a.type <> 'KC' RETURN a")
  expect(notes).toEqual([
    expect.stringContaining('label `Neuron` is left out'),
    expect.stringContaining("`a.type <> 'KC'`"),
    expect.stringContaining('type `T` is left out'),
    expect.stringContaining('`a` and `c`, and others, may be the same node'),
  ])
})

test('relationships without direction ask to ignore direction', () => {
  expect(motifOf('MATCH (a)--(b) WHERE a <> b RETURN a').ignoresDirection).toBe(true)
})

describe('no motif', () => {
  test.each([
    ['MATCH (a)-[*]->(b) RETURN a', 'any length'],
    ['MATCH p = (a)-->(b) RETURN p', 'path as a whole'],
    ['OPTIONAL MATCH (a)-->(b) RETURN a', 'OPTIONAL'],
    ['MATCH (a)-->(b) MATCH (b)-->(c) RETURN a', 'Several MATCH'],
    ['MATCH (a)-->(b) WITH a RETURN a', 'WITH'],
    ['UNWIND [1] AS x RETURN x', 'UNWIND'],
    ['MATCH (a) RETURN a', 'no relationship'],
    ['MATCH (a)-->(b) RETURN a UNION MATCH (a)-->(b) RETURN a', 'UNION'],
    ['MATCH (a)-->(b)--(c) RETURN a', 'all or none'],
    ['MATCH (a)-->(b), (a)-->(b) RETURN a', 'one edge'],
    ['MATCH (a)-->(b) WHERE a.x = 1 OR b.x = 1 RETURN a', '`a.x = 1 OR b.x = 1` has no form'],
    ['MATCH (a)-->(b) WHERE size(a.name) > 3 RETURN a', 'has no form'],
    ['MATCH (a)-->(b) WHERE NOT (a)-->(b) RETURN a', ''],
  ])('%s', (query, reason) => {
    const found = asMotif(query)
    expect(found).toHaveProperty('reason')
    expect(found && 'reason' in found ? found.reason : '').toContain(reason)
  })

  test('a mistake has its place instead', () => {
    const { errors, columns, asMotif: none } = readCypher('MATCH (a)\nRETURN b')
    expect({ errors, columns, none }).toMatchObject({
      errors: [{ code: 'unknown-variable', line: 2, column: 8, length: 1 }],
      columns: null,
      none: null,
    })
  })
})
