/** Random small graphs and random queries on them, of the kinds of clauses and expressions that may meet. What an answer
 *  leaves open (which of equal rows comes first) is not asked. */
import fc from 'fast-check'
import { cypherGraphs, patterns } from '../../../property/cypher-arbitraries'
import type { SmallGraph } from './graphs'

const whole = (attrs: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(attrs).map(([key, value]) => [key, BigInt(value as number)]))

/** Few edges leave few patterns to be found. */
const dense = cypherGraphs(false).filter(({ edges }) => edges.length > 5)

export const randomGraphs: fc.Arbitrary<SmallGraph> = dense.map(({ nodes, edges }) => ({
  nodes: nodes.map(({ id, labels, attrs }) => ({ labels, attrs: { uid: id, ...whole(attrs) } })),
  edges: edges.map(({ source, target, labels, attrs }, i) => ({
    source: Number(source.slice(1)),
    target: Number(target.slice(1)),
    type: labels[0] ?? 'S',
    attrs: { uid: `e${i}`, ...whole(attrs) },
  })),
}))

/** Expressions by kind; `V` stands for a node or relationship, `N` for a node. */
const expressions = fc.letrec<Record<'number' | 'truth' | 'text' | 'list' | 'any', string>>((tie) => ({
  number: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('V.s', 'V.s', '1', '2.5', '-3', 'null', '0'),
    fc
      .tuple(tie('number'), fc.constantFrom('+', '-', '*'), tie('number'))
      .map(([a, o, b]) => `(${a} ${o} ${b})`),
    fc
      .tuple(tie('number'), fc.constantFrom('/ 2', '% 2', '/ 2.0', '^ 2'))
      .map(([a, rest]) => `(${a} ${rest})`),
    tie('list').map((list) => `size(${list})`),
    tie('text').map((text) => `size(${text})`),
    fc.constantFrom('coalesce(V.s, 7)', 'abs(V.s)', 'toFloat(V.s)', 'COUNT { (N)-->() }', 'size(labels(N))'),
    fc
      .tuple(tie('truth'), tie('number'), tie('number'))
      .map(([c, a, b]) => `CASE WHEN ${c} THEN ${a} ELSE ${b} END`),
  ),
  truth: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(
      'true',
      'false',
      'null',
      'N:X',
      'N:X|Y',
      'N:!Y',
      'V.s IS NULL',
      'exists((N)-->())',
      'NOT exists((N)--(:Y))',
      'EXISTS { (N)-->(q) WHERE q.s > 0 }',
    ),
    fc
      .tuple(tie('number'), fc.constantFrom('=', '<>', '<', '<=', '>', '>='), tie('number'))
      .map(([a, o, b]) => `(${a} ${o} ${b})`),
    fc
      .tuple(tie('truth'), fc.constantFrom('AND', 'OR', 'XOR'), tie('truth'))
      .map(([a, o, b]) => `(${a} ${o} ${b})`),
    tie('truth').map((one) => `NOT (${one})`),
    fc.tuple(tie('number'), tie('list')).map(([one, list]) => `${one} IN ${list}`),
    fc
      .tuple(fc.constantFrom('any', 'all', 'none', 'single'), tie('list'))
      .map(([word, list]) => `${word}(i IN ${list} WHERE i > 1)`),
    fc
      .tuple(tie('text'), fc.constantFrom('STARTS WITH', 'ENDS WITH', 'CONTAINS'), tie('text'))
      .map(([a, o, b]) => `(${a} ${o} ${b})`),
  ),
  text: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom("'n'", "''", 'V.uid', 'toString(V.s)', 'substring(V.uid, 1)', 'toUpper(V.uid)', "'ab1'"),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a} + ${b})`),
    tie('text').map((text) => `reverse(${text})`),
  ),
  list: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom('[]', '[1, 2, null]', '[V.s, 2]', 'range(0, 2)', '[1.0, 3]'),
    fc.tuple(tie('number'), tie('number')).map(([a, b]) => `[${a}, ${b}]`),
    fc.tuple(tie('list'), tie('list')).map(([a, b]) => `(${a} + ${b})`),
    tie('list').map((list) => `[i IN ${list} WHERE i <> 2 | i + 1]`),
    tie('list').map((list) => `${list}[1..]`),
  ),
  any: fc.oneof(tie('number'), tie('truth'), tie('text'), tie('list')),
}))

const aggregates = fc
  .tuple(
    fc.constantFrom('count', 'sum', 'min', 'max', 'avg', 'count', 'stDev'),
    fc.constantFrom('', 'DISTINCT '),
    expressions.number,
  )
  .map(([name, distinct, of]) => `${name}(${distinct}${of})`)

interface Parts {
  first: string
  second: string
  aggregate: string
  form: number
}

/** Ends the patterns and conditions of a query; what is kept is named `k`, `v` and `g`. */
function ending({ first, second, aggregate, form }: Parts, kept: string): string {
  switch (form) {
    case 0:
      return `RETURN ${first} AS k, ${second} AS v`
    case 1:
      return `RETURN DISTINCT ${first} AS k`
    case 2:
      return `RETURN ${first} AS k, ${aggregate} AS g`
    case 3:
      return `RETURN ${aggregate} AS g, count(*) AS n`
    case 4:
      return `WITH ${kept}, ${first} AS k WHERE k IS NOT NULL RETURN k, count(*) AS n`
    case 5:
      return `WITH ${first} AS k, ${aggregate} AS g WITH k, g ORDER BY k, g RETURN collect(k) AS ks, count(g) AS n`
    case 6:
      return `WITH DISTINCT ${first} AS k ORDER BY k LIMIT 3 RETURN k`
    case 7:
      return `RETURN ${first} AS k, ${second} AS v ORDER BY k, v DESC`
    case 8:
      return `WITH * UNWIND [1, null, ${first}] AS u RETURN u, count(*) AS n`
    default:
      return `RETURN *`
  }
}

export const randomQueries: fc.Arbitrary<string> = fc
  .record({
    pattern: patterns,
    keepsConditions: fc.boolean(),
    condition: fc.option(expressions.truth, { nil: null, freq: 1 }),
    extra: fc.constantFrom(
      '',
      '',
      '',
      ' OPTIONAL MATCH (N)-[z]->(y:X)',
      ' OPTIONAL MATCH (N)<-[z:S]-(y) WHERE y.s = N.s',
      ' MATCH (N)-[*0..2]->(y)',
    ),
    first: expressions.any,
    second: expressions.any,
    aggregate: aggregates,
    form: fc.nat(9),
    places: fc.array(fc.nat(7), { minLength: 6, maxLength: 6 }),
  })
  .filter(
    ({ pattern: { variables, match } }) =>
      variables.some((name) => !name.startsWith('r')) && !match.includes('(r'),
  )
  .map(({ pattern: { match, variables }, places, keepsConditions, condition, extra, ...parts }) => {
    const nodes = variables.filter((name) => !name.startsWith('r'))
    let at = 0
    const pick = (names: string[]) => names[(places[at++ % places.length] ?? 0) % names.length] ?? ''
    const kept = variables.join(', ')
    // Numbers of nodes are the server's own.
    const written = match.replaceAll(/\bid\((\w+)\)/g, '$1.uid')
    const begin = keepsConditions ? written : (written.split(' WHERE ')[0] ?? '')
    const joined = begin.includes(' WHERE ') ? ' AND' : ' WHERE'
    const narrow = condition === null ? '' : `${joined} (${condition})`
    const text = `${begin}${narrow}${extra} ${ending(parts, kept)}`
    return text.replaceAll(/\bN\b/g, () => pick(nodes)).replaceAll(/\bV\b/g, () => pick(variables))
  })
