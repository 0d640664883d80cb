import { describe, expect, it } from 'vitest'
import { attributesOf, columnOf, importText, pairsOf, readText, refusalOf } from './imported'

/** A document as networkx writes it, with these lists as JSON text. */
function document(nodes: string, links = '[]', { key = 'links', directed = true } = {}): string {
  return `{"directed": ${directed}, "multigraph": false, "graph": {"name": "x"},\n"nodes": ${nodes},\n"${key}": ${links}}`
}

const two = '[{"id": "A"}, {"id": "B"}]'

describe('node-link JSON', () => {
  it.each(['links', 'edges'])('reads its %s', async (key) => {
    const read = await readText(document(two, '[{"source": "A", "target": "B", "w": 2}]', { key }))
    expect(read.edges).toEqual([{ source: 'A', target: 'B', attributes: { w: 2n } }])
    expect(read.host).toMatchObject({ directed: true, format: 'json', warnings: [] })
  })

  it('does not mind the order of its members', async () => {
    const read = await readText(
      '{"edges": [{"source": 1, "target": 2}], "nodes": [{"id": 2}, {"id": 1}], "directed": false}',
    )
    expect(read.host).toMatchObject({ directed: false, warnings: [] })
    expect(pairsOf(read)).toEqual(['1>2'])
  })

  it('is undirected when it does not say, as networkx assumes', async () => {
    expect((await importText('{"nodes": [], "links": []}')).directed).toBe(false)
  })

  it.each([
    ['integers', ['1', '-20'], 'int64', 'number', [1n, -20n]],
    ['integers beyond 2^53', ['9007199254740993', '1'], 'int64', 'number', [9007199254740993n, 1n]],
    ['integers beyond 64 bits', ['18446744073709551615'], 'json', 'number', ['18446744073709551615']],
    ['decimals', ['1', '0.5'], 'double', 'number', [1, 0.5]],
    [
      'long decimals',
      ['0.12345678901234567', '1e300'],
      'double',
      'number',
      [Number('0.12345678901234567'), 1e300],
    ],
    ['Booleans', ['true', 'false'], 'bool', 'boolean', [true, false]],
    ['text', ['"5"', '""', '"naïve 𝄞"'], 'utf8', 'string', ['5', '', 'naïve 𝄞']],
    ['null, which is missing', ['null', '1'], 'int64', 'number', [undefined, 1n]],
    [
      'Python’s NaN and Infinity',
      ['NaN', '1.5', '-Infinity'],
      'double',
      'number',
      [undefined, 1.5, -Infinity],
    ],
    ['lists of text', ['["a", "b"]', '[]'], 'list-utf8', 'list', [['a', 'b'], []]],
    ['lists of numbers', ['[1, 2.5]'], 'list-double', 'list', [[1, 2.5]]],
    ['lists of long integers', ['[9007199254740993]'], 'json', 'list', ['[9007199254740993]']],
    ['mixed lists', ['["a", 1]'], 'json', 'list', ['["a",1]']],
    ['objects', ['{"CX": {"pre": 9007199254740993}}'], 'json', 'json', ['{"CX":{"pre":9007199254740993}}']],
    ['mixed types', ['1', '"a"', 'true', '[1]', '0.5'], 'json', 'json', ['1', '"a"', 'true', '[1]', '0.5']],
  ])('keeps %s', async (_, values, storage, type, expected) => {
    const read = await readText(
      document(`[${values.map((value, i) => `{"id": "n${i}", "x": ${value}}`).join(', ')}]`),
    )
    expect(expected.map((_value, i) => attributesOf(read, `n${i}`)?.['x'])).toEqual(expected)
    expect(columnOf(read.host.nodeColumns, 'x')).toMatchObject({ storage, type })
  })

  it('takes ids of any kind as text, exactly', async () => {
    const read = await readText(document('[{"id": 9007199254740993}, {"id": ["a", 1]}, {"id": true}]'))
    expect(read.nodes.map(({ id }) => id)).toEqual(['9007199254740993', '["a",1]', 'true'])
  })

  it('is not misled by brackets, commas and quotes in texts', async () => {
    const read = await readText(document('[{"id": "A", "x": "]},{\\"[\\\\"}, {"id": "B", "x": "\\u007d"}]'))
    expect(attributesOf(read, 'A')).toEqual({ x: ']},{"[\\' })
    expect(attributesOf(read, 'B')).toEqual({ x: '}' })
  })

  it('adds nodes that only edges name, and says so', async () => {
    const host = await importText(document('[{"id": "A"}]', '[\n{"source": "A", "target": "Z"}]'))
    expect(host.nodeCount).toBe(2)
    expect(host.warnings).toEqual([
      'An edge names a node that is not declared; the node was added (line 4: “Z”).',
    ])
  })

  it('reads one of “links” and “edges”, and says so', async () => {
    const both = `{"nodes": ${two}, "links": [{"source": "A", "target": "B"}], "edges": [{"source": "A", "target": "B"}]}`
    const host = await importText(both)
    expect(host.edgeCount).toBe(1)
    expect(host.warnings[0]).toContain('both “links” and “edges”')
  })
})

describe('JSON that is refused', () => {
  it.each([
    ['truncated-json', 'cut off', document(two).slice(0, 70), 2],
    ['invalid-json', 'a mistake in a node', document('[{"id": "A"},\n{"id": B}]'), 3],
    ['invalid-json', 'a missing comma', document('[{"id": "A"}\n{"id": "B"}]'), 3],
    ['invalid-json', 'a comma too many', document('[{"id": "A"},\n]'), 3],
    ['invalid-json', 'text after the end', `${document(two)}\nmore`, 4],
    ['not-node-link', 'a node without id', document('[{"id": "A"},\n{"name": "B"}]'), 3],
    ['not-node-link', 'an edge without source', document(two, '[{"target": "A"}]'), 3],
    ['not-node-link', 'a list', '[1, 2]', 1],
    ['not-node-link', 'a node that is no object', document('[1]'), 2],
  ])('%s: %s', async (code, _, text, line) => {
    const error = await refusalOf(text)
    expect({ code: error.code, line: error.line }).toEqual({ code, line })
  })

  it.each([
    ['nodes', '{"links": []}'],
    ['links', '{"nodes": []}'],
  ])('says that there are no %s', async (what, text) => {
    const error = await refusalOf(text)
    expect(error.code).toBe('not-node-link')
    expect(error.message).toContain(`“${what}”`)
  })
})
