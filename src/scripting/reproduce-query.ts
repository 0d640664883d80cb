/** A query of Cypher written down so that somebody else gets the same rows: as a script for this page's API, in Python,
 *  as text for Neo4j or neuPrint with its parameters, and as Markdown. Pure. */
import type { RemotePlace } from '../model/remote-host'
import { cypherLiteral, cypherName } from './cypher-reading'
import type { ParameterValue } from './parameter-text'
import { formatNumber, headLines, markdownAround, openingLines, templateLiteral } from './report-lines'
import type { CommentMark, ReportBase } from './report-lines'

/** What was asked of what, and what came out. */
export interface QueryReport extends ReportBase {
  query: string
  /** Values of `$name`, without the sign. */
  parameters: Readonly<Record<string, ParameterValue>>
  /** Rows at most. */
  limit: number
  /** Absent: it was not run. */
  answer?: { rowCount: number; truncated: boolean }
  /** Where the graph is kept, if not in this browser. */
  server?: RemotePlace
}

export type QueryLanguage = 'javascript' | 'python' | 'cypher' | 'neuprint'

const marks: Record<QueryLanguage, CommentMark> = {
  javascript: '//',
  python: '#',
  cypher: '//',
  neuprint: '//',
}

function answerWords({ answer }: QueryReport): string {
  if (!answer) return 'Not run when this was written.'
  const found = `${formatNumber(answer.rowCount)} ${answer.rowCount === 1 ? 'row' : 'rows'}`
  return answer.truncated ? `The first ${found}; there are more.` : `${found}.`
}

const isGiven = ({ parameters }: QueryReport) => Object.keys(parameters).length > 0

function askedLines(report: QueryReport): string[] {
  const given = Object.entries(report.parameters).map(([name, value]) => `$${name} = ${cypherLiteral(value)}`)
  return [
    `Rows at most: ${formatNumber(report.limit)}`,
    ...(given.length > 0 ? [`Parameters: ${given.join(', ')}`] : []),
    `Answer: ${answerWords(report)}`,
  ]
}

const head = (report: QueryReport, language: QueryLanguage) =>
  headLines(report, askedLines(report), marks[language])

/** A text of JSON within JavaScript and Python: in double quotes, each control sign and half pair written out. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\p{Cc}\u2028\u2029]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

interface Words {
  null: string
  true: string
  false: string
  bigint: (digits: string) => string
}
const inJavaScript: Words = { null: 'null', true: 'true', false: 'false', bigint: (digits) => `${digits}n` }
const inPython: Words = { null: 'None', true: 'True', false: 'False', bigint: (digits) => digits }

function literal(value: ParameterValue, words: Words): string {
  if (value === null) return words.null
  if (typeof value === 'boolean') return value ? words.true : words.false
  if (typeof value === 'bigint') return words.bigint(String(value))
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, words)).join(', ')}]`
  const entries = Object.entries(value).map(([key, item]) => `${keyOf(key, words)}: ${literal(item, words)}`)
  return `{ ${entries.join(', ')} }`
}

/** `{ __proto__: … }` would be something else in JavaScript. */
const keyOf = (key: string, words: Words) =>
  words === inJavaScript && key === '__proto__' ? `[${quoted(key)}]` : quoted(key)

function scriptOf(report: QueryReport): string {
  const { host, query, parameters, limit } = report
  const given = isGiven(report) ? [`const parameters = ${literal({ ...parameters }, inJavaScript)}`] : []
  return [
    ...head(report, 'javascript'),
    ...openingLines(host),
    `const query = ${templateLiteral(query)}`,
    ...given,
    `const answer = await motifscope.cypher(host.id, query, { ${isGiven(report) ? 'parameters, ' : ''}limit: ${limit} })`,
    'console.log(answer.columns, answer.rows.length, answer.truncated)',
    'console.table(answer.rows.slice(0, 10))',
    '',
  ].join('\n')
}

/** A text of Python on lines of its own. */
function pythonText(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"""', '\\"\\"\\"')
    .replace(/"$/, '\\"')
    .replace(/(?!\n)[\p{Cc}\p{Cs}]/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return `"""${escaped}"""`
}

function neo4jInPython(report: QueryReport): string[] {
  const server = report.server?.kind.startsWith('neo4j') ? report.server : undefined
  const name = server ? new URL(server.address.replace(/^[a-z0-9+.-]+:/i, 'https:')).hostname : 'localhost'
  const scheme = /^(localhost|127\.0\.0\.1)$/.test(name) ? 'neo4j' : 'neo4j+s'
  const address = server?.kind === 'neo4j-bolt' ? server.address : `${scheme}://${name}:7687`
  const where = server ? '' : '  # a database that holds the same graph'
  return [
    '# pip install neo4j',
    'from getpass import getpass',
    '',
    'from neo4j import GraphDatabase, RoutingControl',
    '',
    `query = ${pythonText(report.query)}`,
    `parameters = ${literal({ ...report.parameters }, inPython)}`,
    '',
    `address = ${quoted(address)}${where}`,
    'with GraphDatabase.driver(address, auth=("neo4j", getpass("Password: "))) as driver:',
    '    records, _, columns = driver.execute_query(',
    `        query, parameters, routing_=RoutingControl.READ, database_=${quoted(server?.database || 'neo4j')}`,
    '    )',
    `records = records[:${report.limit}]`,
    'print(columns, len(records))',
    'for record in records[:10]:',
    '    print(record.data())',
  ]
}

function neuPrintInPython({ query, limit, server }: QueryReport, withValues: string): string[] {
  const address = server?.address ?? ''
  return [
    '# pip install neuprint-python',
    'from getpass import getpass',
    '',
    'from neuprint import Client',
    '',
    ...(withValues === query ? [] : ['# neuPrint takes no parameters: their values stand in the query.']),
    `query = ${pythonText(withValues)}`,
    '',
    `client = Client(${quoted(address)}, dataset=${quoted(server?.database ?? '')}, token=getpass("Token: "))`,
    `rows = client.fetch_custom(query).head(${limit})`,
    'print(len(rows))',
    'print(rows.head(10))',
  ]
}

/** The query as it is, its parameters set as Neo4j Browser and cypher-shell take them. */
const cypherLines = ({ query, parameters }: QueryReport): string[] => [
  ...Object.entries(parameters).map(
    ([name, value]) => `:param ${cypherName(name)} => ${cypherLiteral(value)};`,
  ),
  `${query.trimEnd().replace(/;$/, '')};`,
]

/** @param withValues the query with the values of its parameters in its text */
export function queryProgram(report: QueryReport, language: QueryLanguage, withValues: string): string {
  if (language === 'javascript') return scriptOf(report)
  const lines =
    language === 'cypher'
      ? cypherLines(report)
      : language === 'neuprint'
        ? [withValues.trimEnd()]
        : report.server?.kind === 'neuprint'
          ? neuPrintInPython(report, withValues)
          : neo4jInPython(report)
  return [...head(report, language), '', ...lines, ''].join('\n')
}

/** For an issue, a notebook, a message: query, host, parameters, answer, link. */
export const queryMarkdown = (report: QueryReport): string =>
  markdownAround(report, report.query, 'cypher', askedLines(report))
