import { describe, expect, it } from 'vitest'
import {
  columnsOfIds,
  idsOfColumn,
  placeOfSqlError,
  schemaOf,
  withQuestion,
} from '../../../src/state/sql-console'

describe('where an error of SQL is', () => {
  const wordAt = (sql: string, message: string) => {
    const place = placeOfSqlError(sql, message)
    return place && sql.slice(place.from, place.to)
  }

  it.each([
    ['SELEC id FROM nodes', 'Parser Error: syntax error at or near "SELEC"', 'SELEC'],
    [
      'SELECT wieght FROM edges',
      'Binder Error: Referenced column "wieght" not found in FROM clause!',
      'wieght',
    ],
    ['SELECT * FROM neurons', 'Catalog Error: Table with name neurons does not exist!', 'neurons'],
    ['SELECT foo(id) FROM nodes', 'Catalog Error: Scalar Function with name foo does not exist!', 'foo'],
    ['SELECT e.x FROM edges e', 'Binder Error: Values list "e" does not have a column named "x"', 'x'],
    ['SELECT 1', 'The question took longer than 120 s and was stopped.', null],
  ])('%s: %s', (sql, message, word) => {
    // prettier-ignore
    expect(wordAt(sql, message)).toBe(word)
  })

  it('is a whole word before a part of one', () => {
    expect(placeOfSqlError('SELECT ida, id FROM t', 'syntax error at or near "id"')?.from).toBe(12)
  })
})

describe('ids in an answer', () => {
  const answer = {
    columns: ['weight', 'target', 'source', 'list'],
    rows: [
      [0.5, 'a', 'x', ['q']],
      [1.5, 'a', 'y', []],
      [2.5, null, 'x', []],
    ],
  }

  it('stand in columns of text or whole numbers, those called so first', () => {
    expect(columnsOfIds(answer)).toEqual(['source', 'target'])
  })

  it('are each taken once, without what is missing', () => {
    expect(idsOfColumn(answer, 'source')).toEqual(['x', 'y'])
    expect(idsOfColumn(answer, 'target')).toEqual(['a'])
  })
})

describe('a console', () => {
  it('knows the ids of both tables beside the attributes', () => {
    const { nodes, edges } = schemaOf({
      nodeAttributes: { type: 'string' },
      edgeAttributes: { w: 'number' },
    })
    expect(nodes.map(({ name }) => name)).toEqual(['id', 'type'])
    expect(edges.map(({ name }) => name)).toEqual(['source', 'target', 'w'])
  })

  it('remembers each question once, the last first', () => {
    expect(withQuestion(['b', 'a'], 'a')).toEqual(['a', 'b'])
    expect(withQuestion(['c', 'b', 'a'], 'd', 3)).toEqual(['d', 'c', 'b'])
  })
})
