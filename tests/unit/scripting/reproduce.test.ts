import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { embedSnippet } from '../../../src/scripting/embed-snippet'
import { answerWords, markdownOf, programOf, reportLines, scriptOf } from '../../../src/scripting/reproduce'
import type { ReportLanguage, SearchReport } from '../../../src/scripting/reproduce'

const report: SearchReport = {
  version: '1.2.3',
  link: 'https://example.org/#host=example%3A%2F%2Fcircuit&motif=A%20-%3E%20B',
  motif: 'A -> B\n# a `tick` and ${x} and \\n\nA.name = "q"',
  options: {
    ignoreDirection: false,
    excludeAutomorphisms: true,
    induced: false,
    limit: 500,
    countOnly: false,
  },
  host: { id: 'abc123', name: 'Escape circuit', uri: 'example://circuit', nodeCount: 32, edgeCount: 1234 },
  answer: { count: 9412, distinctCount: 4706, truncated: false },
}

/** What a script asks of the API, by running it. */
async function asked(script: string): Promise<unknown[]> {
  const calls: unknown[] = []
  const motifscope = {
    ready: Promise.resolve(),
    hosts: {
      open: async (uri: string) => (calls.push(['open', uri]), { id: 'opened' }),
      get: async (id: string) => (calls.push(['get', id]), { id }),
    },
    search: async (...args: unknown[]) => (calls.push(['search', ...args]), { rows: async () => [] }),
  }
  const silent = { log: () => undefined, table: () => undefined }
  const run = Object.getPrototypeOf(async () => undefined) as { constructor: new (...names: string[]) => (...values: unknown[]) => Promise<void> } // prettier-ignore
  await new run.constructor('motifscope', 'console', script)(motifscope, silent)
  return calls
}

describe('“reproduce this”', () => {
  it('is a script that asks the same question', async () => {
    expect(await asked(scriptOf(report))).toEqual([
      ['open', 'example://circuit'],
      ['search', 'opened', report.motif, { excludeAutomorphisms: true, limit: 500 }],
    ])
  })

  it('names a host graph from a file by its content', async () => {
    const host = { id: 'abc123', name: 'a\n.csv', uri: 'file://a.csv', nodeCount: 1, edgeCount: 1 }
    expect(await asked(scriptOf({ ...report, host }))).toContainEqual(['get', 'abc123'])
  })

  it('says version, host, options, answer and link above every program', () => {
    const program = programOf(report, 'python', { text: 'print(1)\n' })
    expect(program.split('\n')).toEqual([
      '# Written by Motifscope 1.2.3',
      '# Host graph: Escape circuit (32 nodes, 1,234 edges; example://circuit)',
      '# Options: one match per symmetry, limit 500',
      '# Answer: 9,412 matches, 4,706 distinct.',
      `# Link: ${report.link}`,
      '',
      'print(1)',
      '',
    ])
    const cypher = programOf(report, 'cypher', { text: 'RETURN 1', parameters: { p1: 2n ** 60n, p2: 'x' } })
    expect(cypher).toContain('// Parameters: p1: 1152921504606846976, p2: "x"\n')
  })

  it('keeps whatever a host is called within its comment', async () => {
    const names = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('a\nimport os', 'a\u2028b', 'x */ y', '\\u000Ax'),
    )
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        const named: SearchReport = {
          ...report,
          host: { ...report.host, name } as SearchReport['host'] & object,
        }
        for (const language of [
          'javascript',
          'python',
          'cypher',
          'neuprint',
          'sql',
        ] satisfies ReportLanguage[])
          for (const line of reportLines(named, language)) expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\\]/u)
        expect(await asked(scriptOf(named))).toHaveLength(2)
      }),
      { numRuns: 50 },
    )
  })

  it('keeps any motif as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (motif) => {
        expect((await asked(scriptOf({ ...report, motif })))[1]).toEqual(expect.arrayContaining([motif]))
      }),
      { numRuns: 50 },
    )
  })

  it('tells a count that was cut off, and a search that was not run', () => {
    expect(answerWords({ ...report, answer: { count: 500, truncated: true } })).toBe('At least 500 matches: the search stopped at its limit.') // prettier-ignore
    const unasked: SearchReport = { ...report }
    delete unasked.answer
    expect(answerWords(unasked)).toBe('Not run when this was written.')
  })

  it('is Markdown with the motif as it is, however many backticks it has', () => {
    const text = markdownOf({
      ...report,
      motif: 'A -> B # ````',
      host: { ...report.host, name: '[x](y) *z*' } as never,
    })
    expect(text.startsWith('`````dotmotif\nA -> B # ````\n`````\n')).toBe(true)
    expect(text).toContain('\\[x\\]\\(y\\) \\*z\\*')
    expect(text).toContain(`[open it](<${report.link}>)`)
  })
})

describe('the snippet for other pages', () => {
  it('is one frame whose texts cannot leave their attributes', () => {
    const html = embedSnippet('https://a.org/#x="><script>&y=1', '"><b>')
    expect(html.match(/[<>]/g)).toEqual(['<', '>', '<', '>'])
    expect(html).toContain('src="https://a.org/#x=&quot;&gt;&lt;script&gt;&amp;y=1"')
    expect(html).toContain(
      'sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"',
    )
  })
})
