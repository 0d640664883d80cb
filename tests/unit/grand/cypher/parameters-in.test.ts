/** Which `$name`s a query has, whether or not it can be read. */
import { describe, expect, it } from 'vitest'
import { parametersIn } from '../../../../src/grand/cypher/language/parameters-in'
import { readCypher } from '../../../../src/grand/cypher/language/read-cypher'

const namesIn = (source: string) => parametersIn(source).map(({ name }) => name)

describe('the parameters of a query', () => {
  it('have their places, each time they are named', () => {
    expect(parametersIn('MATCH (a {id: $id})\nWHERE a.size > $least OR a.size = $least RETURN a')).toEqual([
      { name: 'id', line: 1, column: 15, length: 3 },
      { name: 'least', line: 2, column: 16, length: 6 },
      { name: 'least', line: 2, column: 35, length: 6 },
    ])
  })

  it.each([
    ['RETURN \'$a\', "$b", `$c`, $d /* $e */ // $f', ['d']],
    ['RETURN $`two words`, $1, $é', ['two words', '1', 'é']],
    [String.raw`RETURN 'it\'s $a', $b`, ['b']],
    ['', []],
    ['RETURN 1', []],
  ])('of %s', (source, names) => {
    expect(namesIn(source)).toEqual(names)
  })

  it.each([
    ['MATCH (a {id: $id', ['id']],
    ['RETURN $ AND $b', ['b']],
    ["RETURN $a, 'not closed $b", ['a']],
    ['RETURN $a /* not closed $b', ['a']],
    ['CALL db.index.fulltext.queryNodes($index, $text) YIELD node RETURN node', ['index', 'text']],
    ['MATCH (a) SET a.x = $x', ['x']],
  ])('are known of a text that is not right, or not read here: %s', (source, names) => {
    expect(namesIn(source)).toEqual(names)
    const { errors, parameters } = readCypher(source)
    expect([errors.length, parameters.length]).toEqual([1, names.length])
  })
})
