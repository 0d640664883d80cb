/** What each name of a text stands for as written, and every place where it stands: nodes, edge aliases, macros and
 *  their parameters. Knows scopes: what is local to a macro is told apart from its namesakes. Works on text with
 *  mistakes too. */
import type { BodyStatement, MacroDefinition, Name, Range, Statement } from './ast'
import { leavesOf } from './leaves'

/** `unknown`: in a macro's body, a name that is neither a parameter nor an alias. */
export type SymbolKind = 'node' | 'edge' | 'macro' | 'parameter' | 'unknown'

export interface MotifSymbol {
  kind: SymbolKind
  name: string
  /** The definition whose body it is local to; null at top level. */
  macro: MacroDefinition | null
  /** In the order of the text. */
  references: Range[]
}

/** Reading a text's symbols: the three spaces of names, of which a macro's own is the nearest. */
interface Scopes {
  symbols: MotifSymbol[]
  macros: Map<string, MotifSymbol>
  top: Map<string, MotifSymbol>
  local: Map<MacroDefinition, Map<string, MotifSymbol>>
}

function refer(
  scopes: Scopes,
  space: Map<string, MotifSymbol>,
  { text, start, end }: Name,
  kind: SymbolKind,
  macro: MacroDefinition | null = null,
): void {
  let symbol = space.get(text)
  if (!symbol) {
    symbol = { kind, name: text, macro, references: [] }
    space.set(text, symbol)
    scopes.symbols.push(symbol)
  }
  symbol.references.push({ start, end })
}

const aliasesOf = (statements: Statement[]) =>
  new Set(statements.flatMap((each) => (each.kind === 'edge' && each.alias ? [each.alias.text] : [])))

const namesIn = (statement: Statement): Name[] => leavesOf(statement).filter(({ kind }) => kind === 'name')

function readBody(scopes: Scopes, macro: MacroDefinition, topAliases: Set<string>): void {
  const local = new Map<string, MotifSymbol>()
  scopes.local.set(macro, local)
  const localAliases = aliasesOf(macro.body)
  for (const parameter of macro.parameters) refer(scopes, local, parameter, 'parameter', macro)
  const readName = (name: Name) => {
    const isLocal = local.has(name.text) || localAliases.has(name.text)
    if (!isLocal && topAliases.has(name.text)) refer(scopes, scopes.top, name, 'edge')
    else refer(scopes, local, name, localAliases.has(name.text) ? 'edge' : 'unknown', macro)
  }
  for (const statement of macro.body) {
    readCall(scopes, statement)
    namesIn(statement).forEach(readName)
  }
}

function readCall(scopes: Scopes, statement: BodyStatement | Statement): void {
  if (statement.kind === 'call' || statement.kind === 'macro')
    refer(scopes, scopes.macros, statement.name, 'macro')
}

/** All symbols of a syntax tree. A name that stands for a node and for an edge, which is a mistake, counts as the edge. */
export function symbolsOf(statements: Statement[]): MotifSymbol[] {
  const scopes: Scopes = { symbols: [], macros: new Map(), top: new Map(), local: new Map() }
  const aliases = aliasesOf(statements)
  for (const statement of statements) {
    readCall(scopes, statement)
    if (statement.kind === 'macro') readBody(scopes, statement, aliases)
    else
      for (const name of namesIn(statement))
        refer(scopes, scopes.top, name, aliases.has(name.text) ? 'edge' : 'node')
  }
  return scopes.symbols
}

/** The symbol one of whose names touches an offset, with that place. */
export function symbolAt(
  symbols: MotifSymbol[],
  offset: number,
): { symbol: MotifSymbol; place: Range } | null {
  for (const symbol of symbols) {
    const place = symbol.references.find(({ start, end }) => start <= offset && offset <= end)
    if (place) return { symbol, place }
  }
  return null
}
