/** A query of Cypher as programs that ask the same, and as Markdown. */
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parametersIn } from '../../../src/grand/cypher/language/parameters-in'
import { queryWithValues } from '../../../src/scripting/cypher-reading'
import type { ParameterValue } from '../../../src/scripting/parameter-text'
import { queryMarkdown, queryProgram } from '../../../src/scripting/reproduce-query'
import type { QueryReport } from '../../../src/scripting/reproduce-query'

const report: QueryReport = {
  version: '1.2.3',
  link: 'https://example.org/#language=cypher',
  query: 'MATCH (a)-->(b) // `tick` ${x} """ \\n\nWHERE a.type IN $types RETURN a',
  parameters: { types: ['KC', "it's"], least: 2n ** 60n, flag: true, none: null },
  limit: 500,
  host: { id: 'abc123', name: 'Escape circuit', uri: 'example://circuit', nodeCount: 32, edgeCount: 1234 },
  answer: { rowCount: 9412, truncated: false },
}
const server = { kind: 'neuprint', address: 'https://neuprint.example.org', database: 'fly:v1' } as const

/** What a script asks of the API, by running it. */
async function asked(script: string): Promise<unknown[]> {
  const calls: unknown[] = []
  const motifscope = {
    ready: Promise.resolve(),
    hosts: {
      open: async (uri: string) => (calls.push(['open', uri]), { id: 'opened' }),
      get: async (id: string) => (calls.push(['get', id]), { id }),
      list: async () => [{ id: 'remote-1', uri: 'neo4j://a.org/neo4j' }],
    },
    cypher: async (...args: unknown[]) => (calls.push(['cypher', ...args]), { columns: [], rows: [] }),
  }
  const silent = { log: () => undefined, table: () => undefined }
  const run = Object.getPrototypeOf(async () => undefined) as {
    constructor: new (...names: string[]) => (...values: unknown[]) => Promise<void>
  }
  await new run.constructor('motifscope', 'console', script)(motifscope, silent)
  return calls
}

const values: fc.Arbitrary<ParameterValue> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom(null, true, false),
    fc.integer(),
    fc.bigInt({ min: 2n ** 60n, max: 2n ** 63n - 1n }),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string({ unit: 'binary' }), tie('value'), { maxKeys: 2, noNullPrototype: true }),
  ),
})).value as fc.Arbitrary<ParameterValue>

describe('“reproduce this” of a query', () => {
  it('is a script that asks the same, whatever query and values are', async () => {
    expect(await asked(queryProgram(report, 'javascript', ''))).toEqual([
      ['open', 'example://circuit'],
      ['cypher', 'opened', report.query, { parameters: report.parameters, limit: 500 }],
    ])
    const bare = { ...report, parameters: {} }
    expect((await asked(queryProgram(bare, 'javascript', '')))[1]).toEqual([
      'cypher',
      'opened',
      report.query,
      { limit: 500 },
    ])
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), values, async (query, value) => {
        const script = queryProgram({ ...report, query, parameters: { value } }, 'javascript', '')
        expect((await asked(script))[1]).toEqual([
          'cypher',
          'opened',
          query,
          { parameters: { value }, limit: 500 },
        ])
      }),
      { numRuns: 60 },
    )
  })

  it('asks a graph on a server by its address, which has to be connected to first', async () => {
    const host = { ...report.host, id: 'remote-9', uri: 'neo4j://a.org/neo4j' } as QueryReport['host'] &
      object
    expect(await asked(queryProgram({ ...report, host }, 'javascript', ''))).toMatchObject([
      ['cypher', 'remote-1', report.query, { limit: 500 }],
    ])
  })

  it('says version, host, rows, parameters, answer and link above every program', () => {
    expect(queryProgram(report, 'neuprint', 'RETURN 1\n').split('\n')).toEqual([
      '// Written by Motifscope 1.2.3',
      '// Host graph: Escape circuit (32 nodes, 1,234 edges; example://circuit)',
      '// Rows at most: 500',
      "// Parameters: $types = ['KC', 'it/'s'], $least = 1152921504606846976, $flag = true, $none = null",
      '// Answer: 9,412 rows.',
      `// Link: ${report.link}`,
      '',
      'RETURN 1',
      '',
    ])
  })

  it('sets parameters as Neo4j’s own tools take them, and writes them into a query for neuPrint', async () => {
    const query = 'MATCH (a) WHERE a.size > $least RETURN a, "$least" ;\n'
    const asCypher = queryProgram(
      { ...report, query, parameters: { least: 3, 'two words': 'x' } },
      'cypher',
      '',
    )
    expect(asCypher).toContain(
      ':param least => 3;\n:param `two words` => \'x\';\nMATCH (a) WHERE a.size > $least RETURN a, "$least" ;\n',
    )
    const text = await queryWithValues(query, { least: 3 })
    expect(text).toBe('MATCH (a) WHERE a.size > 3 RETURN a, "$least" ;\n')
    expect(parametersIn(text)).toEqual([])
  })

  it('is Python for the database that the graph is in', () => {
    const host = { ...report.host, uri: 'neuprint://neuprint.example.org/fly:v1' } as QueryReport['host'] &
      object
    const program = queryProgram({ ...report, host, server }, 'python', 'RETURN 1')
    for (const part of [
      'from neuprint import Client',
      '"https://neuprint.example.org"',
      '"fly:v1"',
      '"""RETURN 1"""',
    ])
      expect(program).toContain(part)
    const bolt = { kind: 'neo4j-bolt', address: 'bolt://localhost:7687', database: 'cells' } as const
    expect(queryProgram({ ...report, server: bolt }, 'python', '')).toContain(
      'address = "bolt://localhost:7687"\n',
    )
    const http = { ...bolt, kind: 'neo4j-http', address: 'https://graphs.example.org:7473' } as const
    expect(queryProgram({ ...report, server: http }, 'python', '')).toContain(
      'address = "neo4j+s://graphs.example.org:7687"\n',
    )
    expect(queryProgram(report, 'python', '')).toContain(
      'address = "neo4j://localhost:7687"  # a database that holds the same graph',
    )
  })

  it('tells rows that were cut off, and a query that was not run', () => {
    const cut = { ...report, answer: { rowCount: 1, truncated: true } }
    expect(queryMarkdown(cut)).toContain('Answer: The first 1 row; there are more.')
    const unasked = { ...report }
    delete unasked.answer
    expect(queryMarkdown(unasked)).toContain('Answer: Not run when this was written.')
  })

  it('is Markdown with the query as it is', () => {
    const text = queryMarkdown({ ...report, query: 'RETURN "````"' })
    expect(text.startsWith('`````cypher\nRETURN "````"\n`````\n')).toBe(true)
    expect(text).toContain("- Parameters: $types = \\['KC', 'it/'s'\\], $least")
  })
})

const python = (() => {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

describe.runIf(python)('the Python of a query', () => {
  it('holds query and parameters exactly', () => {
    const query = `RETURN "x\\n" + 'y', """${'\\'}""", '\t\u0000é😀' + "z"`
    const parameters = { text: 'a"b\\u0041\n', list: [1, 2n ** 62n, null, true, 1.5], map: { 'k k': false } }
    const program = queryProgram({ ...report, query, parameters }, 'python', '')
    const upTo = program.slice(0, program.indexOf('\naddress')).replace(/^from neo4j .*$/m, '')
    const told = execFileSync('python3', [
      '-c',
      `${upTo}\nimport json\nprint(json.dumps([query, parameters]))`,
    ])
    const exact = JSON.stringify([query, parameters], (_, part: unknown) =>
      typeof part === 'bigint' ? Number(part) : part,
    )
    expect(JSON.parse(String(told))).toEqual(JSON.parse(exact))
  })
})
