/** A search written down so that somebody else gets the same answer: as a script for this page's API, in Python, in
 *  Cypher, in SQL, and as Markdown for people. Pure. */
import type { ConstraintValue } from '../model/motif'
import type { SearchSemantics } from '../model/job'
import {
  formatNumber,
  headLines,
  inComment,
  markdownAround,
  openingLines,
  templateLiteral,
} from './report-lines'
import type { CommentMark, ReportBase } from './report-lines'

/** What was asked of what, and what came out. */
export interface SearchReport extends ReportBase {
  motif: string
  options: SearchSemantics
  /** Absent: it was not run. */
  answer?: { count: number | bigint; distinctCount?: number | bigint; truncated: boolean }
}

export type ReportLanguage = 'javascript' | 'python' | 'cypher' | 'neuprint' | 'sql'

const marks: Record<ReportLanguage, CommentMark> = {
  javascript: '//',
  python: '#',
  cypher: '//',
  neuprint: '//',
  sql: '--',
}

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
    limit === null ? '' : `limit ${formatNumber(limit)}`,
    countOnly ? 'count only' : '',
  ].filter(Boolean)
}

/** The answer as a sentence. */
export function answerWords({ answer }: SearchReport): string {
  if (!answer) return 'Not run when this was written.'
  const { count, distinctCount, truncated } = answer
  const found = `${formatNumber(count)} ${Number(count) === 1 ? 'match' : 'matches'}`
  if (truncated) return `At least ${found}: the search stopped at its limit.`
  return distinctCount === undefined ? `${found}.` : `${found}, ${formatNumber(distinctCount)} distinct.`
}

const askedLines = (report: SearchReport) => [
  `Options: ${optionList(report.options).join(', ') || 'none'}`,
  `Answer: ${answerWords(report)}`,
]

/** What stands above a program: version, host, options, answer, link. */
export const reportLines = (report: SearchReport, language: ReportLanguage): string[] =>
  headLines(report, askedLines(report), marks[language])

/** A script for this page's console. */
export function scriptOf(report: SearchReport): string {
  const { host, motif, options } = report
  const given = Object.entries(options).filter(
    ([key, value]) => key !== 'strategy' && value !== false && value !== null,
  )
  const argument = given.length > 0 ? `, ${JSON.stringify(Object.fromEntries(given))}` : ''
  return [
    ...reportLines(report, 'javascript'),
    ...openingLines(host),
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

/** For an issue, a notebook, a message: motif, host, options, answer, link. */
export const markdownOf = (report: SearchReport): string =>
  markdownAround(report, report.motif, 'dotmotif', askedLines(report))
