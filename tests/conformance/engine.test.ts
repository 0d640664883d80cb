/** Search cases through the whole engine in Node: import, DuckDB, planner, kernel. All public cases, of which the ones
 *  that first.json lists must be there. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SqlConnection } from '../../src/tables/sql-connection'
import {
  allSearchCases,
  canonicalRows,
  firstSearchCases,
  isInline,
  nodeLinkText,
  sha256Of,
} from '../tools/corpus'
import type { SearchCase } from '../tools/corpus'
import { openNodeDuckDb } from '../tools/node-duckdb'
import { openEngineHost, searchInNode } from '../tools/node-engine'
import type { EngineHost } from '../tools/node-engine'
import { hasShared, sharedPath } from '../tools/shared'

let connection: SqlConnection
const hosts = new Map<string, Promise<EngineHost>>()

beforeAll(async () => {
  connection = await openNodeDuckDb()
})

function hostOf({ graph }: SearchCase): Promise<EngineHost> {
  const content = isInline(graph)
    ? nodeLinkText(graph)
    : new Uint8Array(readFileSync(sharedPath(`conformance/data/${graph.connectome}`)))
  const key = isInline(graph) ? nodeLinkText(graph) : graph.connectome
  const known = hosts.get(key) ?? openEngineHost(connection, content)
  hosts.set(key, known)
  return known
}

async function check(one: SearchCase): Promise<void> {
  const { ignoreDirection, excludeAutomorphisms, inducedOnly, limit } = one.options
  const options = { ignoreDirection, excludeAutomorphisms, induced: inducedOnly, limit }
  const answer = await searchInNode(await hostOf(one), one.motif, options)
  const { expected } = one
  if (expected.error) {
    expect(answer).toHaveProperty('code')
    return
  }
  if ('code' in answer) throw new Error(`refused: ${answer.code}`)
  expect(answer.count).toBe(expected.count)
  const lines = canonicalRows(answer.rows, answer.columns, expected)
  expect(new Set(lines).size).toBe(expected.count)
  if (limit === null) expect(sha256Of(lines)).toBe(expected.sha256)
  else if (expected.rows) {
    const all = new Set(expected.rows.map((row) => JSON.stringify(row)))
    expect(lines.every((line) => all.has(line))).toBe(true)
  }
}

const cases = allSearchCases()
const runnable = cases.filter((one) => isInline(one.graph) || hasShared)

describe('search cases through the engine', () => {
  it('has every case that first.json lists', () => {
    expect(firstSearchCases().length).toBe(198)
  })
  it.each(runnable.map((one) => [one.id, one] as const))('%s', (_, one) => check(one))
})
if (!hasShared)
  console.log(
    `Not run: ${cases.length - runnable.length} search cases on connectomes (no ../shared; set MOTIFSCOPE_SHARED).`,
  )
