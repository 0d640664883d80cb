import { describe, expect, it } from 'vitest'
import { attributesOf, columnOf, importText, pairsOf, readText, refusalOf } from './imported'

/** A document with these keys and this content. */
function document(content: string, keys = '', edgedefault = 'directed'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
${keys}
<graph edgedefault="${edgedefault}">
${content}
</graph>
</graphml>
`
}

const nodeKey = (type: string) => `<key id="d0" for="node" attr.name="x" attr.type="${type}"/>`
const oneNode = (text: string) => `<node id="A"><data key="d0">${text}</data></node>`
const two = '<node id="A"/><node id="B"/>'

describe('GraphML', () => {
  it.each([
    ['int', ' 7 ', 7n, 'int64'],
    ['long', '720575940618973411', 720575940618973411n, 'int64'],
    ['long', '-0012', -12n, 'int64'],
    ['int', '2.5', 2.5, 'double'],
    ['long', '99999999999999999999', '99999999999999999999', 'json'],
    ['float', '1.5', 1.5, 'double'],
    ['double', '3', 3, 'double'],
    ['double', '-1e+3', -1000, 'double'],
    ['double', 'inf', Infinity, 'double'],
    ['boolean', 'True', true, 'bool'],
    ['boolean', 'false', false, 'bool'],
    ['boolean', '1', true, 'bool'],
    ['boolean', '0', false, 'bool'],
    ['string', '007', '007', 'utf8'],
    ['string', '', '', 'utf8'],
    ['string', ' a &lt; b ', ' a < b ', 'utf8'],
    ['string', '<![CDATA[<b>]]>', '<b>', 'utf8'],
  ])('reads a key of type %s with the text “%s”', async (type, text, value, storage) => {
    const read = await readText(document(oneNode(text), nodeKey(type)))
    expect(attributesOf(read, 'A')).toEqual({ x: value })
    expect(columnOf(read.host.nodeColumns, 'x')?.storage).toBe(storage)
    expect(read.host.warnings).toEqual([])
  })

  it.each(['', 'NaN'])('takes “%s” in a numeric key as missing, silently', async (text) => {
    const read = await readText(document(oneNode(text), nodeKey('double')))
    expect(attributesOf(read, 'A')).toEqual({})
    expect(read.host.warnings).toEqual([])
  })

  it('counts values that are not of their type and leaves them missing', async () => {
    const nodes =
      '<node id="A"><data key="d0">many</data></node>\n<node id="B"><data key="d0">few</data></node>\n<node id="C"><data key="d0">3</data></node>'
    const read = await readText(document(nodes, nodeKey('int')))
    expect(attributesOf(read, 'A')).toEqual({})
    expect(attributesOf(read, 'C')).toEqual({ x: 3n })
    expect(read.host.warnings).toEqual([
      'A value of “x” is no integer; it counts as missing (2 times, first on line 5: “many”).',
    ])
  })

  it('applies the default of a key where an element says nothing', async () => {
    const keys = '<key id="d0" for="node" attr.name="x" attr.type="int"><default>4</default></key>'
    const read = await readText(document('<node id="A"/><node id="B"><data key="d0">5</data></node>', keys))
    expect(attributesOf(read, 'A')).toEqual({ x: 4n })
    expect(attributesOf(read, 'B')).toEqual({ x: 5n })
  })

  it('joins two keys of one name, long and double, into one numeric attribute', async () => {
    const keys =
      '<key id="d0" for="edge" attr.name="w" attr.type="long"/><key id="d1" for="edge" attr.name="w" attr.type="double"/>'
    const edges =
      '<edge source="A" target="B"><data key="d0">2</data></edge><edge source="B" target="A"><data key="d1">0.5</data></edge>'
    const read = await readText(document(two + edges, keys))
    expect(read.edges.map(({ attributes }) => attributes)).toEqual([{ w: 2 }, { w: 0.5 }])
    expect(read.host.edgeAttributes).toEqual({ w: 'number' })
  })

  it('keeps mixed types as they are', async () => {
    const keys =
      '<key id="d0" for="node" attr.name="x" attr.type="long"/><key id="d1" for="node" attr.name="x" attr.type="string"/>'
    const nodes = '<node id="A"><data key="d0">5</data></node><node id="B"><data key="d1">5</data></node>'
    const read = await readText(document(nodes, keys))
    expect(attributesOf(read, 'A')).toEqual({ x: '5' })
    expect(attributesOf(read, 'B')).toEqual({ x: '"5"' })
    expect(columnOf(read.host.nodeColumns, 'x')).toMatchObject({ storage: 'json', type: 'json' })
  })

  it('calls an attribute by the id of its key when it has no name', async () => {
    const read = await readText(document(oneNode('a'), '<key id="d0" for="node"/>'))
    expect(attributesOf(read, 'A')).toEqual({ d0: 'a' })
  })

  it('reads data of an undeclared key as text and says so', async () => {
    const read = await readText(document(oneNode('5')))
    expect(attributesOf(read, 'A')).toEqual({ d0: '5' })
    expect(read.host.warnings).toEqual([
      'Data refer to a key that is not declared and were read as text (line 5: “d0”).',
    ])
  })

  it('leaves keys that nothing uses out of the attributes', async () => {
    expect((await importText(document(two, nodeKey('int')))).nodeAttributes).toEqual({})
  })

  it.each([
    ['directed', '', true, ['A>B']],
    ['undirected', '', false, ['A>B']],
    ['undirected', 'directed="true"', true, ['A>B']],
    ['directed', 'directed="false"', false, ['A>B']],
  ])('edgedefault %s and an edge that says “%s”', async (edgedefault, said, directed, pairs) => {
    const read = await readText(document(`${two}<edge source="A" target="B" ${said}/>`, '', edgedefault))
    expect(read.host.directed).toBe(directed)
    expect(pairsOf(read)).toEqual(pairs)
  })

  it('reads an undirected edge among directed ones as two, and says so', async () => {
    const edges =
      '<edge source="A" target="B"><data key="w">1</data></edge><edge source="B" target="C" directed="false"><data key="w">2</data></edge>'
    const read = await readText(
      document(`${two}<node id="C"/>${edges}`, '<key id="w" for="edge" attr.type="int"/>'),
    )
    expect(pairsOf(read)).toEqual(['A>B', 'B>C', 'C>B'])
    expect(read.edges.map(({ attributes }) => attributes['w'])).toEqual([1n, 2n, 2n])
    expect(read.host).toMatchObject({ directed: true, edgeCount: 3, multigraph: false })
    expect(read.host.warnings[0]).toContain('each edge without a direction was read as two')
  })

  it.each([
    ['parallel edges', '<edge source="A" target="B"/><edge source="A" target="B"/>', true, 2],
    ['edges both ways', '<edge source="A" target="B"/><edge source="B" target="A"/>', false, 2],
    ['two self-loops of one node', '<edge source="A" target="A"/><edge source="A" target="A"/>', true, 2],
    ['one self-loop', '<edge source="A" target="A"/>', false, 1],
  ])('%s', async (_, edges, multigraph, edgeCount) => {
    expect(await importText(document(two + edges))).toMatchObject({ multigraph, edgeCount, nodeCount: 2 })
  })

  it('takes edges both ways in an undirected graph for parallel edges', async () => {
    const edges = '<edge source="A" target="B"/><edge source="B" target="A"/>'
    expect((await importText(document(two + edges, '', 'undirected'))).multigraph).toBe(true)
  })

  it('adds nodes that only edges name, and says so', async () => {
    const read = await readText(document('<node id="A"/>\n<edge source="A" target="Z"/>'))
    expect(read.nodes.map(({ id }) => id).sort()).toEqual(['A', 'Z'])
    expect(read.host.warnings).toEqual([
      'An edge names a node that is not declared; the node was added (line 6: “Z”).',
    ])
  })

  it('does not mind edges before their nodes', async () => {
    const read = await readText(
      document(`<edge source="A" target="B"/>${oneNode('5')}<node id="B"/>`, nodeKey('int')),
    )
    expect(attributesOf(read, 'A')).toEqual({ x: 5n })
    expect(read.host.warnings).toEqual([])
  })

  it('keeps the first of two nodes with one id, and says so', async () => {
    const read = await readText(document(`${oneNode('5')}\n${oneNode('6')}`, nodeKey('int')))
    expect(read.nodes).toEqual([{ id: 'A', attributes: { x: 5n } }])
    expect(read.host.warnings).toEqual([
      'A node id is declared more than once; the first declaration was kept (line 6: “A”).',
    ])
  })

  it('flattens nested graphs, and says so', async () => {
    const nested =
      '<node id="A"><graph edgedefault="directed"><node id="B"/><edge source="B" target="A"/></graph></node>'
    const read = await readText(document(nested))
    expect(pairsOf(read)).toEqual(['B>A'])
    expect(read.host.warnings).toEqual([
      'A graph nested in a node was read as part of the whole graph (line 5).',
    ])
  })

  it('reads the first of several graphs only', async () => {
    const text = document(two).replace(
      '</graphml>',
      '<graph edgedefault="directed"><node id="C"/></graph></graphml>',
    )
    const host = await importText(text)
    expect(host.nodeCount).toBe(2)
    expect(host.warnings[0]).toContain('only the first was read')
  })

  it('leaves out yEd’s drawings without fuss and hyperedges with a warning', async () => {
    const keys = '<key id="d0" for="node" yfiles.type="nodegraphics"/>'
    const nodes =
      '<node id="A"><data key="d0"><y:Shape xmlns:y="y"><y:Label>text</y:Label></y:Shape></data></node><hyperedge/>'
    const host = await importText(document(nodes, keys))
    expect(host.nodeAttributes).toEqual({})
    expect(host.warnings).toEqual(['A hyperedge was left out: motifs have edges between two nodes (line 5).'])
  })

  it('understands prefixed element names', async () => {
    const text =
      '<g:graphml xmlns:g="http://graphml.graphdrawing.org/xmlns"><g:graph edgedefault="directed"><g:node id="A"/></g:graph></g:graphml>'
    expect((await importText(text)).nodeCount).toBe(1)
  })
})

describe('GraphML that is refused', () => {
  it.each([
    ['truncated-xml', 'cut off', document(two).split('</graph>')[0]!, 6],
    ['truncated-xml', 'cut off in a tag', document(two).split('"B"')[0]!, 5],
    ['invalid-xml', 'a wrong closing tag', document('<node id="A"></nodes>'), 5],
    ['invalid-xml', 'an unknown entity', document('<node id="&nbsp;"/>'), 5],
    ['invalid-graphml', 'a node without id', document('\n<node/>'), 6],
    ['invalid-graphml', 'an edge without target', document('<edge source="A"/>'), 5],
    ['not-graphml', 'another kind of XML', '<?xml version="1.0"?>\n<svg><g/></svg>', 2],
  ])('%s: %s', async (code, _, text, line) => {
    const error = await refusalOf(text)
    expect({ code: error.code, line: error.line }).toEqual({ code, line })
    expect(error.message).toMatch(/[.]$/)
  })

  it('names line and column of a mistake', async () => {
    const error = await refusalOf(document('  <node id="A" id="B"/>'))
    expect(error.message).toMatch(/line 5, column \d+/)
    expect(error.column).toBeGreaterThan(15)
  })

  it('says that there is no graph', async () => {
    expect((await refusalOf('<graphml></graphml>')).message).toContain('<graph>')
  })

  const bomb = '<!DOCTYPE graphml [\n<!ENTITY a "aaaaaaaaaa">\n<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">\n]>'
  const external = '<!DOCTYPE graphml [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
  it.each([
    ['an entity bomb', bomb],
    ['an external entity', external],
  ])('%s', async (_, doctype) => {
    const error = await refusalOf(
      `<?xml version="1.0"?>${doctype}<graphml><graph><node id="&a;"/></graph></graphml>`,
    )
    expect(error.code).toBe('entities-refused')
  })

  it('but a DOCTYPE without entities is harmless, and its address is never asked for', async () => {
    const doctype = '<!DOCTYPE graphml SYSTEM "http://graphml.invalid/graphml.dtd">'
    expect((await importText(`${doctype}<graphml><graph>${two}</graph></graphml>`)).nodeCount).toBe(2)
  })

  it('text that is no XML when GraphML was asked for', async () => {
    expect((await refusalOf('source,target\na,b\n', { format: 'graphml' })).code).toBe('not-graphml')
  })
})
