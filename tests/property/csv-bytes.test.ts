/** A table read from its bytes is the table read as text: the same host, to the last byte of what is stored. Quoting the
 *  header's names, which changes nothing, sends a whole small file the other way. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importGraph } from '../../src/hosts/import-graph'
import type { ImportedHost } from '../../src/hosts/imported-host'
import { errorDataFrom } from '../../src/model/errors'
import { importText, readText, sourceOf } from '../unit/hosts/imported'

const digits = fc.oneof(
  fc.bigInt({ min: -(10n ** 21n), max: 10n ** 21n }).map(String),
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }).map(String),
  fc.bigInt({ min: 2n ** 63n - 2n, max: 2n ** 63n + 2n }).map((value) => String(-value)),
  fc.constantFrom(
    '007',
    '-0',
    '00',
    '+1',
    '1.',
    '.5',
    '1e3',
    '1.50',
    '-2.25',
    '9'.repeat(18),
    '9'.repeat(19),
    '-',
  ),
)
const word = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'NA',
    'nan',
    'true',
    'False',
    'inf',
    '-inf',
    '{"a":1}',
    '[1,2]',
    '[',
    'x y',
    'naïve',
    '\u00a0b',
    '#',
    'T4a',
  ),
  fc.string({ unit: 'grapheme-ascii', maxLength: 6 }).map((text) => text.replace(/["\r\n,;\t|]/g, '')),
)
const cell = fc.oneof({ weight: 6, arbitrary: digits }, { weight: 2, arbitrary: word })
const padded = fc
  .tuple(fc.constantFrom('', '', '', ' '), cell, fc.constantFrom('', '', ' '))
  .map((parts) => parts.join(''))
/** Some columns of one kind, as tables mostly are, and some of anything. */
const column = fc.oneof(
  fc.constant(fc.integer({ min: -5, max: 10 ** 6 }).map(String)),
  fc.constant(fc.oneof(fc.integer().map(String), fc.constant(''))),
  fc.constant(fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)),
  fc.constant(digits),
  fc.constant(padded),
)
const id = fc.oneof(fc.integer({ min: 0, max: 12 }).map(String), digits, padded)

const table = fc
  .record({
    columns: fc.array(column, { maxLength: 4 }),
    lineEnd: fc.constantFrom('\n', '\n', '\r\n'),
    isClosed: fc.boolean(),
  })
  .chain(({ columns, ...rest }) =>
    fc.record({
      rows: fc.array(fc.tuple(id, id, ...columns), { minLength: 1, maxLength: 40 }),
      names: fc.constant(['source', 'target', ...columns.map((_, i) => `c${i}`)]),
      ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, fc.constant(value)])),
    }),
  ) as unknown as fc.Arbitrary<{ rows: string[][]; names: string[]; lineEnd: string; isClosed: boolean }>

interface Outcome {
  id?: string
  error?: unknown
  warnings?: string[]
  columns?: unknown
}

async function outcomeOf(host: Promise<ImportedHost>): Promise<Outcome> {
  try {
    const { id, warnings, edgeColumns } = await host
    return { id, warnings, columns: edgeColumns }
  } catch (thrown) {
    return { error: errorDataFrom(thrown) }
  }
}

describe('a table without quotes', () => {
  it('is the same host read from bytes and as text, wherever its bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.array(fc.nat(2000), { maxLength: 6 }),
        async ({ rows, names, lineEnd, isClosed }, cuts) => {
          const body = rows.map((row) => row.join(',')).join(lineEnd) + (isClosed ? lineEnd : '')
          const plain = new TextEncoder().encode(names.join(',') + lineEnd + body)
          const quoted = names.map((name) => `"${name}"`).join(',') + lineEnd + body
          const cut = sourceOf(
            plain,
            cuts.map((at) => at % (plain.length + 1)),
          )
          const fromBytes = await outcomeOf(importGraph(cut, null, { format: 'csv' }))
          expect(fromBytes).toEqual(await outcomeOf(importText(quoted, { format: 'csv' })))
        },
      ),
      { numRuns: 400 },
    )
  })
})

/** More than one block of 65,536 rows, and more than one piece of the file. */
const manyRows = 70_000

describe('a long column', () => {
  const rows = (cellAt: (row: number) => string) =>
    Array.from({ length: manyRows }, (_, i) => `${i % 300},${(i * 7) % 311},${cellAt(i)}\n`).join('')

  it.each<[string, (row: number) => string]>([
    ['a text among integers', (i) => (i === 66_000 ? 'many' : String(i))],
    ['leading zeros among integers', (i) => (i === 3 ? '007' : String(i))],
    ['decimals after integers', (i) => (i > 65_600 ? `${i}.25` : String(i))],
    ['missing cells', (i) => (i % 3 === 0 ? '' : String(-i))],
    ['missing cells first', (i) => (i < 66_000 ? '' : String(i))],
    ['words for missing numbers', (i) => (i % 1000 === 999 ? 'NA' : String(i))],
    ['integers beyond 2^53', (i) => `9007199254740${String(i).padStart(5, '0')}`],
    ['integers beyond 2^63 at the end', (i) => (i === manyRows - 1 ? '9223372036854775808' : String(i))],
    ['nothing at all', () => ''],
  ])('with %s is the same from bytes and as text', async (_, cellAt) => {
    const body = rows(cellAt)
    const fromBytes = await importText(`source,target,x\n${body}`)
    // A quote on the last line only: what stands before it in the same piece is read as text.
    const asText = await importText(`"source",target,x\n${body.replaceAll('\n', '\r\n')}`)
    expect(fromBytes.edgeColumns).toEqual(asText.edgeColumns)
    expect(fromBytes.id).toBe(asText.id)
  })

  it('turns to text in the middle of a file without losing a cell', async () => {
    const { edges } = await readText(`source,target,x\n${rows((i) => (i === 69_999 ? '"a, b"' : String(i)))}`)
    expect([0, 1, 65_536, 69_998, 69_999].map((i) => edges[i]?.attributes)).toEqual(
      ['0', '1', '65536', '69998', 'a, b'].map((x) => ({ x })),
    )
  })
})

describe('lines', () => {
  it.each([
    ['a row too short', 'source,target,x\n1,2,3\n1,2\n', 'ragged-row', 3],
    ['a row too long after a blank line', '# note\nsource,target\n1,2\n\n1,2,3\n', 'ragged-row', 5],
    ['bytes that are no UTF-8', Buffer.from('source,target\n1,2\n1,é\n', 'latin1'), 'invalid-encoding', 3],
    ['a quote that is not closed', `source,target\n1,2\n1,"2\n`, 'unclosed-quote', 3],
  ])('are counted: %s', async (_, content, code, line) => {
    const text = typeof content === 'string' ? content : new Uint8Array(content)
    await expect(importText(text)).rejects.toMatchObject({ code, line })
  })

  it('may end in a carriage return alone, in part of the file', async () => {
    const { edges, host } = await readText('source,target,x\na,b,1\nc,d,2\re,f,3\n,g,4\n')
    expect(edges.map(({ source, attributes }) => [source, attributes['x']])).toEqual([
      ['a', 1n],
      ['c', 2n],
      ['e', 3n],
    ])
    expect(host.warnings).toEqual(['A row without source or target was left out (line 5).'])
  })

  it('may end so in all of it', async () => {
    expect((await importText('source,target\r1,2\r3,4\r')).edgeCount).toBe(2)
  })
})
