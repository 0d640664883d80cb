/** A text as the drawing edits it: for everything the motif holds, the statements that say so, and whether they stand
 *  in the text as they are or come out of a macro call. Pure. */
import type {
  ConstraintStatement,
  EdgeStatement,
  EquivalenceStatement,
  MacroCall,
  Name,
  PlainStatement,
  Statement,
} from '../ast'
import { expandMacros } from '../expand-macros'
import { leavesOf } from '../leaves'
import { parseMotifText } from '../parse'
import { readMotif } from '../read-motif'
import type { MotifSymbol } from '../symbols'
import { symbolsOf } from '../symbols'
import type { RefusedEdit } from './edit'
import { refuse } from './edit'

/** A statement of the expanded text. `call` is null where it stands in the text itself. */
export interface Origin<Kind extends PlainStatement = PlainStatement> {
  statement: Kind
  call: MacroCall | null
}

export interface EditableText {
  source: string
  /** At top level, as written. */
  statements: Statement[]
  symbols: MotifSymbol[]
  edges: Origin<EdgeStatement>[]
  constraints: Origin<ConstraintStatement>[]
  equivalences: Origin<EquivalenceStatement>[]
}

/** What an edge of the drawing is known by. */
export interface Pair {
  from: string
  to: string
}

/** Reads a text for editing; refuses one with mistakes, for nobody knows what its motif is. */
export function readEditable(source: string): EditableText | RefusedEdit {
  const [mistake] = readMotif(source).errors
  if (mistake)
    return refuse(`Mend the text first: line ${mistake.line} has a mistake. The drawing can be changed then.`)
  const { statements } = parseMotifText(source)
  const calls = new Map(
    statements.flatMap((each) => (each.kind === 'call' ? [[each.start, each] as const] : [])),
  )
  const origins = expandMacros(statements).statements.map((statement) => ({
    statement,
    call: calls.get(statement.start) ?? null,
  }))
  const ofKind = <Kind extends PlainStatement>(kind: Kind['kind']) =>
    origins.filter(({ statement }) => statement.kind === kind) as Origin<Kind>[]
  return {
    source,
    statements,
    symbols: symbolsOf(statements),
    edges: ofKind<EdgeStatement>('edge'),
    constraints: ofKind<ConstraintStatement>('constraint'),
    equivalences: ofKind<EquivalenceStatement>('equivalence'),
  }
}

export const isRefused = (text: EditableText | RefusedEdit): text is RefusedEdit => 'ok' in text

/** The names a statement at top level speaks of: nodes and edge names. */
export const namesOf = (statement: Statement): Name[] =>
  statement.kind === 'macro' ? [] : leavesOf(statement).filter(({ kind }) => kind === 'name')

/** The nodes that have an edge. */
export const nodesOf = ({ edges }: EditableText): Set<string> =>
  new Set(edges.flatMap(({ statement: { from, to } }) => [from.text, to.text]))

export const edgesBetween = ({ edges }: EditableText, { from, to }: Pair): Origin<EdgeStatement>[] =>
  edges.filter(({ statement }) => statement.from.text === from && statement.to.text === to)

/** The line (from 1) of an offset. */
export const lineOf = (source: string, offset: number): number => source.slice(0, offset).split('\n').length

/** Why what a call makes cannot be edited where it is drawn, with the offer to expand the call. */
export function refuseCall({ source }: EditableText, what: string, call: MacroCall): RefusedEdit {
  const line = lineOf(source, call.start)
  const args = call.args.map(({ text }) => text).join(', ')
  return refuse(
    `${what} comes from the macro call \`${call.name.text}(${args})\` on line ${line}. Changing the macro would change every call of it: expand this call first, then change what it stands for.`,
    call,
  )
}
