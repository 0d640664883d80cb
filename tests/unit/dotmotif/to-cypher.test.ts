import { describe, expect, test } from 'vitest'
import { readMotif } from '../../../src/dotmotif/read-motif'
import type { CypherOptions } from '../../../src/dotmotif/cypher-patterns'
import { toCypher } from '../../../src/dotmotif/to-cypher'

function cypherOf(source: string, options: Partial<CypherOptions> = {}) {
  const reading = readMotif(source)
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors))
  return toCypher(reading.motif, { flavour: 'neo4j', ...options })
}

describe('toCypher', () => {
  test('finds mappings of different nodes, each once', () => {
    const { text, parameters } = cypherOf('A -> B [weight >= 3]\nB -> C\nA.type = "KC"')
    expect(text).toBe(
      [
        'MATCH (A)-[r1]->(B),',
        '      (B)-[r2]->(C)',
        'WHERE A <> B',
        '  AND A <> C',
        '  AND B <> C',
        '  AND A.type = $p1',
        '  AND r1.weight >= $p2',
        'WITH DISTINCT A, B, C',
        'RETURN elementId(A) AS A, elementId(B) AS B, elementId(C) AS C',
      ].join('\n'),
    )
    expect(parameters).toEqual({ p1: 'KC', p2: 3 })
  })

  test('speaks to neuPrint: labels, types, body ids, paths into JSON', () => {
    const { text, parameters } = cypherOf('A -> B ["roiInfo.CX.pre" > 2]\nB !> A [weight > 9]', {
      flavour: 'neuprint',
    })
    expect(text).toContain('MATCH (A)-[r1:ConnectsTo]->(B)')
    expect(text).toContain('A:Neuron\n  AND B:Neuron')
    expect(text).toContain('coalesce(r1[$p1], apoc.convert.fromJsonMap(r1.roiInfo)[$p2][$p3]) > $p4')
    expect(text).toContain('size([(B)-[r2:ConnectsTo]->(A) WHERE r2.weight > $p5 | 1]) = 0')
    expect(text).toContain('RETURN A.bodyId AS A, B.bodyId AS B')
    expect(parameters).toEqual({ p1: 'roiInfo.CX.pre', p2: 'CX', p3: 'pre', p4: 2, p5: 9 })
  })

  test('puts nothing into the text that a user wrote, but plain words', () => {
    const evil = '`}) DETACH DELETE n //\\u0060'
    const { text, parameters } = cypherOf(`A -> B\nA[${JSON.stringify(evil)}] = ${JSON.stringify(evil)}`)
    expect(text).not.toContain('DELETE')
    expect(text).toContain('A[$p1] = $p1')
    expect(Object.values(parameters)).toEqual([evil])
  })

  test('quotes names that are words of Cypher or no plain words', () => {
    const { text } = cypherOf('match -> 神経\nr1 -> match\nmatch.x = 1')
    expect(text).toContain('(`match`)-[r1_]->(`神経`)')
    expect(text).toContain('`match`.x = $p1')
  })

  test('forbids edges, all or those that satisfy the constraints and comparisons', () => {
    const { text } = cypherOf('A -> B as e\nB !> C\nA !> C [w > 5] as f\nf.w > e.w\nA -> C2')
    expect(text).toContain('NOT EXISTS { MATCH (B)-->(C) }')
    expect(text).toMatch(
      /NOT EXISTS { MATCH \(A\)-\[(r\d)\]->\(C\) WHERE \1\.w > \$p1 AND \(\1\.w > r1\.w AND /,
    )
    expect(text).toMatch(/^MATCH .*,\n {6}\(A\)-\[r2\]->\(C2\),\n {6}\(C\)\n/)
  })

  test('refuses to compare two forbidden edges, and an empty motif', () => {
    const compare = () => cypherOf('A -> B\nA !> C as e\nB !> C as f\ne.w > f.w')
    expect(compare).toThrow(expect.objectContaining({ code: 'forbidden-comparison' }))
    expect(() => cypherOf('')).toThrow(expect.objectContaining({ code: 'empty-motif' }))
  })

  test('lets missing attributes satisfy negated comparisons only', () => {
    const { text } = cypherOf('A -> B\nA.x != 1\nA.y !contains "q"\nA.z in "abc"\nB.y > True')
    expect(text).toContain('(A.x IS NULL OR A.x <> $p1)')
    expect(text).toContain('(A.y IS NULL OR NOT A.y CONTAINS $p2 OR ')
    expect(text).toContain('$p3 CONTAINS A.z')
    expect(text).toMatch(/AND false\n/)
  })

  test('ignores direction: one relationship may serve two motif edges with constraints of their own', () => {
    expect(cypherOf('A -> B\nB -> A', { ignoreDirection: true }).text).toMatch(
      /^MATCH \(A\)-\[r1\]-\(B\)\nWHERE/,
    )
    const { text } = cypherOf('A -> B [w > 1]\nB -> A [w < 9]', { ignoreDirection: true })
    expect(text).toMatch(/^MATCH \(A\)-\[r1\]-\(B\)\nMATCH \(B\)-\[r2\]-\(A\)\nWHERE/)
  })

  test('breaks symmetry, demands induced matches, limits and counts', () => {
    const { text } = cypherOf('A -> B\nC -> B', {
      symmetryBreaking: [['A', 'C']],
      induced: true,
      limit: 10,
      countOnly: true,
    })
    expect(text).toContain('elementId(A) < elementId(C)')
    expect(text).not.toContain('A <> C')
    expect(text.match(/NOT EXISTS/g)).toHaveLength(7)
    expect(text).toMatch(/WITH DISTINCT A, B, C LIMIT 10\nRETURN count\(\*\) AS count$/)
  })

  test('keeps integers beyond 2^53 exact', () => {
    expect(cypherOf('A -> B\nA.id = 720575940612453042').parameters).toEqual({ p1: 720575940612453042n })
  })
})
