/** What the tree of a query must keep to before it runs: it only reads, ends with RETURN, asks only variables that are
 *  there, and aggregates only where rows are grouped. The first mistake is thrown, at its place. */
import type { Clause, CypherQuery, Match, Name, SubqueryCall } from './cypher-ast'
import { checkCondition, checkRows } from './check-expression'
import type { Checking, Fail } from './check-expression'
import { checkProjection } from './check-projection'
import { expressionsOf } from './free-variables'
import { importsOf } from './subquery-scope'
import { cypherError } from './parse-cypher'
import { inWords, kindOfItems } from './static-kinds'
import type { Scope, StaticKind } from './static-kinds'

/** What changes nothing, and still has nothing to speak of here. */
const serverWords = new Set(['EXPLAIN', 'PROFILE', 'SHOW', 'USE', 'FINISH'])

function checkEdges({ patterns }: Match, fail: Fail): void {
  const edges = new Set<string>()
  for (const { variable } of patterns.flatMap(({ relationships }) => relationships)) {
    if (variable && edges.has(variable.name))
      fail(
        variable,
        'repeated-variable',
        `\`${variable.name}\` stands for another relationship in the same MATCH.`,
      )
    if (variable) edges.add(variable.name)
  }
  for (const { shortest, relationships, ...place } of patterns)
    if (shortest && relationships.length !== 1)
      fail(place, 'unsupported', 'A shortest path is asked along exactly one relationship, such as -[*]->.')
  for (const { shortest, relationships } of patterns)
    for (const { range, ...place } of shortest ? relationships : [])
      if (range && range.from > 1)
        fail(place, 'unsupported', 'A shortest path has no least length but 0 or 1.')
  for (const { properties } of patterns.flatMap(({ nodes, relationships }) => [...nodes, ...relationships]))
    if (properties?.kind === 'parameter')
      fail(
        properties,
        'unsupported',
        'A pattern takes no parameter in place of its properties.',
        `Write what is asked, such as {name: $${properties.name}.name}.`,
      )
}

/** The variables of a MATCH with what they stand for; a name that stands for two kinds of things is refused. */
function namedIn({ patterns }: Match, scope: Scope, fail: Fail): Map<string, StaticKind> {
  const all = new Map(scope)
  const add = (variable: Name | null, kind: StaticKind) => {
    if (!variable) return
    const known = all.get(variable.name) ?? 'any'
    if (known !== 'any' && known !== kind)
      fail(
        variable,
        'repeated-variable',
        `\`${variable.name}\` is ${inWords(known)} already, it cannot be ${inWords(kind)} here.`,
      )
    all.set(variable.name, kind)
  }
  for (const { nodes, relationships } of patterns) {
    for (const { variable } of nodes) add(variable, 'node')
    for (const { variable, range } of relationships) add(variable, range ? 'list' : 'relationship')
  }
  for (const { variable } of patterns) {
    if (variable && all.has(variable.name))
      fail(variable, 'repeated-variable', `\`${variable.name}\` stands for something already.`)
    add(variable, 'path')
  }
  return all
}

function checkMatch(match: Match, scope: Scope, checking: Checking): Scope {
  checkEdges(match, checking.fail)
  const inner = namedIn(match, scope, checking.fail)
  for (const expression of match.patterns.flatMap(expressionsOf))
    checkRows(expression, inner, 'A pattern', checking)
  if (match.where) checkCondition(match.where, inner, checking)
  return inner
}

function checkNames({ query }: SubqueryCall, fail: Fail): void {
  const items = query.queries.flatMap(({ clauses }) =>
    clauses.flatMap((clause) => (clause.kind === 'return' ? clause.items : [])),
  )
  const nameless = items.find(({ alias, expression }) => !alias && expression.kind !== 'variable')
  if (nameless)
    fail(nameless, 'name-needed', 'What CALL { … } answers with needs a name.', 'Write `… AS name`.')
}

function checkSubquery(clause: SubqueryCall, scope: Scope, checking: Checking): Scope {
  const { fail } = checking
  for (const { name, ...place } of clause.imports === 'all' ? [] : (clause.imports ?? []))
    if (!scope.has(name)) fail(place, 'unknown-variable', `Nothing before this is named \`${name}\`.`)
  const known = new Set(importsOf(clause, [...scope.keys()]))
  const inner = new Map([...scope].filter(([name]) => known.has(name)))
  const columns = checkQuery(clause.query, inner, clause.imports !== null, checking)
  checkNames(clause, fail)
  const twice = columns.find((name) => scope.has(name))
  if (twice !== undefined)
    fail(
      clause,
      'repeated-variable',
      `\`${twice}\` stands for something already: CALL { … } must answer with new names.`,
    )
  return new Map([...scope, ...columns.map((name) => [name, 'any'] as const)])
}

function checkClause(clause: Clause, scope: Scope, kept: Scope, checking: Checking): Scope {
  const { fail } = checking
  switch (clause.kind) {
    case 'match':
      return checkMatch(clause, scope, checking)
    case 'unwind': {
      checkRows(clause.list, scope, 'UNWIND', checking)
      const { name, ...place } = clause.variable
      if (scope.has(name)) fail(place, 'repeated-variable', `\`${name}\` stands for something already.`)
      return new Map([...scope, [name, kindOfItems(clause.list, scope)] as const])
    }
    case 'call-query':
      return checkSubquery(clause, scope, checking)
    case 'refused':
      return fail(
        clause,
        'read-only',
        serverWords.has(clause.word)
          ? `${clause.word} is for database servers: it is not known here.`
          : `${clause.word} is refused: here Cypher only reads.`,
        'Ask with MATCH, WHERE, WITH, UNWIND and RETURN.',
      )
    case 'with':
      return new Map([...kept, ...checkProjection(clause, scope, checking)])
    case 'return':
      return checkProjection(clause, scope, checking)
  }
}

function checkPart(
  clauses: Clause[],
  outer: Scope,
  isKept: boolean,
  isWhole: boolean,
  checking: Checking,
): string[] {
  const { fail } = checking
  let scope = outer
  clauses.forEach((clause, i) => {
    const isLast = i === clauses.length - 1
    scope = checkClause(clause, scope, isKept ? outer : new Map(), checking)
    if (clause.kind === 'return' && !isLast)
      fail(clauses[i + 1] ?? clause, 'after-return', 'RETURN ends a query; nothing can follow it but UNION.')
    if (clause.kind !== 'return' && isLast && isWhole)
      fail(clause, 'return-needed', 'A query ends with RETURN.', 'Add what it is to answer with: RETURN …')
  })
  return clauses.at(-1)?.kind === 'return' ? [...scope.keys()] : []
}

/** @param isKept whether what is known outside is known behind every WITH too
 *  @param isWhole whether it must end with RETURN */
function checkQuery(
  { queries, unionAll }: CypherQuery,
  outer: Scope,
  isKept: boolean,
  checking: Checking,
  isWhole = true,
): string[] {
  const results = queries.map(({ clauses }) => ({
    columns: checkPart(clauses, outer, isKept, isWhole, checking),
    place: clauses[0],
  }))
  const [first, ...others] = results
  for (const { columns, place } of others)
    if (place && String(columns.toSorted()) !== String(first?.columns.toSorted()))
      checking.fail(place, 'different-columns', 'The parts of a UNION must have the same columns.')
  const mixed = unionAll.findIndex((all) => all !== unionAll[0])
  const place = queries[mixed + 1]?.clauses[0]
  if (mixed > 0 && place)
    checking.fail(place, 'mixed-union', 'UNION and UNION ALL cannot stand in one query.')
  return first?.columns ?? []
}

/** The names of the columns that a query answers with.
 *  @throws MotifscopeError with the place of the first mistake: `read-only`, `unknown-variable`, … */
export function checkCypher(query: CypherQuery, source: string): string[] {
  const fail: Fail = (place, code, message, hint) => {
    throw cypherError(source, place, code, message, hint)
  }
  const checking: Checking = {
    fail,
    query: (inner, scope) => checkQuery(inner, scope, true, checking, false),
  }
  return checkQuery(query, new Map(), false, checking)
}
