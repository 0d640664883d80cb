/** What an editor needs to know of a text while it is written: what stands where. Works on text with mistakes too. */
import type { LocatedError } from '../model/errors'
import type { ConstraintStatement, MacroDefinition, Name, PlainStatement, Range, Statement } from './ast'
import { expandMacros } from './expand-macros'
import { parseMotifText } from './parse'
import { LineTable, maxProblems } from './problem'
import { readRelation } from './read-literal'
import type { NameTable } from './resolve-names'
import { collectNames, meaningOf } from './resolve-names'
import { excerpt, suggestion } from './suggest'

/** A thing with a name: `range` is where it first stands (for macros and aliases: where it is defined), `references`
 *  are all places its name stands, that one included. Offsets in UTF-16 units, `end` exclusive. */
export interface OutlineEntry {
  name: string
  range: Range
  references: Range[]
}

export interface OutlineAlias extends OutlineEntry {
  from: string
  to: string
  /** The macro it is local to, or null. */
  macro: string | null
}

export interface OutlineMacro extends OutlineEntry {
  parameters: string[]
  /** From its name to its closing brace. */
  body: Range
}

/** An edge as written; in a macro its ends are parameters. */
export interface OutlineEdge {
  from: string
  to: string
  exists: boolean
  macro: string | null
  range: Range
}

/** A use of an attribute: of a node, an edge, or (in a macro nobody calls) of something unknown. */
export interface OutlineAttribute {
  kind: 'node' | 'edge'
  key: string
  range: Range
}

/** A comparison as written, clauses in brackets included. */
export interface OutlineConstraint {
  macro: string | null
  range: Range
}

export interface MotifOutline {
  nodes: OutlineEntry[]
  aliases: OutlineAlias[]
  macros: OutlineMacro[]
  edges: OutlineEdge[]
  constraints: OutlineConstraint[]
  attributes: OutlineAttribute[]
}

const placeOf = ({ start, end }: Range): Range => ({ start, end })

function namesOf(statement: Statement): Name[] {
  if (statement.kind === 'edge') {
    const ends = [statement.from, statement.to]
    return statement.alias ? [...ends, statement.alias] : ends
  }
  if (statement.kind === 'equivalence') return [statement.left, statement.right]
  if (statement.kind === 'call') return statement.args
  if (statement.kind !== 'constraint') return []
  return statement.right.kind === 'attribute'
    ? [statement.target, statement.right.target]
    : [statement.target]
}

/** Every statement with the macro it stands in. */
function* walk(statements: Statement[]): Generator<{ statement: Statement; macro: MacroDefinition | null }> {
  for (const statement of statements) {
    yield { statement, macro: null }
    if (statement.kind === 'macro')
      for (const part of statement.body) yield { statement: part, macro: statement }
  }
}

/** The entry of a name, made at its first appearance. */
function entryOf<Entry extends OutlineEntry>(
  entries: Map<string, Entry>,
  key: string,
  make: () => Entry,
): Entry {
  const entry = entries.get(key) ?? make()
  entries.set(key, entry)
  return entry
}

function outlineNames(statements: Statement[], table: NameTable) {
  const nodes = new Map<string, OutlineEntry>()
  const aliases = new Map<string, OutlineAlias>()
  const aliasKey = (text: string, macro: MacroDefinition | null) => (macro ? `${macro.start} ${text}` : text)
  for (const { statement, macro } of walk(statements)) {
    if (statement.kind !== 'edge' || !statement.alias) continue
    const { alias, from, to } = statement
    const entry = { name: alias.text, range: placeOf(alias), references: [] }
    const details = { from: from.text, to: to.text, macro: macro?.name.text ?? null }
    entryOf(aliases, aliasKey(alias.text, macro), () => ({ ...entry, ...details }))
  }
  for (const { statement, macro } of walk(statements)) {
    const parameters = new Set(macro?.parameters.map(({ text }) => text))
    for (const name of namesOf(statement)) {
      if (parameters.has(name.text)) continue
      const alias = aliases.get(aliasKey(name.text, macro)) ?? aliases.get(name.text)
      if (alias) alias.references.push(placeOf(name))
      else if (!macro && table.nodes.has(name.text)) {
        const make = () => ({ name: name.text, range: placeOf(name), references: [] })
        entryOf(nodes, name.text, make).references.push(placeOf(name))
      }
    }
  }
  return { nodes: [...nodes.values()], aliases: [...aliases.values()] }
}

function outlineMacros(statements: Statement[]): OutlineMacro[] {
  const macros = new Map<string, OutlineMacro>()
  for (const { statement } of walk(statements)) {
    if (statement.kind === 'macro') {
      const { name, parameters } = statement
      const own = { name: name.text, range: placeOf(name), references: [], body: placeOf(statement) }
      const make = () => ({ ...own, parameters: parameters.map(({ text }) => text) })
      entryOf(macros, name.text, make).references.push(placeOf(name))
    } else if (statement.kind === 'call')
      macros.get(statement.name.text)?.references.push(placeOf(statement.name))
  }
  return [...macros.values()]
}

function outlineEdges(statements: Statement[]): OutlineEdge[] {
  return [...walk(statements)].flatMap(({ statement, macro }) => {
    if (statement.kind !== 'edge') return []
    const { from, to, relation } = statement
    const { exists } = readRelation(relation.text)
    return [
      { from: from.text, to: to.text, exists, macro: macro?.name.text ?? null, range: placeOf(statement) },
    ]
  })
}

function outlineConstraints(statements: Statement[]): OutlineConstraint[] {
  return [...walk(statements)].flatMap(({ statement, macro }) => {
    const parts =
      statement.kind === 'edge' ? statement.clauses : statement.kind === 'constraint' ? [statement] : []
    return parts.map((part) => ({ macro: macro?.name.text ?? null, range: placeOf(part) }))
  })
}

function attributesOf(statement: ConstraintStatement, table: NameTable): OutlineAttribute[] {
  const { target, key, right } = statement
  const uses = [
    { target, key },
    ...(right.kind === 'attribute' ? [{ target: right.target, key: right.key }] : []),
  ]
  return uses.flatMap((use) => {
    const meaning = meaningOf(table, use.target)
    if (!meaning) return []
    return [{ kind: meaning.kind, key: use.key.text, range: placeOf(use.key) }]
  })
}

/** From the expanded text, since a parameter may stand for a node or an edge. */
function outlineAttributes(statements: PlainStatement[], table: NameTable): OutlineAttribute[] {
  const uses = statements.flatMap((statement) => {
    if (statement.kind === 'constraint') return attributesOf(statement, table)
    if (statement.kind !== 'edge') return []
    return statement.clauses.map(({ key }) => ({ kind: 'edge' as const, key: key.text, range: placeOf(key) }))
  })
  const distinct = new Map(uses.map((use) => [`${use.kind} ${use.range.start}`, use]))
  return [...distinct.values()].toSorted((a, b) => a.range.start - b.range.start)
}

/** The outline of a text, valid or not; what could not be read is not in it. */
export function outlineMotif(source: string): MotifOutline {
  const { statements } = parseMotifText(source)
  const expanded = expandMacros(statements)
  const { table } = collectNames(expanded.statements, expanded.forgiven)
  return {
    ...outlineNames(statements, table),
    macros: outlineMacros(statements),
    edges: outlineEdges(statements),
    constraints: outlineConstraints(statements),
    attributes: outlineAttributes(expanded.statements, table),
  }
}

/** Whether an attribute has this name, or the key is a path into one: `roiInfo.CX.pre`. */
function isKnown(key: string, names: Set<string>): boolean {
  if (names.has(key)) return true
  for (let dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1))
    if (names.has(key.slice(0, dot))) return true
  return false
}

/** Attributes that the open host graph does not have, as warnings with code `unknown-attribute`: the motif (or query) is valid,
 *  but there a missing attribute fails nearly every comparison. */
export function checkAttributes(
  source: string,
  { attributes }: Pick<MotifOutline, 'attributes'>,
  nodeAttributes: string[],
  edgeAttributes: string[],
): LocatedError[] {
  const lines = new LineTable(source)
  const known = { node: new Set(nodeAttributes), edge: new Set(edgeAttributes) }
  const unknown = attributes.filter(({ kind, key }) => !isKnown(key, known[kind]))
  return unknown.slice(0, maxProblems).map(({ kind, key, range }) => {
    const other = kind === 'node' ? 'edge' : 'node'
    const message = `No ${kind} of the open host graph has an attribute \`${excerpt(key)}\`.`
    const hint = known[other].has(key)
      ? { hint: `It is an attribute of its ${other}s.` }
      : suggestion(key, [...known[kind]])
    return { code: 'unknown-attribute', severity: 'warning', message, ...hint, ...lines.placeOf(range) }
  })
}
