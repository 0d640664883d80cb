/** Which attributes a query asks for, of what, and where. */
import { expect, test } from 'vitest'
import { checkAttributes } from '../../../../src/dotmotif/outline'
import { readCypher } from '../../../../src/grand/cypher/language/read-cypher'

const asked = (query: string) =>
  readCypher(query).attributes.map(({ kind, key, range }) => [kind, key, query.slice(range.start, range.end)])

test('attributes of nodes and relationships, in patterns and in expressions', () => {
  const query =
    "MATCH (a {type: 'KC'})-[r]->(b) WHERE r.weight > 3 AND any(x IN [1] WHERE x < b.size) " +
    'WITH a, b ORDER BY a.soma RETURN a.name, count(b.type) AS n'
  expect(asked(query)).toEqual([
    ['node', 'type', "{type: 'KC'}"],
    ['edge', 'weight', 'r.weight'],
    ['node', 'size', 'b.size'],
    ['node', 'soma', 'a.soma'],
    ['node', 'name', 'a.name'],
    ['node', 'type', 'b.type'],
  ])
})

test('what may be a map, a list or different things is left alone', () => {
  expect(asked('MATCH (a) WITH properties(a) AS m RETURN m.type')).toEqual([])
  expect(asked('MATCH (a)-[r*1..2]->(b) RETURN r.weight')).toEqual([])
  expect(asked('MATCH (a)-[b]->() RETURN b.x UNION MATCH (b) RETURN b.x')).toEqual([])
  expect(asked('MATCH (a) RETURN [a IN [{x: 1}] | a.x] AS l')).toEqual([])
  expect(asked('MATCH (a RETURN a.x')).toEqual([])
})

test('what the host graph does not have is told at its place, with what is meant', () => {
  const query = 'MATCH (a)-->(b)\nRETURN a.type, b.roi.MB, a.siz'
  const remarks = checkAttributes(query, readCypher(query), ['size', 'roi', 'id'], ['type'])
  expect(remarks).toMatchObject([
    { line: 2, column: 8, length: 6, severity: 'warning', hint: 'It is an attribute of its edges.' },
    { line: 2, column: 26, hint: expect.stringContaining('size') as unknown },
  ])
})
