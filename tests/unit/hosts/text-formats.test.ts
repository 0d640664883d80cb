/** What is particular to GEXF, GML, Pajek, DOT and matrices, beyond what all formats share. */
import { describe, expect, it } from 'vitest'
import { exportLosses } from '../../../src/hosts/export-losses'
import { writeGml } from '../../../src/hosts/write-gml'
import { attributesOf, pairsOf, readText, refusalOf } from './imported'

describe('GML', () => {
  const node = (id: string, rest: string) => `node [ id ${id} ${rest} ]`

  it.each([
    ['numbers that only count', node('0', 'label "a"') + node('1', 'label "b"'), ['a', 'b']],
    ['numbers that only count from one', node('1', 'label "a"') + node('2', 'label "b"'), ['a', 'b']],
    ['numbers of their own', node('720575940636196495', 'label "a"') + node('7', 'label "b"'), ['720575940636196495', '7']], // prettier-ignore
    ['a label twice', node('0', 'label "a"') + node('1', 'label "a"'), ['0', '1']],
    ['a label missing', node('0', 'label "a"') + node('1', ''), ['0', '1']],
    ['names', node('0', 'name "a"') + node('1', 'name "b"'), ['a', 'b']],
    ['labels that are numbers', node('0', 'label 17') + node('1', 'label 18'), ['17', '18']],
  ])('knows nodes by their labels only where these are all there are: %s', async (_, nodes, ids) => {
    const read = await readText(`graph [ directed 1 ${nodes} ]`)
    expect(read.nodes.map(({ id }) => id).sort()).toEqual([...ids].sort())
  })

  it('keeps the label as an attribute where it is not the id', async () => {
    const read = await readText(`graph [ ${node('5', 'label "a"')} ${node('7', 'label "7"')} ]`)
    expect(attributesOf(read, '5')).toEqual({ label: 'a' })
    expect(attributesOf(read, '7')).toEqual({})
  })

  it('takes edges before their nodes, and between nodes', async () => {
    const text = `graph [ directed 1 edge [ source 0 target 1 w 1 ] ${node('0', 'label "a"')} ${node('1', 'label "b"')}
      edge [ source 1 target 2 w 2 ] ${node('2', 'label "c"')} edge [ source 2 target 0 w 3 ] ]`
    const read = await readText(text)
    expect(pairsOf(read).sort()).toEqual(['a>b', 'b>c', 'c>a'].sort())
    expect(read.host.warnings).toEqual([])
  })

  it('reads lists and objects as such, and references to characters', async () => {
    const read = await readText(
      'graph [ node [ id 5 at [ x 1.5 y [ z "&lt;&#228;&#x1D11E;&nosuch;" ] ] t 1 t 2 t "c" n NaN i -INF p +5 ] ]',
    )
    expect(attributesOf(read, '5')).toEqual({
      at: JSON.stringify({ x: 1.5, y: { z: '<ä𝄞&nosuch;' } }),
      t: '[1,2,"c"]',
      i: -Infinity,
      p: 5n,
    })
  })

  it('says at its top what it could not write, in ASCII', async () => {
    const columns = [{ name: 'naïve', storage: 'bool' as const }, { name: 'na_ve', storage: 'json' as const }] // prettier-ignore
    const graph = { directed: false, multigraph: false, nodeColumns: columns, edgeColumns: [], edges: [] }
    let text = ''
    for await (const piece of writeGml({ ...graph, nodes: [{ id: 'é', values: [true, { a: [1] }] }] }))
      text += piece
    expect(text).toMatch(/^[ -~\n]+$/)
    expect(text.split('\n').filter((line) => line.startsWith('#'))).toHaveLength(3)
    expect(attributesOf(await readText(text), 'é')).toEqual({ na_ve: 1n, na_ve_2: '{"a":[1]}' })
  })
})

describe('what a format cannot carry', () => {
  const column = (name: string, storage: 'bool' | 'json' | 'list-utf8' | 'int64') => ({ name, storage })
  const all = {
    nodeColumns: [column('b', 'bool'), column('j', 'json')],
    edgeColumns: [column('l', 'list-utf8')],
  }

  it.each([
    ['json', 0],
    ['dot', 1],
    ['gexf', 1],
    ['pajek', 1],
    ['graphml', 1],
    ['gml', 2],
    ['csv', 1],
  ])('is told in sentences: %s', (format, count) => {
    expect(exportLosses(format, all)).toHaveLength(count)
    expect(exportLosses(format, { nodeColumns: [], edgeColumns: [column('w', 'int64')] })).toEqual([])
  })
})

describe('DOT', () => {
  it('flattens subgraphs: groups, chains, defaults, ports, texts of all kinds', async () => {
    const read = await readText(`strict digraph "G" { // a comment
      graph [rankdir=LR]; rankdir = TB; node [kind=KC, size=3]
      a:out:n -> b:in -> {c; d [size=4]} [weight=2]
      subgraph cluster_1 { label = inner; edge [sign="-"]; node [kind=MBON] e -> f [label=<<b>bold</b>>] }
      subgraph cluster_1 -> g
      "a" [note="one " + "two\\l", kind="x\\
y", lone]
    }`)
    expect(pairsOf(read)).toEqual(['a>b', 'b>c', 'b>d', 'e>f', 'e>g', 'f>g'])
    expect(attributesOf(read, 'a')).toEqual({ kind: 'xy', size: 3n, note: 'one two\\l', lone: true })
    expect(attributesOf(read, 'd')).toEqual({ kind: 'KC', size: 4n })
    expect(attributesOf(read, 'e')).toEqual({ kind: 'MBON', size: 3n })
    expect(read.edges.map(({ attributes }) => attributes)).toEqual([
      { weight: 2n },
      { weight: 2n },
      { weight: 2n },
      { sign: '-', label: '<b>bold</b>' },
      {},
      {},
    ])
    expect(read.host.warnings).toEqual([])
  })

  it('reads numbers as such where they stand bare, and as text in quotes', async () => {
    const read = await readText('graph { a [x=-.5, y="1"] b [x=7, y="02"] a -- b -- a }')
    expect(read.host).toMatchObject({ directed: false, multigraph: true })
    expect(read.host.nodeAttributes).toEqual({ x: 'number', y: 'string' })
    expect(attributesOf(read, 'a')).toEqual({ x: -0.5, y: '1' })
  })
})

describe('Pajek', () => {
  it('reads matrices of one kind and of two', async () => {
    const one = await readText('*Vertices 2\n1 a\n2 b\n*Matrix\n0 2.5\n1\n0\n')
    expect(pairsOf(one)).toEqual(['a>b', 'b>a'])
    expect(one.edges.map(({ attributes }) => attributes)).toEqual([{ weight: 2.5 }, { weight: 1 }])
    const two = await readText('*Vertices 3 1\n1 a\n2 b\n3 c\n*Matrix\n0 4\n')
    expect(pairsOf(two)).toEqual(['a>c'])
  })

  it('keeps numbers as ids where a label stands twice', async () => {
    const read = await readText('*Vertices 3\n1 "x"\n2 "x"\n3 "3"\n*Edges\n1 2\n')
    expect(read.host).toMatchObject({ directed: false, nodeCount: 3, edgeCount: 1 })
    expect(attributesOf(read, '1')).toEqual({ label: 'x' })
    expect(attributesOf(read, '3')).toEqual({})
  })
})

describe('a matrix', () => {
  const symmetric = ',a,b,c\na,0,2,0\nb,2,1,0\nc,0,0,0\n'

  it('without direction holds each edge twice, and is read once', async () => {
    expect(pairsOf(await readText(symmetric))).toEqual(['a>b', 'b>a', 'b>b'])
    const read = await readText(symmetric, { directed: false })
    expect(read.host).toMatchObject({ directed: false, multigraph: false, nodeCount: 3, edgeCount: 2 })
  })

  it('of sources by targets is read where it is asked for', async () => {
    const text = 'pre;x;y\na;1,5;0\n'.replace('1,5', '1.5')
    expect((await refusalOf(text)).code).toBe('columns-needed')
    const read = await readText(text, { format: 'matrix' })
    expect(read.edges).toEqual([{ source: 'a', target: 'x', attributes: { weight: 1.5 } }])
    expect(read.host.nodeCount).toBe(3)
  })

  it('may have a first row longer than what is looked at for the columns of a table', async () => {
    const ids = Array.from({ length: 5000 }, (_, index) => `7205759406361${index + 10000}`)
    const rows = [0, 4999].map((row) => [ids[row], ...ids.map((_, column) => Number(column === 4998))].join())
    const read = await readText(`${['', ...ids].join()}\n${rows.join('\n')}\n`)
    expect(read.host.nodeCount).toBe(5000)
    expect(pairsOf(read)).toEqual([`${ids[0]}>${ids[4998]}`, `${ids[4999]}>${ids[4998]}`])
  })

  it('is not seen in an edge list with an index, nor in one whose columns are named', async () => {
    expect((await refusalOf(',a,b,w\n0,1,2,5\n1,2,1,6\n')).code).toBe('columns-needed')
    expect(pairsOf(await readText(',a,b\na,1,2\n', { source: 'column 1', target: 'a' }))).toEqual(['a>1'])
  })
})

describe('GEXF', () => {
  it.each([
    ['["a","b, c"]', ['a', 'b, c']],
    ['[a, "b, c"]', ['a', 'b, c']],
    ['a|b', ['a', 'b']],
    ['a;b', ['a', 'b']],
    ['a, b', ['a', 'b']],
    ['a', ['a']],
    ['[]', []],
    ['', []],
  ])('reads a list written as %j', async (text, values) => {
    const read = await readText(
      '<gexf><graph><attributes class="node"><attribute id="0" title="t" type="liststring"/></attributes><nodes>' +
        `<node id="z"><attvalues><attvalue for="0" value="[x]"/></attvalues></node>` +
        `<node id="n"><attvalues><attvalue for="0" value='${text}'/></attvalues></node></nodes></graph></gexf>`,
    )
    expect(attributesOf(read, 'n')).toEqual({ t: values })
  })

  it('is undirected unless it says otherwise; an edge both ways is two', async () => {
    const graph = (attributes: string, type: string) =>
      readText(`<gexf><graph ${attributes}><nodes><node id="a"/><node id="b"/></nodes><edges><edge source="a" target="b"/><edge source="a" target="b" type="${type}"/></edges></graph></gexf>`) // prettier-ignore
    expect((await graph('', 'undirected')).host.directed).toBe(false)
    expect(pairsOf(await graph('defaultedgetype="directed"', 'directed'))).toEqual(['a>b', 'a>b'])
    expect(pairsOf(await graph('defaultedgetype="directed"', 'mutual'))).toEqual(['a>b', 'a>b', 'b>a'])
  })
})
