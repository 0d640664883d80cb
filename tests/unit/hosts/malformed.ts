/** Files that are wrong, by hand: what each is refused with, or what is said of it when it can be read all the same. */

/** `code` and `line` of the error, or the beginning of a warning. */
export type Outcome = { code: string; line?: number } | { warning: string }

/** One long default, which every node gets. */
const long = 'x'.repeat(1 << 16)
const many = (node: (index: number) => string) =>
  Array.from({ length: 5000 }, (_, index) => node(index)).join('')

export const malformed: Record<string, [what: string, text: string, outcome: Outcome][]> = {
  gexf: [
    ['no graph', '<gexf/>', { code: 'invalid-gexf' }],
    ['another root', '<tree/>', { code: 'not-gexf', line: 1 }],
    ['no XML', 'hello', { code: 'not-gexf', line: 1 }],
    ['cut off', '<gexf>\n<graph>\n<nodes><node id="a"/>', { code: 'truncated-xml', line: 3 }],
    ['a node without id', '<gexf><graph><nodes>\n<node label="a"/></nodes></graph></gexf>', { code: 'invalid-gexf', line: 2 }], // prettier-ignore
    ['an edge without target', '<gexf><graph><edges>\n\n<edge source="a"/></edges></graph></gexf>', { code: 'invalid-gexf', line: 3 }], // prettier-ignore
    ['a value without value', '<gexf><graph><nodes><node id="a"><attvalues>\n<attvalue for="0"/></attvalues></node></nodes></graph></gexf>', { code: 'invalid-gexf', line: 2 }], // prettier-ignore
    ['a value of nothing', '<gexf><graph><nodes><node id="a"><attvalues>\n<attvalue value="0"/></attvalues></node></nodes></graph></gexf>', { code: 'invalid-gexf', line: 2 }], // prettier-ignore
    ['an attribute nobody declared', '<gexf><graph><nodes><node id="a"><attvalues><attvalue for="9" value="0"/></attvalues></node></nodes></graph></gexf>', { warning: 'A value refers to an attribute that is not declared' }], // prettier-ignore
    ['a number that is none', '<gexf><graph><attributes class="node"><attribute id="0" title="n" type="integer"/></attributes><nodes><node id="a"><attvalues><attvalue for="0" value="x"/></attvalues></node></nodes></graph></gexf>', { warning: 'A value of “n” is no integer' }], // prettier-ignore
    ['a weight that is none', '<gexf><graph><edges><edge source="a" target="a" weight="heavy"/></edges></graph></gexf>', { warning: 'An edge names a node' }], // prettier-ignore
    ['an unknown type', '<gexf><graph><attributes class="node"><attribute id="0" title="n" type="quaternion"/></attributes></graph></gexf>', { warning: 'An attribute has an unknown type' }], // prettier-ignore
    ['a node twice', '<gexf><graph><nodes><node id="a"/><node id="a"/></nodes></graph></gexf>', { warning: 'A node id is declared more than once' }], // prettier-ignore
    ['two graphs', '<gexf><graph/><graph/></gexf>', { warning: 'The file holds several graphs' }],
    ['an unclosed tag', '<gexf><graph></gexf>', { code: 'invalid-xml', line: 1 }],
    ['an unescaped sign', '<gexf>\n<graph><nodes><node id="a & b; c"/></nodes></graph></gexf>', { code: 'invalid-xml', line: 2 }], // prettier-ignore
    ['an external entity', '<!DOCTYPE gexf [<!ENTITY x SYSTEM "file:///etc/passwd">]><gexf><graph><nodes><node id="&x;"/></nodes></graph></gexf>', { code: 'entities-refused', line: 1 }], // prettier-ignore
    ['an entity bomb', '<!DOCTYPE gexf [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><gexf><graph><nodes><node id="&b;"/></nodes></graph></gexf>', { code: 'entities-refused', line: 1 }], // prettier-ignore
    ['a bomb of defaults', `<gexf><graph><attributes class="node"><attribute id="0"><default>${long}</default></attribute></attributes><nodes>${many((index) => `<node id="${index}"/>`)}</nodes></graph></gexf>`, { code: 'host-too-large' }], // prettier-ignore
    ['time', '<gexf><graph mode="dynamic"><nodes><node id="a" start="1"><spells><spell start="1"/></spells></node></nodes></graph></gexf>', { warning: 'Values or elements that change over time' }], // prettier-ignore
  ],
  graphml: [
    ['an entity that nobody declared', '<graphml><graph><node id="&bomb;"/></graph></graphml>', { code: 'invalid-xml', line: 1 }], // prettier-ignore
    ['GEXF', '<gexf><graph/></gexf>', { code: 'not-graphml', line: 1 }],
    ['an entity bomb', '<!DOCTYPE graphml [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>\n<graphml>&lol2;</graphml>', { code: 'entities-refused', line: 1 }], // prettier-ignore
    ['a bomb of defaults', `<graphml><key id="0" for="node"><default>${long}</default></key><graph>${many((index) => `<node id="${index}"/>`)}</graph></graphml>`, { code: 'host-too-large' }], // prettier-ignore
    ['a wrong closing tag', '<graphml>\n<graph></node></graphml>', { code: 'invalid-xml', line: 2 }],
    [
      'a node without id',
      '<graphml><graph>\n<node/></graph></graphml>',
      { code: 'invalid-graphml', line: 2 },
    ],
  ],
  gml: [
    ['no graph', 'Creator "me"\n', { code: 'invalid-gml', line: 1 }],
    ['nothing but another list', 'tree [ a 1 ]', { code: 'invalid-gml', line: 1 }],
    ['an open list', 'graph [\n node [\n id 1\n', { code: 'truncated-gml', line: 2 }],
    ['a bracket too many', 'graph [ ]\n]', { code: 'invalid-gml', line: 2 }],
    ['a name without value', 'graph [\n node [ id ] ]', { code: 'invalid-gml', line: 2 }],
    ['a value without name', 'graph [\n node [ 5 id ] ]', { code: 'invalid-gml', line: 2 }],
    ['an open quote', 'graph [\n node [ id 1 label "a ] ]\n]\n', { code: 'unclosed-quote', line: 2 }],
    ['a node without id', 'graph [\n node [ label "a" ] ]', { code: 'invalid-gml', line: 2 }],
    [
      'an edge without target',
      'graph [ node [ id 1 ]\n\n edge [ source 1 ] ]',
      { code: 'invalid-gml', line: 3 },
    ],
    ['an id that is a list', 'graph [ node [ id [ a 1 ] ] ]', { code: 'invalid-gml', line: 1 }],
    ['a node that is a number', 'graph [\nnode 5 ]', { code: 'invalid-gml', line: 2 }],
    ['lists without end', `graph [ ${'a [ '.repeat(5000)}`, { code: 'invalid-gml', line: 1 }],
    ['an edge to nobody', 'graph [ node [ id 1 ] edge [ source 1 target 9 ] ]', { warning: 'An edge names a node that is not declared' }], // prettier-ignore
    [
      'a node twice',
      'graph [ node [ id 7 ] node [ id 7 ] ]',
      { warning: 'A node id is declared more than once' },
    ],
    ['two graphs', 'graph [ node [ id 1 ] ] graph [ ]', { warning: 'The file holds several graphs' }],
    ['a CSV', 'a,b\n1,2\n', { code: 'invalid-gml' }],
  ],
  pajek: [
    ['no vertices', '*Network x\n', { code: 'invalid-pajek', line: 1 }],
    ['edges first', '*Arcs\n1 2\n', { code: 'invalid-pajek', line: 1 }],
    ['a line before everything', 'hello\n*Vertices 1\n', { code: 'invalid-pajek', line: 1 }],
    ['no number of vertices', '*Vertices many\n', { code: 'invalid-pajek', line: 1 }],
    ['vertices beyond all measure', '*Vertices 99999999999\n', { code: 'invalid-pajek', line: 1 }],
    ['a vertex beyond', '*Vertices 1\n2 "b"\n', { code: 'invalid-pajek', line: 2 }],
    ['a vertex that is no number', '*Vertices 1\nx "b"\n', { code: 'invalid-pajek', line: 2 }],
    ['a vertex twice', '*Vertices 1\n1 "b"\n1 "c"\n', { warning: 'A vertex is listed more than once' }],
    ['an open quote', '*Vertices 2\n1 "b\n2 "c"\n', { code: 'invalid-pajek', line: 2 }],
    ['vertices twice', '*Vertices 1\n1 a\n*Vertices 1\n', { code: 'invalid-pajek', line: 3 }],
    ['an arc to nobody', '*Vertices 2\n*Arcs\n1 3\n', { code: 'invalid-pajek', line: 3 }],
    ['an arc with one end', '*Vertices 2\n*Arcs\n1\n', { code: 'invalid-pajek', line: 3 }],
    ['a word too many', '*Vertices 2\n*Arcs\n1 2 1 c\n', { warning: 'A word at the end of a line' }],
    ['a short matrix', '*Vertices 2\n*Matrix\n0 1\n', { code: 'invalid-pajek', line: 2 }],
    ['a long matrix', '*Vertices 2\n*Matrix\n0 1\n1 0\n1\n', { code: 'invalid-pajek', line: 5 }],
    ['words in a matrix', '*Vertices 2\n*Matrix\n0 x\n', { code: 'invalid-pajek', line: 3 }],
    [
      'a matrix of two kinds, all of the first',
      '*Vertices 2 2\n*Matrix\n1 1\n',
      { code: 'invalid-pajek', line: 3 },
    ],
    ['an unknown section', '*Vertices 1\n*Events\nAV 1\n', { warning: 'A section that is no part' }],
  ],
  dot: [
    ['no graph', 'hello { a }', { code: 'invalid-dot', line: 1 }],
    ['no body', 'graph', { code: 'invalid-dot', line: 1 }],
    ['an open body', 'graph {\n a -- b', { code: 'invalid-dot', line: 2 }],
    ['an open quote', 'graph {\n a -- "b }\n', { code: 'unclosed-quote', line: 2 }],
    ['an open comment', 'graph { /* a -- b }', { code: 'unclosed-quote', line: 1 }],
    ['an open HTML text', 'graph { a [label=<<b>x] }', { code: 'unclosed-quote', line: 1 }],
    ['an edge to nothing', 'digraph {\n a -> \n}', { code: 'invalid-dot', line: 3 }],
    ['an attribute without value', 'graph { a [x=] }', { code: 'invalid-dot', line: 1 }],
    ['attributes without end', 'graph { a [x=1; }', { code: 'invalid-dot', line: 1 }],
    ['a sign from elsewhere', 'graph { a @ b }', { code: 'invalid-dot', line: 1 }],
    ['subgraphs without end', `graph { ${'{ '.repeat(5000)}`, { code: 'invalid-dot', line: 1 }],
    ['a bomb of groups', `graph { ${'{a b c d e f g h i j k l m n o p q r s t u v w x y z} -- '.repeat(20000)} a }`, { code: 'invalid-dot', line: 1 }], // prettier-ignore
    ['a bomb of defaults', `graph { node [x="${long}"] ${many((index) => `${index};`)} }`, { code: 'host-too-large' }], // prettier-ignore
    ['the arrow of the other kind', 'digraph { a -- b }', { warning: 'An edge “--” was read as “->”' }],
    ['a repeated edge of a strict graph', 'strict graph { a -- b; b -- a }', { warning: 'A repeated edge' }],
    ['two graphs', 'graph { a } graph { b }', { warning: 'The file holds several graphs' }],
  ],
  matrix: [
    ['words', ',a,b\na,0,x\nb,1,0\n', { code: 'invalid-matrix', line: 2 }],
    ['a column twice', ',a,a\na,0,1\n', { code: 'invalid-matrix', line: 1 }],
    ['a short row', ',a,b\na,0\n', { code: 'ragged-row', line: 2 }],
    ['no rows', ',a,b\n', { code: 'empty-table', line: 1 }],
    ['a row without id', ',a,b\n,0,1\n', { warning: 'A row of the matrix without an id' }],
  ],
  csv: [
    ['an open quote', 'source,target\na,"b\n', { code: 'unclosed-quote', line: 2 }],
    ['a row too long', 'source,target\na,b,c\n', { code: 'ragged-row', line: 2 }],
    ['no rows', 'source,target\n', { code: 'empty-table', line: 1 }],
    ['a row without target', ':START_ID,:END_ID\na,\n', { warning: 'A row without source or target' }],
    [
      'ids of two spaces',
      ':START_ID(A),:END_ID(B)\n1,2\n',
      { warning: 'The ends of edges have ids of two spaces' },
    ],
    ['a table of nodes', 'bodyId:ID(Body-ID),type:string\n1,KC\n', { code: 'not-a-graph', line: 1 }],
    ['a lone column', 'source\na\n', { code: 'not-a-graph', line: 1 }],
  ],
  json: [
    ['no edges', '{"nodes": []}', { code: 'not-node-link' }],
    ['cut off', '{"nodes": [{"id": 1}', { code: 'truncated-json' }],
    ['a node that is a number', '{"nodes": [\n1], "links": []}', { code: 'not-node-link', line: 2 }],
    ['an edge without target', '{"nodes": [], "links": [{"source": 1}]}', { code: 'not-node-link', line: 1 }],
  ],
}
