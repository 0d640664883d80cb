/** Patterns of Cypher that are offered as motifs without a note: the motif matches what the query finds, by definition. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readMotif } from '../../src/dotmotif/read-motif'
import { keyOf } from '../../src/grand/cypher/values/cypher-values'
import { readCypher } from '../../src/grand/cypher/language/read-cypher'
import { runCypher } from '../../src/grand/cypher/run-cypher'
import { verifyMatches } from '../../src/grandiso/verify'
import type { PlainGraph } from '../../src/grandiso/verify'
import { graphOf } from '../unit/grand/cypher/inline-graph'
import { cypherGraphs, patterns } from './cypher-arbitraries'

const seed = Number(process.env['MOTIFSCOPE_SEED'] ?? 20261126)

/** Named nodes only, and no two of them may be the same. */
function withDifferentNodes(match: string, nodes: string[]): string {
  const pairs = nodes.flatMap((a, i) => nodes.slice(i + 1).map((b) => `${a} <> ${b}`))
  const [first = '', where] = match.split(' WHERE ')
  const conditions = [...(where === undefined ? [] : [where]), ...pairs]
  return conditions.length === 0 ? first : `${first} WHERE ${conditions.join(' AND ')}`
}

it(`motifs of queries find what the queries find (seed ${seed})`, () => {
  let offered = 0
  fc.assert(
    fc.property(cypherGraphs(true), patterns, (graph, { match, variables }) => {
      const nodes = variables.filter((name) => !name.startsWith('r'))
      const query = `${withDifferentNodes(match, nodes)} RETURN ${nodes.map((name) => `${name}.i AS ${name}`).join(', ')}`
      fc.pre(nodes.length > 0 && !/\(\)|\( \{|\(:|\$/.test(match))
      const found = readCypher(query).asMotif
      fc.pre(found !== null && 'motif' in found && found.notes.length === 0)
      const reading = readMotif(found.motif)
      if (!reading.ok) throw new Error(found.motif)
      offered++
      const named = {
        ...graph,
        nodes: graph.nodes.map((node) => ({
          ...node,
          attrs: { ...node.attrs, i: Number(node.id.slice(1)) },
        })),
      }
      const rows = Array.from(runCypher(query, graphOf(named)).rows, keyOf).sort()
      const places = nodes.map((name) => reading.motif.nodes.indexOf(name))
      const modes = { ignoreDirection: found.ignoresDirection, induced: false }
      const matches = verifyMatches(named as PlainGraph, reading.motif, modes)
      const ofMotif = matches.map((ids) => `[${places.map((at) => Number(ids[at]?.slice(1))).join()}]`).sort()
      // A relationship without direction finds a pair with edges there and back twice.
      expect({ query, rows: found.ignoresDirection ? [...new Set(rows)] : rows }).toEqual({
        query,
        rows: ofMotif,
      })
    }),
    { seed, numRuns: 250 },
  )
  expect(offered).toBeGreaterThan(100)
})
