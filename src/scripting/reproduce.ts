/** A search written down so that somebody else gets the same answer: as a script for this page's API, in Python, in
 *  Cypher, in SQL, and as Markdown for people. Whatever stands in comments is one line each. Pure. */
import type { ConstraintValue } from '../model/motif'
import type { SearchSemantics } from '../model/job'

/** What was asked of what, and what came out. */
export interface SearchReport {
  version: string
  /** The address that brings the question back. */
  link: string
  motif: string
  options: SearchSemantics
  host?: { id: string; name: string; uri: string; nodeCount: number; edgeCount: number }
  /** Absent: it was not run. */
  answer?: { count: number | bigint; distinctCount?: number | bigint; truncated: boolean }
}

export type ReportLanguage = 'javascript' | 'python' | 'cypher' | 'neuprint' | 'sql'

const marks: Record<ReportLanguage, string> = {
  javascript: '//',
  python: '#',
  cypher: '//',
  neuprint: '//',
  sql: '--',
}

const number = new Intl.NumberFormat('en-GB')
/** One line, without what could end a comment or, in Cypher, turn into something else before it is read. */
const inComment = (text: string) =>
  text
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll('\\', '/')
    .trim()

/** The host's address, where others can get it. */
const publicUri = /^(https?|example|neuprint|neo4j):\/\//

/** `direction ignored`, `one per symmetry`, `induced`, `limit 10,000`; empty: the plainest search. */
export function optionList({
  ignoreDirection,
  excludeAutomorphisms,
  induced,
  limit,
  countOnly,
}: SearchSemantics) {
  return [
    ignoreDirection ? 'direction ignored' : '',
    excludeAutomorphisms ? 'one match per symmetry' : '',
    induced ? 'induced' : '',
    limit === null ? '' : `limit ${number.format(limit)}`,
    countOnly ? 'count only' : '',
  ].filter(Boolean)
}

/** The answer as a sentence. */
export function answerWords({ answer }: SearchReport): string {
  if (!answer) return 'Not run when this was written.'
  const { count, distinctCount, truncated } = answer
  const found = `${number.format(count)} ${Number(count) === 1 ? 'match' : 'matches'}`
  if (truncated) return `At least ${found}: the search stopped at its limit.`
  return distinctCount === undefined ? `${found}.` : `${found}, ${number.format(distinctCount)} distinct.`
}

function hostWords({ host }: SearchReport): string {
  if (!host) return 'none chosen'
  const { name, uri, id, nodeCount, edgeCount } = host
  const where = publicUri.test(uri) ? uri : `a file, content ${id.slice(0, 16)}`
  return `${name} (${number.format(nodeCount)} nodes, ${number.format(edgeCount)} edges; ${where})`
}

/** What stands above a program: version, host, options, answer, link. */
export function reportLines(report: SearchReport, language: ReportLanguage): string[] {
  const lines = [
    `Written by Motifscope ${report.version}`,
    `Host graph: ${hostWords(report)}`,
    `Options: ${optionList(report.options).join(', ') || 'none'}`,
    `Answer: ${answerWords(report)}`,
    `Link: ${report.link}`,
  ]
  return lines.map((line) => `${marks[language]} ${inComment(line)}`)
}

/** A text as a literal of JavaScript on lines of its own. */
function templateLiteral(text: string): string {
  return `\`${text.replace(/[`\\]|\$(?=\{)/g, '\\$&').replaceAll('\r', '\\r')}\``
}

/** A script for this page's console. */
export function scriptOf(report: SearchReport): string {
  const { host, motif, options } = report
  const given = Object.entries(options).filter(
    ([key, value]) => key !== 'strategy' && value !== false && value !== null,
  )
  const argument = given.length > 0 ? `, ${JSON.stringify(Object.fromEntries(given))}` : ''
  const open = publicUri.test(host?.uri ?? '')
    ? [`const host = await motifscope.hosts.open(${JSON.stringify(host?.uri)})`]
    : [
        '// The host graph came from a file: open it here first, then its content gives it this id.',
        `const host = await motifscope.hosts.get(${JSON.stringify(host?.id ?? '')})`,
      ]
  return [
    ...reportLines(report, 'javascript'),
    '// For the console of the page, or a script on it.',
    '',
    'await motifscope.ready',
    ...open,
    `const motif = ${templateLiteral(motif)}`,
    `const result = await motifscope.search(host.id, motif${argument})`,
    'console.log(result.count, result.distinctCount)',
    ...(options.countOnly ? [] : ['console.table(await result.rows({ offset: 0, limit: 10 }))']),
    '',
  ].join('\n')
}

/** A compiled text under its comments; parameters as a comment too. */
export function programOf(
  report: SearchReport,
  language: Exclude<ReportLanguage, 'javascript'>,
  compiled: { text: string; parameters?: Record<string, ConstraintValue> },
): string {
  const given = Object.entries(compiled.parameters ?? {}).map(
    ([name, value]) => `${name}: ${typeof value === 'bigint' ? String(value) : JSON.stringify(value)}`,
  )
  const parameters = given.length > 0 ? [`${marks[language]} Parameters: ${inComment(given.join(', '))}`] : []
  return [...reportLines(report, language), ...parameters, '', compiled.text.trimEnd(), ''].join('\n')
}

/** Characters that Markdown reads, as themselves. */
const asMarkdown = (text: string) => inComment(text).replace(/[\\`*_{}[\]()<>#+!|~&]/g, '\\$&')

/** For an issue, a notebook, a message: motif, host, options, answer, link. */
export function markdownOf(report: SearchReport): string {
  const runs = report.motif.match(/`+/g) ?? []
  const fence = '`'.repeat(Math.max(3, ...runs.map(({ length }) => length + 1)))
  return [
    `${fence}dotmotif`,
    report.motif.trimEnd(),
    fence,
    '',
    `- Host graph: ${asMarkdown(hostWords(report))}`,
    `- Options: ${optionList(report.options).join(', ') || 'none'}`,
    `- Answer: ${answerWords(report)}`,
    `- Motifscope ${report.version}: [open it](<${report.link.replace(/[<>\n]/g, encodeURIComponent)}>)`,
    '',
  ].join('\n')
}
