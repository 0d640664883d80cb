/** Every kind of attribute in every format that has it, once: numbers, text, Booleans, lists, JSON, 64-bit ids; and what
 *  is missing is missing. */
import { Bool, Field, Float64, Int64, List, Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import type { AttributeColumn } from '../../../src/model/attribute'
import { readHost, importText } from './imported'

const long = '9223372036854775807'
const attribute = (name: string, value: string) => `<data key="${name}">${value}</data>`
const graphml = `<graphml>${[
  ['n', 'double'],
  ['t', 'string'],
  ['b', 'boolean'],
  ['i', 'long'],
]
  .map(([name, type]) => `<key id="${name}" for="edge" attr.name="${name}" attr.type="${type}"/>`)
  .join('')}<graph edgedefault="directed"><node id="x"/><node id="y"/><edge source="x" target="y">${
  attribute('n', '1.5') + attribute('t', 'hi') + attribute('b', 'true') + attribute('i', long)
}</edge><edge source="y" target="x"/></graph></graphml>`

const gexf = `<gexf version="1.3"><graph defaultedgetype="directed"><attributes class="edge">${[
  ['n', 'double'],
  ['t', 'string'],
  ['b', 'boolean'],
  ['i', 'long'],
  ['l', 'liststring'],
]
  .map(([name, type]) => `<attribute id="${name}" title="${name}" type="${type}"/>`)
  .join('')}</attributes><nodes><node id="x"/><node id="y"/></nodes><edges>
  <edge source="x" target="y"><attvalues>${[
    ['n', '1.5'],
    ['t', 'hi'],
    ['b', 'true'],
    ['i', long],
    ['l', '[a, b]'],
  ]
    .map(([name, value]) => `<attvalue for="${name}" value="${value}"/>`)
    .join('')}</attvalues></edge><edge source="y" target="x"/></edges></graph></gexf>`

const json = `{"directed":true,"nodes":[{"id":"x"},{"id":"y"}],"links":[{"source":"x","target":"y","n":1.5,"t":"hi",
  "b":true,"i":${long},"l":["a","b"],"j":{"k":[1]}},{"source":"y","target":"x","n":null}]}`

const gml = `graph [ directed 1 node [ id 0 label "x" ] node [ id 1 label "y" ]
  edge [ source 0 target 1 n 1.5 t "hi" i ${long} ] edge [ source 1 target 0 ] ]`

const csv = `source,target,n,t,b,i,l,j\nx,y,1.5,hi,true,${long},"[""a"",""b""]","{""k"":[1]}"\ny,x,,,,,,\n`

const dot = `digraph { x -> y [n=1.5, t="hi", b=true, i=${long}]; y -> x }`
const pajek = `*Vertices 2\n1 "x"\n2 "y"\n*Arcs\n1 2 1.5 t hi i ${long}\n2 1\n`

const arrow = tableToIPC(
  new Table({
    source: vectorFromArray(['x', 'y'], new Utf8()),
    target: vectorFromArray(['y', 'x'], new Utf8()),
    n: vectorFromArray([1.5, null], new Float64()),
    t: vectorFromArray(['hi', null], new Utf8()),
    b: vectorFromArray([true, null], new Bool()),
    i: vectorFromArray([BigInt(long), null], new Int64()),
    l: vectorFromArray([['a', 'b'], null], new List(new Field('item', new Utf8()))),
  }),
  'stream',
)

const values: Record<string, unknown> = {
  n: 1.5,
  t: 'hi',
  b: true,
  i: BigInt(long),
  l: ['a', 'b'],
  j: '{"k":[1]}',
}
const kinds: Record<string, Pick<AttributeColumn, 'type' | 'storage'>> = {
  n: { type: 'number', storage: 'double' },
  t: { type: 'string', storage: 'utf8' },
  b: { type: 'boolean', storage: 'bool' },
  i: { type: 'number', storage: 'int64' },
  l: { type: 'list', storage: 'list-utf8' },
  j: { type: 'json', storage: 'json' },
}

describe('attributes', () => {
  it.each([
    ['graphml', graphml, 'ntbi'],
    ['gexf', gexf, 'ntbil'],
    ['json', json, 'ntbilj'],
    // GML has no Booleans.
    ['gml', gml, 'nti'],
    ['csv', csv, 'ntbilj'],
    ['dot', dot, 'ntbi'],
    ['arrow', arrow, 'ntbil'],
  ] as const)('of %s are typed, exact, and missing where there is none', async (format, content, carried) => {
    const read = readHost(await importText(content))
    expect(read.host.format).toBe(format)
    const names = [...carried]
    expect(read.edges[0]?.attributes).toEqual(Object.fromEntries(names.map((name) => [name, values[name]])))
    expect(read.edges[1]?.attributes).toEqual({})
    for (const name of names)
      expect(
        read.host.edgeColumns.find((column) => column.name === name),
        name,
      ).toMatchObject(kinds[name] ?? {})
  })

  it('of Pajek are the weight and named values', async () => {
    const read = readHost(await importText(pajek))
    expect(read.edges[0]?.attributes).toMatchObject({ weight: 1.5, t: 'hi', i: BigInt(long) })
    expect(read.edges[1]?.attributes).not.toHaveProperty('t')
  })
})
