/** What may be written at the end of a text in Cypher, judged from what stands before it. Pure. */

export type VariableKind = 'node' | 'relationship' | 'other'

export type CypherPlace =
  | { kind: 'nothing' }
  | { kind: 'word' }
  /** `a.` */
  | { kind: 'property'; of: VariableKind | null }
  | { kind: 'label' }
  | { kind: 'type' }
  /** `(a {` */
  | { kind: 'key'; of: VariableKind }
  /** `a.size = ` */
  | { kind: 'value'; of: VariableKind | null; attribute: string }

export interface CypherPlaceInText {
  place: CypherPlace
  /** What is being typed, an opening quotation mark included. */
  typed: string
}

const name = '[\\p{L}_][\\p{L}\\p{N}_]*'

/** Comments become blanks, closed texts keep their quotation marks only. */
const withoutTexts = (source: string) =>
  source
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (text) => ' '.repeat(text.length))
    .replace(
      /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g,
      (text) => `${text[0] ?? ''}${' '.repeat(text.length - 2)}${text[0] ?? ''}`,
    )

/** The variables that a text names, and what each stands for. */
export function variablesIn(source: string): Map<string, VariableKind> {
  const text = withoutTexts(source)
  const found = new Map<string, VariableKind>()
  const add = (pattern: string, kind: VariableKind) => {
    for (const match of text.matchAll(new RegExp(pattern, 'giu')))
      if (match[1] !== undefined && !found.has(match[1])) found.set(match[1], kind)
  }
  // A bracket behind a word opens the arguments of a function.
  add(`(?<![\\p{L}\\p{N}_]\\s*)\\(\\s*(${name})\\s*(?=[:){]|WHERE\\b)`, 'node')
  add(`(?:\\bMATCH|,)\\s*\\(\\s*(${name})\\s*(?=[:){]|WHERE\\b)`, 'node')
  add(`-\\s*\\[\\s*(${name})\\s*(?=[:\\]{*]|WHERE\\b)`, 'relationship')
  add(`\\bAS\\s+(${name})`, 'other')
  add(`(?:\\bMATCH|,)\\s*(${name})\\s*=\\s*(?:\\(|shortestPath|allShortestPaths)`, 'other')
  return found
}

/** The bracket that is open at the end, with what stands in it. */
function openBracket(text: string): { bracket: '(' | '[' | '{'; inner: string; before: string } | null {
  let depth = 0
  for (let at = text.length - 1; at >= 0; at--) {
    const character = text[at] ?? ''
    if (')]}'.includes(character)) depth++
    else if ('([{'.includes(character) && depth-- === 0)
      return { bracket: character as '(', inner: text.slice(at + 1), before: text.slice(0, at) }
  }
  return null
}

const keyPattern = new RegExp(`(?:^|,)\\s*$`, 'u')
const entryPattern = new RegExp(`(?:^|,)\\s*(${name})\\s*:\\s*$`, 'u')
const propertyPattern = new RegExp(`(${name})\\s*\\.\\s*$`, 'u')
const comparison =
  '(?:<>|<=|>=|=|<|>|\\bIN\\s*\\[(?:[^\\]]*,)?|\\b(?:CONTAINS|STARTS\\s+WITH|ENDS\\s+WITH)\\b)'
const valuePattern = new RegExp(`(${name})\\s*\\.\\s*(${name})\\s*${comparison}\\s*$`, 'iu')

/** Whose braces these are: those of `(a {`, of `-[r {`, or of a map. */
function ownerOfBraces(before: string): VariableKind | null {
  const outer = openBracket(before)
  if (outer?.bracket === '(') return 'node'
  return outer?.bracket === '[' && /-\s*$/.test(outer.before) ? 'relationship' : null
}

function placeOf(before: string, variables: ReadonlyMap<string, VariableKind>): CypherPlace {
  const of = (variable: string | undefined) => variables.get(variable ?? '') ?? null
  const property = propertyPattern.exec(before)
  if (property) return { kind: 'property', of: of(property[1]) }
  const value = valuePattern.exec(before)
  if (value) return { kind: 'value', of: of(value[1]), attribute: value[2] ?? '' }
  const open = openBracket(before)
  if (open?.bracket === '{') {
    const owner = ownerOfBraces(open.before)
    const entry = entryPattern.exec(open.inner)
    if (owner && entry) return { kind: 'value', of: owner, attribute: entry[1] ?? '' }
    if (owner && keyPattern.test(open.inner)) return { kind: 'key', of: owner }
    return { kind: 'word' }
  }
  if (/[:|&!]\s*$/.test(before)) {
    if (open?.bracket === '[') return { kind: 'type' }
    return /:\s*$|[|&!]\s*$/.test(before) ? { kind: 'label' } : { kind: 'word' }
  }
  return { kind: 'word' }
}

/** @param source the whole text, whose variables may stand behind the place too */
export function cypherPlaceAt(source: string, offset: number): CypherPlaceInText {
  const text = withoutTexts(source.slice(0, offset))
  const isInComment = /\/\*(?:(?!\*\/)[\s\S])*$|\/\/[^\n]*$/.test(
    source.slice(0, offset).replace(/'[^'\n]*'|"[^"\n]*"/g, ''),
  )
  if (isInComment) return { place: { kind: 'nothing' }, typed: '' }
  const quoted = /["'][^"'\n]*$/.exec(text)
  const isOpen = quoted && (text.slice(0, quoted.index).match(/["']/g)?.length ?? 0) % 2 === 0
  const typed = isOpen ? source.slice(quoted.index, offset) : (/[\p{L}\p{N}_]*$/u.exec(text)?.[0] ?? '')
  const before = text.slice(0, offset - typed.length)
  const place = placeOf(before, variablesIn(source))
  if (/[$`]$/.test(before)) return { place: { kind: 'nothing' }, typed }
  if (isOpen && place.kind !== 'value') return { place: { kind: 'nothing' }, typed }
  return { place, typed }
}
