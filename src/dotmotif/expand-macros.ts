/** Replaces every macro call by the statements of the macro's body. Hygienic: an alias of a body belongs to its
 *  expansion alone. Works on a stack of its own, so that no depth of nesting exhausts the engine's. */
import type { BodyStatement, MacroCall, Name, PlainStatement, Range, Statement } from './ast'
import type { Macro, MacroTable } from './macro-table'
import { defineMacro, resolveCall, startMacroTable } from './macro-table'
import type { Problem } from './problem'
import { maxProblems } from './problem'

/** Statements, calls and arguments that expansion may make in all. Nobody's motif needs as many; a bomb of nested
 *  macros would make 2^n. */
export const maxExpandedSize = 200_000

export interface ExpandedText {
  statements: PlainStatement[]
  problems: Problem[]
  /** Names in text that could not be read or expanded: complaints about them would be echoes. */
  forgiven: Set<string>
}

type Bindings = Map<string, Name>

interface Frame {
  body: BodyStatement[]
  next: number
  bindings: Bindings
}

interface Expansion {
  table: MacroTable
  statements: PlainStatement[]
  /** What is left of `maxExpandedSize`. */
  budget: number
  lastScope: number
}

const substitute = (name: Name, bindings: Bindings): Name => bindings.get(name.text) ?? name

/** A body statement with its names replaced. It takes the place of the outermost call, its parts keep their own. */
function instantiate(statement: PlainStatement, bindings: Bindings, { start, end }: Range): PlainStatement {
  if (statement.kind === 'edge') {
    const alias = statement.alias && substitute(statement.alias, bindings)
    const [from, to] = [substitute(statement.from, bindings), substitute(statement.to, bindings)]
    return { ...statement, from, to, alias, start, end }
  }
  if (statement.kind === 'equivalence') return statement
  const { target, right } = statement
  const isDynamic = right.kind === 'attribute'
  const bound = isDynamic ? { ...right, target: substitute(right.target, bindings) } : right
  return { ...statement, target: substitute(target, bindings), right: bound, start, end }
}

function enter(expansion: Expansion, macro: Macro, args: Name[]): Frame {
  const bindings: Bindings = new Map()
  macro.definition.parameters.forEach((parameter, index) =>
    bindings.set(parameter.text, args[index] ?? parameter),
  )
  const scope = ++expansion.lastScope
  for (const statement of macro.definition.body)
    if (statement.kind === 'edge' && statement.alias)
      bindings.set(statement.alias.text, { ...statement.alias, scope })
  expansion.budget -= 1 + args.length + macro.localAliases.length
  return { body: macro.definition.body, next: 0, bindings }
}

/** Expands one call at top level into `expansion.statements`; false when the budget is spent. */
function expandCall(expansion: Expansion, call: MacroCall, macro: Macro): boolean {
  const stack = [enter(expansion, macro, call.args)]
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const statement = frame.body[frame.next++]
    if (!statement) {
      stack.pop()
      continue
    }
    if (--expansion.budget < 0) return false
    if (statement.kind === 'broken') continue
    if (statement.kind !== 'call') {
      expansion.statements.push(instantiate(statement, frame.bindings, call))
      continue
    }
    const inner = expansion.table.macros.get(statement.name.text)
    const { bindings } = frame
    const args = statement.args.map((name) => substitute(name, bindings))
    if (inner) stack.push(enter(expansion, inner, args))
  }
  return true
}

function wordsOfBroken(statements: Statement[]): Set<string> {
  const words = new Set<string>()
  for (const statement of statements) {
    const parts = statement.kind === 'macro' ? statement.body : [statement]
    for (const part of parts)
      if (part.kind === 'broken')
        for (const word of part.text.match(/[\p{L}_][\p{L}\p{M}\p{N}_]*/gu) ?? []) words.add(word)
  }
  return words
}

function tooLarge(call: MacroCall): Problem {
  const message = `The macros of this motif expand to more than ${maxExpandedSize.toLocaleString('en')} statements.`
  const hint = 'Look for macros that call others several times over many levels.'
  return { code: 'motif-too-large', message, hint, start: call.start, end: call.end }
}

/** Expands all macros, in the order of the text. The definition of a macro stands before its first call. A macro that
 *  is defined again keeps its first meaning until there. */
export function expandMacros(statements: Statement[]): ExpandedText {
  const forgiven = wordsOfBroken(statements)
  const table = startMacroTable(statements, forgiven)
  const expansion: Expansion = { table, statements: [], budget: maxExpandedSize, lastScope: 0 }
  const problems: Problem[] = []
  for (const statement of statements) {
    if (problems.length >= maxProblems) break
    if (statement.kind === 'broken') continue
    if (statement.kind === 'macro') problems.push(...defineMacro(statement, table))
    else if (statement.kind !== 'call') expansion.statements.push(statement)
    else {
      const resolved = resolveCall(statement, table)
      if (resolved && 'macro' in resolved) {
        if (expandCall(expansion, statement, resolved.macro)) continue
        return { statements: [], problems: [...problems, tooLarge(statement)], forgiven }
      }
      if (resolved) problems.push(resolved.problem)
      for (const { text } of statement.args) forgiven.add(text)
    }
  }
  return { statements: expansion.statements, problems, forgiven }
}
