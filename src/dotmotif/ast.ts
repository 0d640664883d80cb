/** The syntax tree that grammar/dotmotif.peggy builds: what the text says, word by word, with its places.
 *  Nothing is resolved here: a name may stand for a node, an edge alias or a macro parameter. */

/** A stretch of the source, as offsets in UTF-16 units; `end` is exclusive. */
export interface Range {
  start: number
  end: number
}

/** A name or another stretch of text that is taken as it stands (a relation, an operator). */
export interface Token extends Range {
  text: string
}

/** A name after macro expansion. `scope` is set for the aliases of a macro body: one number for each expansion, so
 *  that equal names of different expansions stay apart. */
export interface Name extends Token {
  scope?: number
}

/** The right-hand side of a comparison as written: digits of a number, text without quotes and escapes, or a word. */
export interface Literal extends Token {
  kind: 'number' | 'string' | 'word'
}

/** `B.key` on the right-hand side: the comparison is dynamic. */
export interface AttributeReference extends Range {
  kind: 'attribute'
  target: Name
  key: Token
}

/** One comparison in the brackets of an edge. */
export interface Clause extends Range {
  key: Token
  operator: Token
  value: Literal
}

export interface EdgeStatement extends Range {
  kind: 'edge'
  from: Name
  relation: Token
  to: Name
  clauses: Clause[]
  alias: Name | null
}

export interface ConstraintStatement extends Range {
  kind: 'constraint'
  target: Name
  key: Token
  operator: Token
  right: Literal | AttributeReference
}

export interface EquivalenceStatement extends Range {
  kind: 'equivalence'
  left: Name
  right: Name
}

export interface MacroCall extends Range {
  kind: 'call'
  name: Name
  args: Name[]
}

/** Text that is no statement; where the next line or `;` begins, reading goes on. */
export interface BrokenStatement extends Token {
  kind: 'broken'
}

export type BodyStatement = EdgeStatement | ConstraintStatement | MacroCall | BrokenStatement

export interface MacroDefinition extends Range {
  kind: 'macro'
  name: Name
  parameters: Name[]
  body: BodyStatement[]
  /** False when the closing brace is missing. */
  closed: boolean
}

export type Statement = BodyStatement | EquivalenceStatement | MacroDefinition
/** What is left once macros are expanded. */
export type PlainStatement = EdgeStatement | ConstraintStatement | EquivalenceStatement
