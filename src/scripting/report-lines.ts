/** What all reports have in common, whatever was asked: the lines above a program, how a host graph is named and opened
 *  again, Markdown around a text. Whatever stands in comments is one line each. Pure. */

export interface ReportedHost {
  id: string
  name: string
  uri: string
  nodeCount: number
  edgeCount: number
}

/** Asked of what, where and by which version. */
export interface ReportBase {
  version: string
  /** The address that brings the question back. */
  link: string
  host?: ReportedHost
}

/** What begins a comment. */
export type CommentMark = '//' | '#' | '--'

export const formatNumber = new Intl.NumberFormat('en-GB').format

/** One line, without what could end a comment or, in Cypher, turn into something else before it is read. */
export const inComment = (text: string): string =>
  text
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll('\\', '/')
    .trim()

/** The host's address, where others can get it. */
const publicUri = /^(https?|example|neuprint|neo4j):\/\//
const onServer = /^(neuprint|neo4j):\/\//

export function hostWords({ host }: ReportBase): string {
  if (!host) return 'none chosen'
  const { name, uri, id, nodeCount, edgeCount } = host
  const where = publicUri.test(uri) ? uri : `a file, content ${id.slice(0, 16)}`
  return `${name} (${formatNumber(nodeCount)} nodes, ${formatNumber(edgeCount)} edges; ${where})`
}

/** What stands above a program: version, host, what was asked for and found, link.
 *  @param asked such as `Options: induced` */
export const headLines = (report: ReportBase, asked: readonly string[], mark: CommentMark): string[] =>
  [
    `Written by Motifscope ${report.version}`,
    `Host graph: ${hostWords(report)}`,
    ...asked,
    `Link: ${report.link}`,
  ].map((line) => `${mark} ${inComment(line)}`)

/** A text as a literal of JavaScript on lines of its own. */
export const templateLiteral = (text: string): string =>
  `\`${text.replace(/[`\\]|\$(?=\{)/g, '\\$&').replaceAll('\r', '\\r')}\``

/** Lines of JavaScript for this page's console, after which `host` is the host graph. */
export function openingLines(host: ReportedHost | undefined): string[] {
  const { uri = '', id = '' } = host ?? {}
  const begin = ['// For the console of the page, or a script on it.', '', 'await motifscope.ready']
  if (onServer.test(uri))
    return [
      ...begin,
      '// The graph is on a server: connect to it first (Hosts, or motifscope.remote.connect).',
      'const hosts = await motifscope.hosts.list()',
      `const host = hosts.find(({ uri }) => uri === ${JSON.stringify(uri)})`,
    ]
  if (publicUri.test(uri))
    return [...begin, `const host = await motifscope.hosts.open(${JSON.stringify(uri)})`]
  return [
    ...begin,
    '// The host graph came from a file: open it here first, then its content gives it this id.',
    `const host = await motifscope.hosts.get(${JSON.stringify(id)})`,
  ]
}

/** Characters that Markdown reads, as themselves. */
const asMarkdown = (text: string) => inComment(text).replace(/[\\`*_{}[\]()<>#+!|~&]/g, '\\$&')

/** For an issue, a notebook, a message: the text as it is, host, what was asked and found, link.
 *  @param asked lines such as `Answer: 3 rows.`, in which nothing is Markdown */
export function markdownAround(
  report: ReportBase,
  text: string,
  language: 'dotmotif' | 'cypher',
  asked: readonly string[],
): string {
  const runs = text.match(/`+/g) ?? []
  const fence = '`'.repeat(Math.max(3, ...runs.map(({ length }) => length + 1)))
  return [
    `${fence}${language}`,
    text.trimEnd(),
    fence,
    '',
    `- Host graph: ${asMarkdown(hostWords(report))}`,
    ...asked.map((line) => `- ${asMarkdown(line)}`),
    `- Motifscope ${report.version}: [open it](<${report.link.replace(/[<>\n]/g, encodeURIComponent)}>)`,
    '',
  ].join('\n')
}
