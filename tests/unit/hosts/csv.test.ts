import { describe, expect, it } from 'vitest'
import { attributesOf, columnOf, importText, pairsOf, readText, refusalOf } from './imported'

/** An edge list with one attribute x, whose cells are these. */
function edgesWith(...cells: string[]): string {
  return `source,target,x\n${cells.map((cell, index) => `n${index},m,${cell}\n`).join('')}`
}

describe('edge lists', () => {
  it.each([
    ['comma', ','],
    ['tab', '\t'],
    ['semicolon', ';'],
    ['bar', '|'],
  ])('separated by %s', async (_, mark) => {
    const read = await readText(`source${mark}target${mark}weight\nA${mark}B${mark}1.5\n`)
    expect(read.edges).toEqual([{ source: 'A', target: 'B', attributes: { weight: 1.5 } }])
    expect(read.host).toMatchObject({ directed: true, format: 'csv' })
  })

  it.each([
    ['pre_root_id', 'post_root_id'],
    ['pre_pt_root_id', 'post_pt_root_id'],
    ['bodyId_pre', 'bodyId_post'],
    [':START_ID(Body-ID)', ':END_ID(Body-ID)'],
    ['source', 'target'],
    ['Source', 'Target'],
    ['from', 'to'],
    ['pre', 'post'],
    ['src', 'dst'],
    ['u', 'v'],
  ])('recognises %s and %s', async (source, target) => {
    expect(pairsOf(await readText(`w,${target},${source}\n1,B,A\n`))).toEqual(['A>B'])
  })

  it('takes the columns that are named', async () => {
    const text = 'source,target,a,b\nS,T,A,B\n'
    expect(pairsOf(await readText(text, { source: 'a', target: 'B' }))).toEqual(['A>B'])
  })

  it('finds the partner of the one that is named', async () => {
    expect(pairsOf(await readText('source,target,pre,post\nS,T,A,B\n', { source: 'pre' }))).toEqual(['A>B'])
  })

  it('keeps ids exactly as they are written, however long or numeric', async () => {
    const read = await readText('pre_root_id,post_root_id\n720575940618973411,0012\n720575940618973412,1.0\n')
    expect(pairsOf(read)).toEqual(['720575940618973411>0012', '720575940618973412>1.0'])
  })

  it('reads two columns without a header as source and target', async () => {
    expect(pairsOf(await readText('# from somewhere\n# From To\n30\t1412\n30\t3352\n'))).toEqual([
      '30>1412',
      '30>3352',
    ])
  })

  it('does not take names with a number among them for data', async () => {
    const read = await readText('source,target,2019\nA,B,5\n')
    expect(read.edges).toEqual([{ source: 'A', target: 'B', attributes: { '2019': 5n } }])
    expect(pairsOf(await readText('a,b,2019\nA,B,5\n', { source: 'a', target: 'b' }))).toEqual(['A>B'])
  })

  it('honours `directed`', async () => {
    const text = 'source,target\nA,B\nB,A\n'
    expect(await importText(text, { directed: false })).toMatchObject({ directed: false, multigraph: true })
    expect(await importText(text, { directed: true })).toMatchObject({ directed: true, multigraph: false })
  })

  it('keeps parallel rows as parallel edges', async () => {
    const read = await readText('source,target,neuropil\nA,B,AL\nA,B,LH\n')
    expect(read.host).toMatchObject({ multigraph: true, edgeCount: 2 })
    expect(read.edges.map(({ attributes }) => attributes['neuropil'])).toEqual(['AL', 'LH'])
  })

  it('reads quoted cells with separators, quotes and line feeds', async () => {
    const read = await readText('source,target,x\n"A,1",B,"say ""hi""\nthere"\nC,D,5" tall\n')
    expect(pairsOf(read)).toEqual(['A,1>B', 'C>D'])
    expect(read.edges.map(({ attributes }) => attributes['x'])).toEqual(['say "hi"\nthere', '5" tall'])
  })

  it.each(['\r\n', '\r', '\n'])('reads line ends %j, and no line end at the end', async (end) => {
    expect(pairsOf(await readText(['source,target', 'A,B', '', '"C",D'].join(end)))).toEqual(['A>B', 'C>D'])
  })

  it('names nameless and repeated columns', async () => {
    const read = await readText(',source,target,w,w\n0,A,B,1,2\n')
    expect(read.edges[0]?.attributes).toEqual({ 'column 1': 0n, w: 1n, 'w (2)': 2n })
  })

  it('leaves rows without source or target out, and says so', async () => {
    const read = await readText('source,target\nA,B\n,B\nA,\n')
    expect(pairsOf(read)).toEqual(['A>B'])
    expect(read.host.warnings).toEqual([
      'A row without source or target was left out (2 times, first on line 3).',
    ])
  })
})

describe('types of columns', () => {
  it.each([
    ['integers', ['1', '-20', '0'], 'int64', [1n, -20n, 0n]],
    ['integers beyond 2^53', ['720575940618973411', '1'], 'int64', [720575940618973411n, 1n]],
    ['integers beyond 64 bits', ['99999999999999999999', '1'], 'json', ['99999999999999999999', '1']],
    ['long integers among decimals', ['720575940618973411', '1.50'], 'json', ['720575940618973411', '1.5']],
    ['decimals', ['1', '2.50', '-.5', '1e3', '-0'], 'double', [1, 2.5, -0.5, 1000, -0]],
    ['Booleans', ['true', 'False', 'TRUE'], 'bool', [true, false, true]],
    ['leading zeros', ['007', '8'], 'utf8', ['007', '8']],
    ['plus signs', ['+5', '8'], 'utf8', ['+5', '8']],
    ['numbers and words', ['1', '1.0', 'two'], 'utf8', ['1', '1.0', 'two']],
    ['numbers and Booleans', ['1', 'true'], 'utf8', ['1', 'true']],
    ['dates', ['2020-01-01', '2020-01-02'], 'utf8', ['2020-01-01', '2020-01-02']],
    ['empty cells', ['', '5', ''], 'int64', [undefined, 5n, undefined]],
    ['nothing', ['', ''], 'utf8', [undefined, undefined]],
    ['NA among numbers', ['NA', '5', 'NaN'], 'int64', [undefined, 5n, undefined]],
    ['infinities', ['-inf', '0.5'], 'double', [-Infinity, 0.5]],
    ['NA among words', ['NA', 'AL'], 'utf8', ['NA', 'AL']],
    ['nothing but NA', ['NA', 'NA'], 'utf8', ['NA', 'NA']],
    ['outer blanks', [' 5', '6 '], 'int64', [5n, 6n]],
    [
      'JSON objects',
      ['"{""pre"": 1, ""id"": 720575940618973411}"'],
      'json',
      ['{"pre":1,"id":720575940618973411}'],
    ],
    ['lists of text', ['"[""a"",""b""]"', '[]'], 'list-utf8', [['a', 'b'], []]],
    ['lists of numbers', ['"[1, 2.5]"'], 'list-double', [[1, 2.5]]],
    ['lists of lists', ['"[[1]]"'], 'json', ['[[1]]']],
    ['braces that are no JSON', ['{x}', '{y}'], 'utf8', ['{x}', '{y}']],
  ])('%s', async (_, cells, storage, values) => {
    const read = await readText(edgesWith(...cells))
    expect(columnOf(read.host.edgeColumns, 'x')?.storage).toBe(storage)
    expect(read.edges.map(({ attributes }) => attributes['x'])).toEqual(values)
  })

  it('are decided over the whole file', async () => {
    const cells = Array.from({ length: 70_000 }, (_, index) => String(index))
    const read = await readText(edgesWith(...cells, 'x'))
    expect(read.edges[69_999]?.attributes).toEqual({ x: '69999' })
    const numbers = await readText(edgesWith(...cells, '0.5'))
    expect(numbers.edges[69_999]?.attributes).toEqual({ x: 69_999 })
  })

  it('follow neo4j-admin’s headers', async () => {
    const header =
      ':START_ID(Body-ID),:END_ID(Body-ID),weight:int,roiInfo:string,tag:string,rois:string[],:IGNORE\n'
    const read = await readText(`${header}1,2,3,"{""CX"":{""pre"":4}}",5,EB;FB,x\n`)
    expect(read.edges[0]?.attributes).toEqual({
      weight: 3n,
      roiInfo: '{"CX":{"pre":4}}',
      tag: '5',
      rois: ['EB', 'FB'],
    })
    expect(columnOf(read.host.edgeColumns, 'roiInfo')?.storage).toBe('json')
  })
})

describe('node tables', () => {
  const edges = 'source,target\n10,20\n'

  it('take the id from a column `id`', async () => {
    const read = await readText(edges, {}, 'type,id\nKC,10\nMBON,20\nPN,30\n')
    expect(attributesOf(read, '20')).toEqual({ type: 'MBON' })
    expect(attributesOf(read, '30')).toEqual({ type: 'PN' })
    expect(read.host.nodeCount).toBe(3)
  })

  it('or else from the first column', async () => {
    const read = await readText(edges, {}, 'root_id,size\n10,5\n20,\n')
    expect(attributesOf(read, '10')).toEqual({ size: 5n })
    expect(attributesOf(read, '20')).toEqual({})
  })

  it('leave nodes they do not know without attributes, and say so', async () => {
    const read = await readText(edges, {}, 'id,type\n10,KC\n')
    expect(attributesOf(read, '20')).toEqual({})
    expect(read.host.warnings).toEqual([
      'A node of the edges is not in the node table; it has no attributes (line 2: “20”).',
    ])
  })

  it('keep the first of two rows with one id, and say so', async () => {
    const read = await readText(edges, {}, 'id,type\n10,KC\n20,PN\n10,MBON\n')
    expect(attributesOf(read, '10')).toEqual({ type: 'KC' })
    expect(read.host.warnings[0]).toContain('line 4')
  })

  it('join a GraphML file, whose attributes of the same name they replace', async () => {
    const graphml =
      '<graphml><key id="t" for="node" attr.name="type"/><key id="s" for="node" attr.name="size"/><graph><node id="10"><data key="t">?</data><data key="s">big</data></node></graph></graphml>'
    const read = await readText(graphml, {}, 'id,type\n10,KC\n')
    expect(attributesOf(read, '10')).toEqual({ size: 'big', type: 'KC' })
    expect(read.host.warnings).toEqual(['The node table replaces an attribute of the graph file (“type”).'])
  })

  it('say which file a mistake is in', async () => {
    const error = await refusalOf(edges, {}, 'id,type\n10\n')
    expect(error).toMatchObject({ code: 'ragged-row', line: 2 })
    expect(error.message).toMatch(/^In the node table: Line 2/)
  })
})

describe('tables that are refused', () => {
  it.each([
    ['empty-file', 'an empty file', '', 1],
    ['empty-file', 'nothing but blanks', '\n \n', 1],
    ['empty-table', 'a header only', 'source,target\n', 1],
    ['ragged-row', 'a value too few', 'source,target,w\nA,B,1\nA,B\n', 3],
    ['ragged-row', 'a value too many', 'source,target\nA,B\n"x\ny",B\nA,B,C\n', 5],
    ['unclosed-quote', 'a quote never closed', 'source,target\nA,B\nC,"D\nE,F\n', 3],
    ['invalid-csv', 'a quote in a quoted cell', 'source,target\nA,B\n"C"x,D\n', 3],
    ['not-a-graph', 'one column only', 'just words\nand more\n', 1],
  ])('%s: %s', async (code, _, text, line) => {
    const error = await refusalOf(text, code === 'empty-file' ? {} : { format: 'csv' })
    expect({ code: error.code, line: error.line }).toEqual({ code, line })
  })

  it('does not mind empty cells too many', async () => {
    expect((await importText('source,target\nA,B,,\n')).edgeCount).toBe(1)
  })

  it('asks for the columns it cannot tell, with a preview', async () => {
    const error = await refusalOf('neuron,partner,w\nA,B,1\nB,C,2\n')
    expect(error).toMatchObject({
      code: 'columns-needed',
      preview: { columns: ['neuron', 'partner', 'w'], rows: [['A', 'B', '1'], ['B', 'C', '2']] }, // prettier-ignore
    })
  })

  it('asks also when there is no header', async () => {
    const error = await refusalOf('A,B,1\nB,C,2\n')
    expect(error.code).toBe('columns-needed')
    expect(error.preview?.rows[0]).toEqual(['A', 'B', '1'])
  })

  it('says which columns there are when a named one is not', async () => {
    const error = await refusalOf('source,target\nA,B\n', { source: 'sauce' })
    expect(error.code).toBe('unknown-column')
    expect(error.message).toBe('There is no column “sauce” in this table. It has “source”, “target”.')
  })

  it('tells a matrix whose rows have other names than its columns', async () => {
    const error = await refusalOf(',10,20,30\n1,0,1,0\n2,0,0,1\n3,1,0,0\n')
    expect(error.code).toBe('adjacency-matrix')
    expect(error.hint).toContain('id of a column')
  })
})
