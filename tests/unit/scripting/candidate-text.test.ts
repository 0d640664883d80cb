import { beforeAll, describe, expect, it } from 'vitest'
import { readMotif } from '../../../src/dotmotif/read-motif'
import { candidateText, checkIdsAreVisible } from '../../../src/scripting/candidate-text'
import { resolveNeeds } from '../../../src/tables/candidate-sets'
import { queryHost } from '../../../src/tables/host-query'
import type { TableHost } from '../../../src/tables/host-tables'
import type { SqlConnection } from '../../../src/tables/sql-connection'
import { openNodeDuckDb } from '../../tools/node-duckdb'
import { loadSmallHost } from '../tables/small-host'

let connection: SqlConnection
let host: TableHost
/** Parts of each other, blanks, quotes, separators, the empty id. */
const ids = ['1', '10', '100', '0', '1 10', 'a,b', 'it\'s "x"', '', '|', 'ü']

beforeAll(async () => {
  connection = await openNodeDuckDb()
  host = await loadSmallHost(connection, { ids })
})

const sql = (query: string) => queryHost(connection, host, query)

/** The ids that satisfy the text's constraints, by the engine the search asks. */
async function satisfying(text: string): Promise<string[]> {
  const reading = readMotif(`A -> B\n${text}`)
  if (!reading.ok) throw new Error(`${text}: ${reading.errors[0]?.message}`)
  const constraints = reading.motif.nodeConstraints.filter(({ node }) => node === 'A')
  const needs = { nodeSets: [{ constraints }], edgeSets: [], nodeComparisons: [], edgeComparisons: [] }
  const { nodeSets } = await resolveNeeds(connection, host, needs as never)
  return [...(nodeSets[0] ?? [])].map((index) => ids[index] ?? '?').toSorted()
}

describe('candidates as DotMotif', () => {
  it.each([
    ['one', ['10']],
    ['ids that hold other ids', ['10', '100', '0']],
    ['ids with blanks, commas and quotes', ['1 10', 'a,b', 'it\'s "x"']],
    ['separators and the empty id', ['|', '', 'ü']],
    ['all', ids],
  ])('are exactly the nodes named: %s', async (_, wanted) => {
    const { text, count } = await candidateText('A', wanted, sql, 'why\nA -> C')
    expect(await satisfying(text)).toEqual(wanted.toSorted())
    expect(count).toBe(wanted.length)
    expect(text.split('\n')[0]).toBe('# why A -> C')
  })

  it('leave out what the host graph does not have, and refuse when nothing is left', async () => {
    expect(await candidateText('A', ['10', 'gone'], sql, 'why')).toMatchObject({ count: 1 })
    await expect(candidateText('A', ['gone'], sql, 'why')).rejects.toMatchObject({ code: 'no-candidates' })
  })

  it('refuse more than a text can list', async () => {
    const many = Array.from({ length: 2_001 }, (_, i) => String(i))
    await expect(candidateText('A', many, sql, 'why')).rejects.toMatchObject({ code: 'too-many-candidates' })
  })

  it('refuse hosts whose attribute “id” is something else', async () => {
    await expect(checkIdsAreVisible({ size: 'number' }, sql)).resolves.toBeUndefined()
    await expect(checkIdsAreVisible({ id: 'number' }, sql)).rejects.toMatchObject({ code: 'hidden-ids' })
    const repeating = { rows: [[0]] }
    await expect(checkIdsAreVisible({ id: 'string' }, async () => repeating)).resolves.toBeUndefined()
  })
})

it('the id reads as an attribute only where the host has none of that name', async () => {
  const own = await loadSmallHost(connection, {
    ids: ['x', 'y'],
    nodeColumns: [{ name: 'id', storage: 'utf8', values: ['y', 'z'] }],
  })
  const needs = {
    nodeSets: [{ constraints: [{ key: 'id', op: '==', value: 'y' }] }],
    edgeSets: [],
    nodeComparisons: [],
    edgeComparisons: [],
  }
  const { nodeSets } = await resolveNeeds(connection, own, needs as never)
  expect([...nodeSets[0]!]).toEqual([0])
})
