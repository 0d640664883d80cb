/** How files are going to be read: what is guessed, what the user corrects, what becomes of it. */
import { describe, expect, it } from 'vitest'
import type { ColumnType } from '../../../src/model/derivation'
import type { FilePreview, PreviewColumn } from '../../../src/model/import-preview'
import { groupByRoles } from '../../../src/state/group-files'
import { openingOf, planFrom, problemOfPlan, weightsOf, withChoice } from '../../../src/state/import-plan'

const column = (name: string, guess: ColumnType = 'text'): PreviewColumn => ({
  name,
  header: name,
  guess,
  cellCount: 3,
  misfits: { text: 0, integer: 0, real: 0, boolean: 0, list: 0, json: 0, id: 0 },
  examples: {},
})

const preview = (
  role: FilePreview['role'],
  columns: PreviewColumn[],
  more: Partial<FilePreview> = {},
): FilePreview => ({
  format: 'csv',
  role,
  isWhole: true,
  rowCount: 3,
  columns,
  nodeColumns: [],
  rows: [],
  ...more,
})

const named = (name: string) => new File([''], name)
const edgeFile = {
  input: named('edges.csv'),
  preview: preview('edges', [column('pre'), column('post'), column('n', 'integer'), column('nt')], {
    source: 'pre',
    target: 'post',
    weight: 'n',
  }),
}
const nodeFile = {
  input: named('cells.csv'),
  preview: preview('nodes', [column('kind'), column('root_id')], { id: 'root_id' }),
}

describe('a plan', () => {
  it('is what the beginnings of the files suggest', () => {
    const plan = planFrom([edgeFile, nodeFile], { options: {} })
    expect(plan).toMatchObject({ source: 'pre', target: 'post', weight: 'n', direction: 'file' })
    expect(plan.files.map(({ name, role, id }) => [name, role, id])).toEqual([
      ['edges.csv', 'edges', 'pre'],
      ['cells.csv', 'nodes', 'root_id'],
    ])
    expect(problemOfPlan(plan)).toBeNull()
    expect(openingOf(plan, { aggregate: { by: 'sum' } })).toEqual({
      input: edgeFile.input,
      options: {
        aggregate: { by: 'sum' },
        source: 'pre',
        target: 'post',
        weight: 'n',
        nodes: [{ table: nodeFile.input, id: 'root_id' }],
      },
    })
  })

  it('begins where the host was read before, and takes nothing over that was changed since', () => {
    const readAs = {
      format: 'csv',
      files: [{ name: 'edges.csv', role: 'edges' as const }],
      source: 'post',
      target: 'pre',
      directed: false,
      columns: { n: { type: 'real' as const } },
    }
    const plan = planFrom([edgeFile], { options: {}, before: { id: 'x', readAs } })
    expect(plan).toMatchObject({ source: 'post', target: 'pre', direction: 'undirected' })
    const turned = { ...plan, direction: 'file' as const }
    expect(openingOf(turned, { directed: false, source: 'nt' }).options).toEqual({
      source: 'post',
      target: 'pre',
      weight: 'n',
      columns: { n: { type: 'real' } },
    })
  })

  it('says what keeps it from being carried out', () => {
    const plan = planFrom([edgeFile], { options: {} })
    const [file] = plan.files
    expect(problemOfPlan({ ...plan, target: 'pre' })).toBe('Source and target must be two different columns.')
    expect(problemOfPlan({ ...plan, source: 'gone' })).toMatch(/^Choose the columns/)
    expect(problemOfPlan({ ...plan, files: [{ ...file!, role: 'none' }] })).toBe(
      'One of the files must hold the edges.',
    )
    const columns = { nt: { name: 'n' } }
    expect(problemOfPlan({ ...plan, files: [{ ...file!, columns }] })).toBe(
      'Two columns of edges.csv would be called “n”.',
    )
  })

  it('takes a table whose columns do not tell for edges, with its first two columns as ends', () => {
    const unknown = { input: named('odd.csv'), preview: preview('unknown', [column('a'), column('b')]) }
    const plan = planFrom([unknown], { options: {} })
    expect(plan).toMatchObject({ source: 'a', target: 'b', weight: '' })
    expect(plan.files[0]?.role).toBe('edges')
  })

  it('knows the weights by the names and types they will have', () => {
    const plan = planFrom([edgeFile], { options: {} })
    const columns = { n: { isLeftOut: true }, nt: { type: 'real' as const, name: 'score' } }
    expect(weightsOf({ ...plan, files: [{ ...plan.files[0]!, columns }] })).toEqual(['score'])
  })
})

describe('a choice about a column', () => {
  it('is kept only where it differs from the file', () => {
    const one = withChoice({}, column('n', 'integer'), { type: 'text' })
    expect(one).toEqual({ n: { type: 'text' } })
    expect(withChoice(one, column('n', 'integer'), { type: 'integer' })).toEqual({})
    expect(withChoice({}, column('n'), { name: '  ' })).toEqual({})
    expect(withChoice({ m: { isLeftOut: true } }, column('n'), { name: 'k' })).toEqual({
      m: { isLeftOut: true },
      n: { name: 'k' },
    })
  })
})

describe('dropped files', () => {
  const files = ['a', 'b', 'c', 'd'].map(named)
  const roles = (...roles: FilePreview['role'][]) => roles.map((role) => ({ role }))

  it('are one host where there are edges and nodes; a graph stands by itself', () => {
    const groups = groupByRoles(files, roles('nodes', 'edges', 'graph', 'edges'))
    expect(
      groups?.map(({ graph, edges, nodes }) => [graph, edges, nodes].flat().map(({ name }) => name)),
    ).toEqual([['b', 'd', 'a'], ['c']])
  })

  it('are not put together where a header does not tell, or nothing is of nodes', () => {
    expect(groupByRoles(files, roles('edges', 'unknown', 'nodes', 'nodes'))).toBeNull()
    expect(groupByRoles(files, roles('edges', 'edges', 'edges', 'graph'))).toBeNull()
  })
})
