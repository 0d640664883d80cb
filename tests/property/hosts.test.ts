/** Whatever graph is written comes back equal, wherever the stream is cut. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttributeValue } from '../../src/model/attribute'
import { importGraph } from '../../src/hosts/import-graph'
import { readExactJson, writeExactJson } from '../../src/hosts/formats/exact-json'
import { writeEdgeCsv, writeNodeCsv } from '../../src/hosts/write-csv'
import { writeGraphml } from '../../src/hosts/write-graphml'
import { writeNodeLink } from '../../src/hosts/write-node-link'
import { readHost, sourceOf } from '../unit/hosts/imported'
import { padded } from '../unit/hosts/little-graphs'
import { bytesOf, expectEqual, graphsThatCarry } from './host-arbitraries'

const graphArbitrary = graphsThatCarry({})
const cutsArbitrary = fc.array(fc.nat(4000), { maxLength: 12 })
/** A written file behind some filling, and places in its own part: what comes first is read in one piece anyway, to see
 *  which format it is. */
async function cutSource(written: AsyncIterable<string>, cuts: number[]) {
  const bytes = await bytesOf(written)
  const whole = new TextEncoder().encode(padded(new TextDecoder().decode(bytes)))
  const filling = whole.length - bytes.length
  return sourceOf(
    whole,
    cuts.map((cut) => filling + (cut % (bytes.length + 1))),
  )
}

describe('a random graph', () => {
  it('comes back from GraphML', async () => {
    await fc.assert(
      fc.asyncProperty(graphArbitrary, cutsArbitrary, async (graph, cuts) => {
        expectEqual(readHost(await importGraph(await cutSource(writeGraphml(graph), cuts), null, {})), graph)
      }),
      { numRuns: 150 },
    )
  })

  it('comes back from node-link JSON', async () => {
    await fc.assert(
      fc.asyncProperty(graphArbitrary, cutsArbitrary, async (graph, cuts) => {
        expectEqual(readHost(await importGraph(await cutSource(writeNodeLink(graph), cuts), null, {})), graph)
      }),
      { numRuns: 150 },
    )
  })

  it('comes back from an edge list and a node table', async () => {
    await fc.assert(
      fc.asyncProperty(graphArbitrary, cutsArbitrary, async (graph, cuts) => {
        const options = { directed: graph.directed, format: 'csv' as const }
        const edges = await cutSource(writeEdgeCsv(graph), cuts)
        const nodes = await cutSource(writeNodeCsv(graph), cuts)
        expectEqual(readHost(await importGraph(edges, nodes, options)), graph)
      }),
      { numRuns: 150 },
    )
  })
})

const texts = {
  csv: '# c\r\nsource,target,x\r\n"naïve ""A""",B,"1\r\n2"\r\nC,"",5\r\n𝄞,D,"x, y"\r\nE,"F",""',
  graphml:
    '<?xml version="1.0" encoding="UTF-8"?>\r\n<graphml><key id="k" for="node" attr.name="naïve" attr.type="string"/>' +
    '<graph edgedefault="undirected"><node id="𝄞"><data key="k">&lt;a&#x1D11E;<![CDATA[]]]]><!-- - -->é</data></node>' +
    '<edge source="𝄞" target="B"/></graph></graphml>\r\n',
  json: '{"directed": true, "graph": {"a": "]}\\""}, "nodes": [{"id": "\\ud834\\udd1e", "x": 9007199254740993}], "links": [{"source": "𝄞", "target": "\\\\", "y": [1, "}"]}]}',
}

describe('the places where a stream is cut', () => {
  it.each(Object.entries(texts))('never matter: %s', async (_, little) => {
    const text = padded(little)
    const whole = await importGraph(sourceOf(text), null, {})
    const length = new TextEncoder().encode(text).length
    for (let cut = length - new TextEncoder().encode(little).length; cut <= length; cut++) {
      const read = await importGraph(sourceOf(text, [cut, Math.min(length, cut + 1)]), null, {})
      expect({ cut, id: read.id, warnings: read.warnings }).toEqual({
        cut,
        id: whole.id,
        warnings: whole.warnings,
      })
    }
    const everywhere = Array.from({ length: length - 1 }, (_byte, index) => index + 1)
    expect((await importGraph(sourceOf(text, everywhere), null, {})).id).toBe(whole.id)
  })
})

describe('exact JSON', () => {
  const { value } = fc.letrec<{ value: AttributeValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, true, false),
      fc.string({ unit: 'binary' }),
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Number.isInteger(number)),
      fc.array(tie('value')),
      fc.dictionary(fc.string(), tie('value')),
    ),
  }))

  it('keeps every value', () => {
    const shrinkBigints = (one: AttributeValue): AttributeValue => {
      if (typeof one === 'bigint') return Number.isSafeInteger(Number(one)) ? Number(one) : one
      if (Array.isArray(one)) return one.map(shrinkBigints)
      if (one === null || typeof one !== 'object') return one
      return Object.fromEntries(Object.entries(one).map(([key, member]) => [key, shrinkBigints(member)]))
    }
    fc.assert(
      fc.property(value, (one) => {
        expect(readExactJson(writeExactJson(one))).toEqual(shrinkBigints(one))
      }),
    )
  })

  it('reads what JSON.parse reads, and refuses what it refuses', () => {
    const outcome = (read: () => unknown) => {
      try {
        return { value: read() }
      } catch {
        return 'refused'
      }
    }
    const fragment = fc.constantFrom(
      ...'{}[],:"\\ \n',
      '0',
      '1',
      '-',
      '.',
      'e',
      'true',
      'null',
      '"a"',
      'u0041',
    )
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 12 }), (fragments) => {
        const text = fragments.join('')
        // The digits at the end send the text through the exact reader.
        const padded = `[${text},0.12345678901234567]`
        expect(outcome(() => readExactJson(padded))).toEqual(outcome(() => JSON.parse(padded) as unknown))
      }),
      { numRuns: 2000 },
    )
  })
})
