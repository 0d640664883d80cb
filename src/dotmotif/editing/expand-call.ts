/** A macro call replaced by what it stands for, so that each edge of it can be edited by itself. Text → changes. Pure. */
import type { Name, PlainStatement, Range } from '../ast'
import type { Edit } from './edit'
import { checkEdit, refuse } from './edit'
import type { EditableText, Origin } from './editable-text'
import { isRefused, readEditable } from './editable-text'
import { commentsIn } from './statement-lines'
import { leavesOf } from '../leaves'

const aliasKey = ({ text, scope }: Name) => `${scope ?? ''} ${text}`

/** A name for every edge name that the expansion needs: its own where that is free. */
function namesForAliases(
  { source, symbols }: EditableText,
  statements: readonly PlainStatement[],
): (name: Name) => string {
  const taken = new Set([
    ...symbols.map(({ name }) => name),
    ...(source.match(/[\p{L}_][\p{L}\p{M}\p{N}_]*/gu) ?? []),
  ])
  const outer = new Set(symbols.filter(({ macro }) => macro === null).map(({ name }) => name))
  const names = new Map<string, string>()
  for (const statement of statements) {
    if (statement.kind !== 'edge' || statement.alias?.scope === undefined) continue
    const { text } = statement.alias
    let name = text
    for (let number = 2; outer.has(name) || (name !== text && taken.has(name)); number++)
      name = `${text}${number}`
    names.set(aliasKey(statement.alias), name)
    outer.add(name)
  }
  return (name) => names.get(aliasKey(name)) ?? name.text
}

/** Names that other statements of the expansion use: the rest need not be given. */
function aliasesUsed(statements: readonly PlainStatement[]): Set<string> {
  return new Set(
    statements.flatMap((each) => {
      if (each.kind !== 'constraint') return []
      return [each.target, ...(each.right.kind === 'attribute' ? [each.right.target] : [])].map(aliasKey)
    }),
  )
}

function write(
  source: string,
  statement: PlainStatement,
  nameOf: (name: Name) => string,
  used: ReadonlySet<string>,
): string {
  const asWritten = ({ start, end }: Range) => source.slice(start, end)
  const keyOf = (key: Range & { text: string }) =>
    /^["']/.test(asWritten(key)) ? `[${asWritten(key)}]` : `.${key.text}`
  if (statement.kind === 'equivalence') return `${nameOf(statement.left)} === ${nameOf(statement.right)}`
  if (statement.kind === 'constraint') {
    const { target, key, operator, right } = statement
    const value = right.kind === 'attribute' ? nameOf(right.target) + keyOf(right.key) : asWritten(right)
    return `${nameOf(target)}${keyOf(key)} ${operator.text} ${value}`
  }
  const { from, relation, to, clauses, alias } = statement
  const inBrackets = clauses.map(
    ({ key, operator, value }) => `${asWritten(key)} ${operator.text} ${asWritten(value)}`,
  )
  const brackets = inBrackets.length > 0 ? ` [${inBrackets.join(', ')}]` : ''
  const name = alias && used.has(aliasKey(alias)) ? ` as ${nameOf(alias)}` : ''
  return `${nameOf(from)} ${relation.text} ${nameOf(to)}${brackets}${name}`
}

/** Replaces the call at this place by its statements, a line each, as far in as the call stands. */
export function expandCall(source: string, place: Range): Edit {
  const text = readEditable(source)
  if (isRefused(text)) return text
  const call = text.statements.find((each) => each.kind === 'call' && each.start === place.start)
  if (call?.kind !== 'call') return refuse('There is no macro call at this place any more.')
  const made = ([...text.edges, ...text.constraints, ...text.equivalences] as Origin[]).filter(
    (origin) => origin.call === call,
  )
  // In the order of the expansion, which the three lists keep each for itself: edges first is as good to read.
  const statements = made.map(({ statement }) => statement)
  const nameOf = namesForAliases(text, statements)
  const used = aliasesUsed(statements)
  const line = source.slice(source.lastIndexOf('\n', call.start - 1) + 1, call.start)
  const [indent = ''] = /^[ \t]*/.exec(line) ?? []
  const lines = statements.map((statement) => write(source, statement, nameOf, used))
  const comments = commentsIn(source, leavesOf(call), call)
  const insert = [...comments, ...lines].join(`\n${indent}`)
  return checkEdit(source, [{ from: call.start, to: call.end, insert }])
}
