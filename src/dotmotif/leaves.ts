/** The words of a statement one by one, each with its place and its part: for what works on text as written
 *  (formatting, renaming, explaining what stands under the cursor). Everything between them is punctuation. */
import type { Clause, ConstraintStatement, EdgeStatement, Statement, Token } from './ast'

/** `name`: a node, an alias or a parameter. `macro`: the name of a macro, defined or called. */
export type LeafKind = 'name' | 'macro' | 'relation' | 'key' | 'operator' | 'value'

export interface Leaf extends Token {
  kind: LeafKind
}

function leaf(kind: LeafKind, { text, start, end }: Token): Leaf {
  return { kind, text, start, end }
}

const leavesOfClause = ({ key, operator, value }: Clause): Leaf[] => [
  leaf('key', key),
  leaf('operator', operator),
  leaf('value', value),
]

function leavesOfEdge({ from, relation, to, clauses, alias }: EdgeStatement): Leaf[] {
  return [
    leaf('name', from),
    leaf('relation', relation),
    leaf('name', to),
    ...clauses.flatMap(leavesOfClause),
    ...(alias ? [leaf('name', alias)] : []),
  ]
}

function leavesOfConstraint({ target, key, operator, right }: ConstraintStatement): Leaf[] {
  const left = [leaf('name', target), leaf('key', key), leaf('operator', operator)]
  return right.kind === 'attribute'
    ? [...left, leaf('name', right.target), leaf('key', right.key)]
    : [...left, leaf('value', right)]
}

/** In the order of the text. Of a macro definition the head only; of text that could not be read nothing. */
export function leavesOf(statement: Statement): Leaf[] {
  switch (statement.kind) {
    case 'edge':
      return leavesOfEdge(statement)
    case 'constraint':
      return leavesOfConstraint(statement)
    case 'equivalence':
      return [leaf('name', statement.left), leaf('name', statement.right)]
    case 'macro':
      return [leaf('macro', statement.name), ...statement.parameters.map((name) => leaf('name', name))]
    case 'call':
      return [leaf('macro', statement.name), ...statement.args.map((name) => leaf('name', name))]
    case 'broken':
      return []
  }
}
