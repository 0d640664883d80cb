/** The syntax tree that grammar/cypher.peggy builds: what the text says, with its places. */

/** Offsets into the text, in UTF-16 units; `end` is behind the last. */
export interface Place {
  start: number
  end: number
}

export type Name = Place & { kind: 'name'; name: string }

export type LabelExpression = Place &
  (
    | { kind: 'label'; name: string }
    | { kind: 'label-any' }
    | { kind: 'label-not'; part: LabelExpression }
    | { kind: 'label-and' | 'label-or'; parts: LabelExpression[] }
  )

export type MapLiteral = Place & { kind: 'map'; entries: { key: string; value: Expression }[] }
export type Parameter = Place & { kind: 'parameter'; name: string }

export type NodePattern = Place & {
  kind: 'node-pattern'
  variable: Name | null
  labels: LabelExpression | null
  properties: MapLiteral | Parameter | null
  where: Expression | null
}

export type RelationshipPattern = Place & {
  kind: 'relationship-pattern'
  direction: 'left' | 'right' | 'either'
  variable: Name | null
  types: LabelExpression | null
  /** Null: one edge. `to` null: any number. */
  range: { from: number; to: number | null } | null
  properties: MapLiteral | Parameter | null
  where: Expression | null
}

/** nodes[i] −relationships[i]− nodes[i + 1] */
export type PathPattern = Place & {
  kind: 'path-pattern'
  variable: Name | null
  shortest: 'one' | 'all' | null
  nodes: NodePattern[]
  relationships: RelationshipPattern[]
}

export type Subquery = Place & {
  kind: 'subquery'
  word: 'EXISTS' | 'COUNT'
  patterns: PathPattern[]
  where: Expression | null
  /** A pattern by itself, as in `WHERE (a)-->(b)`: it names nothing new. */
  isBare?: boolean
}

/** A whole query inside an expression: whether it has rows, how many, or the one column of them. */
export type QueryExpression = Place & {
  kind: 'query-expression'
  word: 'EXISTS' | 'COUNT' | 'COLLECT'
  query: CypherQuery
}

/** `a {.name, .*, size: 3}`; what is written later counts. */
export type MapProjection = Place & {
  kind: 'map-projection'
  of: Expression
  items: (
    | { kind: 'all-properties' }
    | { kind: 'own-property'; key: string }
    | { kind: 'entry'; key: string; value: Expression }
  )[]
}

export type Call = Place & { kind: 'call'; name: string; distinct: boolean; args: Expression[] }

export type BinaryOperator =
  | 'OR' | 'XOR' | 'AND' | '=' | '<>' | '<' | '<=' | '>' | '>=' | '=~' | '+' | '-' | '*' | '/' | '%' | '^' // prettier-ignore

export type Expression = Place &
  (
    | { kind: 'literal'; value: null | boolean | bigint | number | string }
    | { kind: 'variable'; name: string }
    | { kind: 'parameter'; name: string }
    | { kind: 'binary'; operator: BinaryOperator; left: Expression; right: Expression }
    | { kind: 'unary'; operator: 'NOT' | '+' | '-'; operand: Expression }
    | { kind: 'property'; operand: Expression; key: string }
    | { kind: 'index'; operand: Expression; index: Expression }
    | { kind: 'slice'; operand: Expression; from: Expression | null; to: Expression | null }
    | { kind: 'is-null'; operand: Expression; not: boolean }
    | {
        kind: 'text-operator'
        operator: 'STARTS WITH' | 'ENDS WITH' | 'CONTAINS'
        operand: Expression
        right: Expression
      }
    | { kind: 'in'; operand: Expression; list: Expression }
    | { kind: 'has-labels'; operand: Expression; labels: LabelExpression }
    | { kind: 'list'; items: Expression[] }
    | MapLiteral
    | MapProjection
    | {
        kind: 'case'
        subject: Expression | null
        branches: { when: Expression; then: Expression }[]
        otherwise: Expression | null
      }
    | { kind: 'count-all' }
    | Call
    | Subquery
    | QueryExpression
    | {
        kind: 'quantifier'
        word: 'ALL' | 'ANY' | 'NONE' | 'SINGLE'
        variable: Name
        list: Expression
        where: Expression
      }
    | {
        kind: 'reduce'
        accumulator: Name
        initial: Expression
        variable: Name
        list: Expression
        step: Expression
      }
    | {
        kind: 'list-comprehension'
        variable: Name
        list: Expression
        where: Expression | null
        map: Expression | null
      }
    | { kind: 'pattern-comprehension'; pattern: PathPattern; where: Expression | null; map: Expression }
    | { kind: 'shortest-path'; pattern: PathPattern }
  )

export type ProjectionItem = Place & {
  kind: 'item'
  expression: Expression
  alias: Name | null
  /** The expression as it was written: the column's name where there is no alias. */
  text: string
}

export type Projection = Place & {
  kind: 'with' | 'return'
  distinct: boolean
  /** `*`: every variable in scope, before `items`. */
  all: boolean
  items: ProjectionItem[]
  order: (Place & { expression: Expression; descending: boolean })[]
  skip: Expression | null
  limit: Expression | null
  where: Expression | null
}

export type Match = Place & {
  kind: 'match'
  optional: boolean
  patterns: PathPattern[]
  where: Expression | null
}

/** A query of its own for each row. `imports` null: a WITH of plain names at its beginning says what it knows. */
export type SubqueryCall = Place & {
  kind: 'call-query'
  optional: boolean
  imports: Name[] | 'all' | null
  query: CypherQuery
}

export type Clause =
  | Match
  | (Place & { kind: 'unwind'; list: Expression; variable: Name })
  | Projection
  | SubqueryCall
  | (Place & { kind: 'refused'; word: string })

export interface CypherQuery {
  queries: { clauses: Clause[] }[]
  /** Between queries: whether equal rows stay. */
  unionAll: boolean[]
}
