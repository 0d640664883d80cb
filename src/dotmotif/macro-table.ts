/** The macros of a text: each definition is checked once, where it stands, so that its expansion cannot fail. */
import type { BodyStatement, MacroCall, MacroDefinition, Name, Statement } from './ast'
import type { Problem } from './problem'
import { maxProblems } from './problem'
import { suggestion } from './suggest'

export interface Macro {
  definition: MacroDefinition
  /** Aliases of the body: names of its own in each expansion. */
  localAliases: string[]
  /** A definition with mistakes is not expanded; they were told already. */
  isSound: boolean
}

export interface MacroTable {
  macros: Map<string, Macro>
  /** Edge aliases outside macros, which a body may name. */
  topLevelAliases: Set<string>
  /** Words in texts that could not be read: macros among them may be defined there. */
  forgiven: Set<string>
  /** Names of all definitions, also of those further down. */
  definedAnywhere: Set<string>
}

/** The table before the first definition is read. */
export function startMacroTable(statements: Statement[], forgiven: Set<string>): MacroTable {
  const topLevelAliases = new Set<string>()
  const definedAnywhere = new Set<string>()
  for (const statement of statements) {
    if (statement.kind === 'edge' && statement.alias) topLevelAliases.add(statement.alias.text)
    if (statement.kind === 'macro') definedAnywhere.add(statement.name.text)
  }
  return { macros: new Map(), topLevelAliases, forgiven, definedAnywhere }
}

const at = ({ start, end }: Name) => ({ start, end })

/** What is wrong with a call where it stands, or the macro it calls; null for one whose mistake was told. */
export function resolveCall(
  call: MacroCall,
  table: MacroTable,
): { problem: Problem } | { macro: Macro } | null {
  const { name, args } = call
  const macro = table.macros.get(name.text)
  if (!macro) {
    if (table.forgiven.has(name.text)) return null
    const hint = table.definedAnywhere.has(name.text)
      ? { hint: 'It is defined further down: move its definition above this line.' }
      : suggestion(name.text, table.macros.keys())
    const message = `There is no macro \`${name.text}\` up to here.`
    return { problem: { code: 'undefined-macro', message, ...hint, ...at(name) } }
  }
  const { parameters } = macro.definition
  if (args.length !== parameters.length) {
    const wanted = `${parameters.length} ${parameters.length === 1 ? 'argument' : 'arguments'}`
    const message = `The macro \`${name.text}\` takes ${wanted}, but ${args.length} ${args.length === 1 ? 'is' : 'are'} given.`
    const names = parameters.map(({ text }) => text).slice(0, 10)
    const hint = `It is called as \`${name.text}(${names.join(', ')})\`.`
    return { problem: { code: 'macro-arity', message, hint, start: call.start, end: call.end } }
  }
  return macro.isSound ? { macro } : null
}

function duplicates(definition: MacroDefinition): Problem[] {
  const seen = new Set<string>()
  const problems: Problem[] = []
  const aliases = definition.body.map((statement) => (statement.kind === 'edge' ? statement.alias : null))
  for (const name of [...definition.parameters, ...aliases.filter((alias) => alias !== null)]) {
    if (problems.length >= maxProblems) break
    if (seen.has(name.text)) {
      const message = `The name \`${name.text}\` is given twice in the macro \`${definition.name.text}\`.`
      problems.push({ code: 'duplicate-name', message, ...at(name) })
    }
    seen.add(name.text)
  }
  return problems
}

/** The names a statement uses, with those it may use: an edge joins parameters, the rest may also name edges. */
function namesUsed(statement: BodyStatement): { name: Name; mayBeAlias: boolean }[] {
  if (statement.kind === 'edge')
    return [statement.from, statement.to].map((name) => ({ name, mayBeAlias: false }))
  if (statement.kind === 'call') return statement.args.map((name) => ({ name, mayBeAlias: true }))
  if (statement.kind === 'broken') return []
  const { target, right } = statement
  const names = right.kind === 'attribute' ? [target, right.target] : [target]
  return names.map((name) => ({ name, mayBeAlias: true }))
}

function unboundNames(definition: MacroDefinition, localAliases: string[], table: MacroTable): Problem[] {
  const parameters = new Set(definition.parameters.map(({ text }) => text))
  const aliases = new Set(localAliases)
  const isAlias = (text: string) => aliases.has(text) || table.topLevelAliases.has(text)
  const problems: Problem[] = []
  for (const { name, mayBeAlias } of definition.body.flatMap(namesUsed)) {
    if (problems.length >= maxProblems) break
    const { text } = name
    if (parameters.has(text) || (mayBeAlias && isAlias(text))) continue
    const macro = `the macro \`${definition.name.text}\``
    const message = isAlias(text)
      ? `\`${text}\` names an edge: in ${macro} an edge can join parameters only.`
      : `\`${text}\` is neither a parameter nor an edge alias of ${macro}.`
    const near = suggestion(text, [...parameters, ...(mayBeAlias ? aliases : [])])
    problems.push({ code: 'unbound-macro-variable', message, ...near, ...at(name) })
  }
  return problems
}

function mistakenCalls(
  definition: MacroDefinition,
  table: MacroTable,
): { problems: Problem[]; allSound: boolean } {
  const problems: Problem[] = []
  let allSound = true
  for (const call of definition.body) {
    if (call.kind !== 'call' || problems.length >= maxProblems) continue
    if (call.name.text === definition.name.text) {
      const message = `The macro \`${call.name.text}\` calls itself, which would never end.`
      problems.push({ code: 'recursive-macro', message, ...at(call.name) })
      continue
    }
    const resolved = resolveCall(call, table)
    if (resolved === null) allSound = false
    else if ('problem' in resolved) problems.push(resolved.problem)
  }
  return { problems, allSound }
}

/** Checks a definition and enters it into the table. */
export function defineMacro(definition: MacroDefinition, table: MacroTable): Problem[] {
  const { name, body, closed } = definition
  const localAliases = body.flatMap((part) => (part.kind === 'edge' && part.alias ? [part.alias.text] : []))
  if (!closed || body.length === 0 || body.some(({ kind }) => kind === 'broken')) {
    table.macros.set(name.text, { definition, localAliases, isSound: false })
    return []
  }
  const calls = mistakenCalls(definition, table)
  const problems = [
    ...duplicates(definition),
    ...unboundNames(definition, localAliases, table),
    ...calls.problems,
  ]
  if (table.macros.has(name.text)) {
    const message = `There is a macro \`${name.text}\` already.`
    problems.push({ code: 'duplicate-name', message, ...at(name) })
  }
  const isSound = problems.length === 0 && calls.allSound
  table.macros.set(name.text, { definition, localAliases, isSound })
  return problems
}
