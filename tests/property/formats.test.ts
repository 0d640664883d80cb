/** Whatever graph is written as GEXF, GML, Pajek or DOT comes back equal, wherever the stream is cut. */
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { importGraph } from '../../src/hosts/import-graph'
import { writeDot } from '../../src/hosts/write-dot'
import { writeGexf } from '../../src/hosts/write-gexf'
import { writeGml } from '../../src/hosts/write-gml'
import { writePajek } from '../../src/hosts/write-pajek'
import { readHost, sourceOf } from '../unit/hosts/imported'
import { padded } from '../unit/hosts/little-graphs'
import { bytesOf, expectEqual, graphsThatCarry } from './host-arbitraries'
import type { Carried, PlainGraph } from './host-arbitraries'

const gmlName = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,8}$/)
  .filter((name) => !/^(id|label|source|target)$/.test(name))

const formats: [string, (graph: PlainGraph) => AsyncGenerator<string>, Carried][] = [
  ['gexf', writeGexf, {}],
  // GML has no Booleans, and names of letters and digits only.
  ['gml', writeGml, { names: gmlName, storages: ['int64', 'double', 'utf8'] }],
  ['pajek', writePajek, {}],
  ['dot', writeDot, {}],
]

describe('a random graph', () => {
  it.each(formats)('comes back from %s', async (format, write, carried) => {
    const cutsArbitrary = fc.array(fc.nat(4000), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(graphsThatCarry(carried), cutsArbitrary, async (graph, cuts) => {
        const text = new TextDecoder().decode(await bytesOf(write(graph)))
        const bytes = new TextEncoder().encode(padded(text))
        const source = sourceOf(
          bytes,
          cuts.map((cut) => bytes.length - (cut % bytes.length)),
        )
        const read = readHost(await importGraph(source, null, {}))
        if (read.host.format !== format) throw new Error(`taken for ${read.host.format}`)
        expectEqual(read, graph)
      }),
      { numRuns: 60, seed: 7 },
    )
  })
})
