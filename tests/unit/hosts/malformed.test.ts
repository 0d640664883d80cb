/** No file, however wrong, ends in anything but a clear error or a counted warning: a list by hand, and a fuzzer. */
import fc from 'fast-check'
import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { GraphFormatName } from '../../../src/hosts/formats/format'
import { importGraph } from '../../../src/hosts/import-graph'
import { MotifscopeError } from '../../../src/model/errors'
import { sourceOf } from './imported'
import { graphWriters, littleGraphs } from './little-graphs'
import type { LittleGraph } from './little-graphs'
import { malformed } from './malformed'
import type { Outcome } from './malformed'

const cases = Object.entries(malformed).flatMap(([format, list]) =>
  list.map(([what, text, outcome]) => [format as GraphFormatName, what, text, outcome] as const),
)

/** The host, or the error; whatever else is thrown is a fault of ours and passes through. */
async function outcomeOf(content: string | Uint8Array, format?: GraphFormatName, cuts: number[] = []) {
  try {
    return await importGraph(sourceOf(content, cuts), null, format ? { format } : {})
  } catch (thrown) {
    if (thrown instanceof MotifscopeError) return thrown
    throw thrown
  }
}

describe('a malformed file', () => {
  it('has been thought of in all text formats', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60)
  })

  it.each(cases)('%s: %s', async (format, _, text, outcome: Outcome) => {
    const cuts = Array.from({ length: Math.min(text.length, 300) }, (_byte, index) => index)
    const [whole, cut] = [await outcomeOf(text, format), await outcomeOf(text, format, cuts)]
    if ('warning' in outcome) {
      if (whole instanceof MotifscopeError) throw whole
      expect(whole.warnings.join('\n')).toContain(outcome.warning)
      expect(cut).toMatchObject({ id: whole.id, warnings: whole.warnings })
    } else {
      expect(whole).toMatchObject({ name: 'MotifscopeError', ...outcome })
      const { message, line, code } = whole as MotifscopeError
      expect(message).toMatch(/^[A-Z“<].*\.$/s)
      expect(cut).toMatchObject({ message, code, ...(line === undefined ? {} : { line }) })
    }
  })
})

/** Signs that mean something in one format or another. */
const spice = ['"', '\\', '[', ']', '{', '}', '<', '>', '&', '&#0;', '&#x110000;', '/*', '*/', '//', '->', '--', '*', '*Arcs\n', '*Matrix\n', '*Vertices 9', '\n', '\r', '\t', ',', ';', ':', '=', '+', '#', '%', '0', '-1', '1e999', 'NaN', 'graph', 'node', 'edge', 'subgraph', 'id', 'label', '\u0000', '\ufeff', '\ud800', 'é', '<![CDATA[', ']]>', '<!--', '<!DOCTYPE', '__proto__', 'constructor', 'toString'] // prettier-ignore

interface Mutation {
  at: number
  length: number
  with: string
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
  with: fc.oneof(fc.constantFrom(...spice), fc.constant('')),
})

function mutated(text: string, mutations: Mutation[]): string {
  return mutations.reduce((current, { at, length, with: inserted }) => {
    const start = at % (current.length + 1)
    return current.slice(0, start) + inserted + current.slice(start + length)
  }, text)
}

async function seedsOf(format: string): Promise<string[]> {
  const names = ['with quotes and line ends', 'with parallel edges', 'with lists of text']
  const write = graphWriters[format] as (typeof graphWriters)[string]
  const written = await Promise.all(names.map((name) => write(littleGraphs[name] as LittleGraph)))
  const folder = new URL('../../fixtures/graphs/', import.meta.url)
  const endings: Record<string, RegExp> = { gexf: /gexf$/, gml: /gml$/, pajek: /net$/, dot: /dot$/, matrix: /matrix/, 'bulk CSV': /^neuprint/, graphml: /graphml$/ } // prettier-ignore
  const files = readdirSync(folder).filter((name) => endings[format]?.test(name))
  return [
    ...written.map(({ graph }) => graph),
    ...files.map((name) => readFileSync(new URL(name, folder), 'utf8')),
  ]
}

describe('a file with faults at random', () => {
  it.each(Object.keys(graphWriters))('ends in a host or a clear error: %s', async (format) => {
    const seeds = await seedsOf(format)
    const named = format === 'bulk CSV' ? 'csv' : (format as GraphFormatName)
    const outcomes = { host: 0, error: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (seed, mutations, isNamed) => {
          const text = mutated(seed, mutations)
          const outcome = await outcomeOf(text, isNamed ? named : undefined)
          if (outcome instanceof MotifscopeError) {
            outcomes.error++
            expect(outcome.message.length).toBeGreaterThan(10)
            expect(outcome.message).not.toMatch(/undefined(?! entity)|NaN \(|\[object/)
          } else {
            outcomes.host++
            // What comes out is bounded by what went in: vertices without a line are the only ones that cost nothing.
            expect(outcome.edgeCount).toBeLessThanOrEqual(text.length * 2)
          }
        },
      ),
      { numRuns: 250, seed: 11 },
    )
    // A fuzzer whose files are all refused at the first byte, or all harmless, tests nothing.
    expect(outcomes.host).toBeGreaterThan(5)
    expect(outcomes.error).toBeGreaterThan(5)
  })
})
