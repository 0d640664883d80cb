/** What has to go with edges and nodes: the statements that speak of an edge name or a node that is no more. Pure. */
import type { EdgeStatement, MacroCall, Statement } from '../ast'
import type { LooseNode, RefusedEdit } from './edit'
import { refuse } from './edit'
import type { EditableText } from './editable-text'
import { lineOf, namesOf, nodesOf, refuseCall } from './editable-text'

interface Following {
  statements: Statement[]
  loose: LooseNode[]
}

/** An edge name that a macro's body speaks of cannot go: the macro would be left with a mistake. */
function macroUsing(text: EditableText, aliases: ReadonlySet<string>): RefusedEdit | null {
  const macro = text.statements.find(
    (each) =>
      each.kind === 'macro' &&
      text.symbols.some(
        ({ kind, name, macro: own, references }) =>
          kind === 'edge' &&
          own === null &&
          aliases.has(name) &&
          references.some(({ start, end }) => each.start <= start && end <= each.end),
      ),
  )
  if (macro?.kind !== 'macro') return null
  const name = macro.name.text
  const line = lineOf(text.source, macro.start)
  return refuse(
    `The macro \`${name}\` on line ${line} speaks of this edge by its name. Change the macro first.`,
  )
}

/** A call goes when everything it names goes; one that also names others must be expanded first. */
function callThatStays(text: EditableText, call: MacroCall, gone: ReadonlySet<string>): RefusedEdit | null {
  if (call.args.every((name) => gone.has(name.text))) return null
  const [named] = call.args.filter((name) => gone.has(name.text))
  return refuseCall(text, `What is said of \`${named?.text ?? ''}\``, call)
}

/** Statements about one node alone are kept with it, should it get an edge again. */
function linesOf({ source }: EditableText, name: string, statements: readonly Statement[]): string[] {
  return statements
    .filter((each) => each.kind === 'constraint' && namesOf(each).every(({ text }) => text === name))
    .map(({ start, end }) => source.slice(start, end))
}

/** Everything that must go with these edges. `deleted`: nodes that go altogether, and are not kept as loose ones;
 *  `staying`: nodes that stay whatever edges they lose. */
export function followingOf(
  text: EditableText,
  edges: readonly EdgeStatement[],
  { deleted, staying }: { deleted?: ReadonlySet<string>; staying?: ReadonlySet<string> } = {},
): Following | RefusedEdit {
  const left = nodesOf({
    ...text,
    edges: text.edges.filter(({ statement, call }) => call !== null || !edges.includes(statement)),
  })
  const lost = [...nodesOf(text)].filter((name) => !left.has(name) && !staying?.has(name))
  const aliases = new Set(edges.flatMap(({ alias }) => (alias ? [alias.text] : [])))
  const blocked = macroUsing(text, aliases)
  if (blocked) return blocked
  const gone = new Set([...lost, ...aliases])
  const following: Statement[] = []
  for (const statement of text.statements) {
    if (statement.kind === 'edge' || !namesOf(statement).some((name) => gone.has(name.text))) continue
    const stays = statement.kind === 'call' ? callThatStays(text, statement, gone) : null
    if (stays) return stays
    following.push(statement)
  }
  const loose = lost
    .filter((name) => !deleted?.has(name))
    .map((name) => ({ name, lines: linesOf(text, name, following) }))
  return { statements: [...edges, ...following], loose }
}
