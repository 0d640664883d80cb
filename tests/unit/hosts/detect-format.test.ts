import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { detectFormat } from '../../../src/hosts/formats/detect-format'
import { importGraph } from '../../../src/hosts/import-graph'
import { importText, pairsOf, readText, refusalOf } from './imported'

const csv = 'source,target,x\nnaïve,B,1\n'
const graphml =
  '<?xml version="1.0"?><graphml><graph edgedefault="directed"><edge source="naïve" target="B"/></graph></graphml>'
const json = '{"directed": true, "nodes": [], "links": [{"source": "naïve", "target": "B"}]}'

const gexf =
  '<?xml version="1.0"?><gexf><graph defaultedgetype="directed"><edges><edge source="naïve" target="B"/></edges></graph></gexf>'
const gml =
  'Creator "me, now"\ngraph\n[ directed 1 node [ id 0 label "naïve" ] node [ id 1 label "B" ] edge [ source 0 target 1 ] ]'
const pajek = '% by hand\n*Network x\n*Vertices 2\n1 "naïve"\n2 B\n*arcs\n1 2\n'
const dot = '/* by * hand */ // too\n# and this\nstrict digraph "a \\" b" { naïve -> B }'

const utf16 = (text: string, isLittle: boolean): Uint8Array => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return isLittle ? bytes : bytes.swap16()
}

describe('a file', () => {
  it.each([
    ['csv', csv],
    ['graphml', graphml],
    ['json', json],
    ['gexf', gexf],
    ['gml', gml],
    ['pajek', pajek],
    ['dot', dot],
  ])('is known for %s by its content, compressed or not, in any Unicode encoding', async (format, text) => {
    const versions = [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      gzipSync(text),
      utf16(text, true),
      utf16(text, false),
      gzipSync(utf16(text, true)),
      Buffer.from(text, 'utf16le'),
    ]
    const read = await Promise.all(versions.map((bytes) => readText(new Uint8Array(bytes))))
    expect(read.map(({ host }) => host.format)).toEqual(versions.map(() => format))
    expect(read.map(pairsOf)).toEqual(versions.map(() => ['naïve>B']))
    expect(new Set(read.map(({ host }) => host.id)).size).toBe(1)
  })

  it.each([
    ['gml', 'Creator Mark Newman on Sat Jul 22\nVersion 1\ngraph\n\n[\n]'],
    ['gml', '# only nodes\r\ngraph [\r\n node [ id 1 ] ]'],
    ['gexf', '<?xml version="1.0"?><!-- a --><g:gexf xmlns:g="x"/>'],
    ['pajek', '*vertices 3'],
    ['pajek', '%\n%\n *NETWORK x'],
    ['dot', 'GRAPH{a--b}'],
    ['dot', 'graph { graph [label="x"] }'],
    ['csv', 'graph,target\na,b\n'],
    ['csv', 'digraph\tb\na\tb'],
    ['csv', '*,b\na,b'],
  ])('is known for %s by how it begins: %j', (format, text) => {
    expect(detectFormat(new TextEncoder().encode(text))).toBe(format)
  })

  it.each([
    ['gml', 'graph [\n'.repeat(500).replaceAll('[', '')],
    ['dot', '/*'.repeat(2000)],
    ['dot', `graph "${'\\"'.repeat(1500)}`],
    ['pajek', '%\n'.repeat(2000)],
    ['gml', 'a b\n'.repeat(1000)],
  ])('that nearly is %s is looked at without trying every way', (_, text) => {
    const begin = performance.now()
    detectFormat(new TextEncoder().encode(text))
    expect(performance.now() - begin).toBeLessThan(1000)
  })

  it('in the encoding its XML declaration names is read in it', async () => {
    const text = graphml.replace('?>', ' encoding="ISO-8859-1"?>')
    expect(pairsOf(await readText(Buffer.from(text, 'latin1')))).toEqual(['naïve>B'])
  })

  it('that declares UTF-16 in plain bytes is not believed', async () => {
    expect(pairsOf(await readText(graphml.replace('?>', ' encoding="utf-16"?>')))).toEqual(['naïve>B'])
  })

  it('in an encoding nobody knows is refused', async () => {
    const error = await refusalOf(graphml.replace('?>', ' encoding="klingon"?>'))
    expect(error).toMatchObject({ code: 'unknown-encoding', line: 1 })
    expect(error.message).toContain('klingon')
  })

  it.each([
    ['csv', Buffer.from(csv, 'latin1'), 2],
    ['graphml', Buffer.from(graphml.replace('<graph', '\n\n<graph'), 'latin1'), 3],
    ['json', Buffer.from(json, 'latin1'), 1],
    ['a cut character', Buffer.from(`${csv}A,ï`).subarray(0, -1), 3],
  ])('with bytes that are no UTF-8 is refused with the line: %s', async (_, bytes, line) => {
    expect(await refusalOf(new Uint8Array(bytes))).toMatchObject({ code: 'invalid-encoding', line })
  })

  it.each([
    ['an HTML page', '<!DOCTYPE html>\n<html><body>404</body></html>', 'unsupported-format'],
    ['a ZIP archive', 'PK\u0003\u0004more', 'unsupported-format'],
    ['a SQLite database', 'SQLite format 3', 'unsupported-format'],
  ])('that is %s is called what it is', async (what, text, code) => {
    const error = await refusalOf(text)
    expect(error.code).toBe(code)
    expect(error.message).toContain(what)
    expect(error.hint).toBeTruthy()
  })

  it.each([
    ['comments in markup', '<!---->'.repeat(600)],
    ['marks of comments', '# '.repeat(2000)],
  ])('made of %s is looked at in no time', async (_, text) => {
    const begin = performance.now()
    await refusalOf(text)
    expect(performance.now() - begin).toBeLessThan(1000)
  })

  it('of another format than the one asked for is refused by that format', async () => {
    expect((await refusalOf(json, { format: 'graphml' })).code).toBe('not-graphml')
    expect((await refusalOf('<!DOCTYPE html><html/>', { format: 'graphml' })).message).toContain('HTML page')
    expect((await refusalOf(graphml, { format: 'json' })).code).toBe('invalid-json')
  })

  it('of several gzip members is read to its end', async () => {
    const members = [csv, 'A,B,2\n'.repeat(3000), 'C,D,3\n'].map((text) => gzipSync(text))
    const whole = Buffer.concat(members) as Uint8Array<ArrayBuffer>
    const open = () => new Blob([whole]).stream()
    const source = { stream: open(), size: whole.length, reopen: async () => open() }
    expect((await importGraph(source, null, {})).edgeCount).toBe(3002)
  })

  it('whose compression is cut off is refused', async () => {
    const whole = gzipSync(csv + 'A,B,1\n'.repeat(10_000))
    expect((await refusalOf(new Uint8Array(whole.subarray(0, whole.length >> 1)))).code).toBe('damaged-gzip')
  })

  it('that stays empty after unpacking is called empty', async () => {
    expect((await refusalOf(new Uint8Array(gzipSync('')))).code).toBe('empty-file')
  })

  it('is one host with another of the same content, and another with different content', async () => {
    const id = (text: string) => importText(text).then((host) => host.id)
    const first = await id(csv)
    expect(await id('# a comment\r\nsource;target;x\r\n"naïve";B;1\r\n')).toBe(first)
    const others = ['source,target,x\nnaïve,B,2\n', 'source,target,y\nnaïve,B,1\n', 'source,target,x\nB,naïve,1\n', 'source,target,x\nnaïve,B,1.5\n', 'source,target,x\nnaïve,B,one\n', 'source,target,x\nnaïve,B,\n'] // prettier-ignore
    const ids = await Promise.all(others.map(id))
    expect(new Set([first, ...ids]).size).toBe(7)
  })
})
