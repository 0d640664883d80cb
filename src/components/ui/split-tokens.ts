/** Where comments, texts, numbers and keywords stand in a program text, for light colouring. Pure; total; a text is the
 *  join of its tokens. */

export type ProgramLanguage = 'cypher' | 'sql' | 'python' | 'json' | 'dotmotif' | 'gremlin'
export type TokenKind = 'plain' | 'comment' | 'string' | 'number' | 'keyword'

export interface ProgramToken {
  kind: TokenKind
  text: string
}

/** Longer texts stay plain: nobody reads them coloured, and each token costs an element. */
const longestColoured = 30_000

const words = (list: string) => `\\b(?:${list.trim().split(/\s+/).join('|')})\\b`
const doubleQuoted = String.raw`"(?:[^"\\\n]|\\.)*"`
const number = String.raw`(?<![\w.])\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?`

function grammar(parts: Partial<Record<Exclude<TokenKind, 'plain'>, string>>): RegExp {
  const groups = Object.entries(parts).map(([kind, source]) => `(?<${kind}>${source})`)
  return new RegExp(groups.join('|'), 'g')
}

const grammars: Record<ProgramLanguage, RegExp> = {
  cypher: grammar({
    string: `${doubleQuoted}|'(?:[^'\\\\\\n]|\\\\.)*'`,
    number: String.raw`\$\w+|${number}`,
    keyword: words(`MATCH WHERE AND OR NOT WITH DISTINCT RETURN AS LIMIT IN IS NULL EXISTS CONTAINS
      true false`),
  }),
  sql: grammar({
    comment: '--.*',
    string: "'(?:[^']|'')*'",
    number,
    keyword:
      words(`WITH SELECT DISTINCT FROM JOIN LEFT INNER CROSS SEMI ANTI ON USING WHERE AND OR NOT EXISTS AS UNION ALL GROUP ORDER BY LIMIT IN IS NULL
      CASE WHEN THEN ELSE END BETWEEN CAST TRY_CAST true false`),
  }),
  python: grammar({
    string: String.raw`"""[^]*?"""|${doubleQuoted}`,
    comment: '#.*',
    number,
    keyword: words(`import from as def return if elif else for in is not and or lambda None True False
      try except with class yield while pass raise print`),
  }),
  json: grammar({
    keyword: `${doubleQuoted}(?=:)|${words('true false null')}`,
    string: doubleQuoted,
    number: `-?${number}`,
  }),
  gremlin: grammar({
    comment: '//.*',
    string: String.raw`'(?:[^'\
]|\.)*'`,
    number: `-?${number}[Ldg]?`,
    keyword: words('g T P TextP true false null'),
  }),
  dotmotif: grammar({
    comment: '#.*',
    string: doubleQuoted,
    number: `-?${number}`,
    keyword: words('as in contains True False'),
  }),
}

export function splitTokens(text: string, language: ProgramLanguage): ProgramToken[] {
  if (text.length > longestColoured) return [{ kind: 'plain', text }]
  const tokens: ProgramToken[] = []
  let end = 0
  for (const match of text.matchAll(grammars[language])) {
    if (match.index > end) tokens.push({ kind: 'plain', text: text.slice(end, match.index) })
    const [kind = 'plain'] = Object.entries(match.groups ?? {}).find(([, part]) => part !== undefined) ?? []
    tokens.push({ kind: kind as TokenKind, text: match[0] })
    end = match.index + match[0].length
  }
  if (end < text.length) tokens.push({ kind: 'plain', text: text.slice(end) })
  return tokens
}
