/** Search cases by SQL: what a motif compiles to, run by the real DuckDB on the host's public tables. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { readMotif } from '../../src/dotmotif/read-motif'
import type { AttributeColumn } from '../../src/model/attribute'
import type { SqlConnection } from '../../src/tables/sql-connection'
import { allSearchCases, canonicalRows, isInline, nodeLinkText, sha256Of } from '../tools/corpus'
import type { SearchCase } from '../tools/corpus'
import { openNodeDuckDb } from '../tools/node-duckdb'
import { openEngineHost } from '../tools/node-engine'
import type { EngineHost } from '../tools/node-engine'
import { hasShared, sharedPath } from '../tools/shared'
import { searchBySql } from '../tools/sql-search'

let connection: SqlConnection
const hosts = new Map<string, Promise<EngineHost>>()

beforeAll(async () => {
  connection = await openNodeDuckDb()
})

function hostOf({ graph }: SearchCase): Promise<EngineHost> {
  const key = isInline(graph) ? nodeLinkText(graph) : graph.connectome
  const known =
    hosts.get(key) ??
    openEngineHost(
      connection,
      isInline(graph)
        ? key
        : new Uint8Array(readFileSync(sharedPath(`conformance/data/${graph.connectome}`))),
    )
  hosts.set(key, known)
  return known
}

/** Whether some constraint asks for what SQL cannot read: a column of JSON, or a place within one. */
function readsJson({ imported }: EngineHost, source: string): boolean {
  const reading = readMotif(source)
  if (!reading.ok) return false
  const { nodeConstraints, edgeConstraints, dynamicNodeConstraints, dynamicEdgeConstraints } = reading.motif
  const isJson = (columns: AttributeColumn[], key: string) =>
    columns.some(({ name, storage }) => storage === 'json' && (key === name || key.startsWith(`${name}.`)))
  const keysOf = (fixed: { key: string }[], compared: { key: string; otherKey: string }[]) => [
    ...fixed.map(({ key }) => key),
    ...compared.flatMap(({ key, otherKey }) => [key, otherKey]),
  ]
  return (
    keysOf(nodeConstraints, dynamicNodeConstraints).some((key) => isJson(imported.nodeColumns, key)) ||
    keysOf(edgeConstraints, dynamicEdgeConstraints).some((key) => isJson(imported.edgeColumns, key))
  )
}

async function check(one: SearchCase): Promise<void> {
  const { ignoreDirection, excludeAutomorphisms, inducedOnly, limit } = one.options
  const options = { ignoreDirection, excludeAutomorphisms, induced: inducedOnly, limit }
  const { expected } = one
  const host = await hostOf(one)
  const answer = await searchBySql(host, one.motif, options)
  if (expected.error) {
    expect(answer).toHaveProperty('code')
    return
  }
  if (readsJson(host, one.motif)) {
    expect(answer).toEqual({ code: 'not-in-sql' })
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

describe('search cases by SQL', () => {
  it.each(runnable.map((one) => [one.id, one] as const))('%s', (_, one) => check(one))
})
if (!hasShared)
  console.log(
    `Not run: ${cases.length - runnable.length} search cases on connectomes (no ../shared; set MOTIFSCOPE_SHARED).`,
  )
