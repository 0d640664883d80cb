/** Those functions of Cypher that the table engine works out to the last digit as `cypher-functions` does. Letters in
 *  upper case, white space, places in a text and rounding are not among them. Pure. */
import { asDouble, commonKind, isNumeric } from './sql-kinds'
import type { SqlNames, SqlValue } from './sql-kinds'

type Translate = (args: SqlValue[]) => SqlValue | null

const ofNumber =
  (write: (number: SqlValue) => SqlValue): Translate =>
  ([first]) =>
    first && isNumeric(first) ? write(first) : null

const [least, most] = [-(2n ** 63n), 2n ** 63n - 1n].map((bound) => `(${bound})::BIGINT`)

/** What is beyond 64 bits becomes the nearest integer, and what is no number 0. */
const wholeFrom = (sql: string) =>
  `CASE WHEN isnan(${sql}) THEN 0::BIGINT WHEN ${sql} >= ${2 ** 63} THEN ${most} ` +
  `WHEN ${sql} <= ${-(2 ** 63)} THEN ${least} ELSE trunc(${sql})::BIGINT END`

const toFraction = (name: string) =>
  ofNumber((number) => ({ sql: `${name}(${asDouble(number)})`, kind: 'float' }))

const translations: Readonly<Record<string, Translate>> = {
  abs: ofNumber(({ sql, kind }) => ({
    sql: kind === 'int' ? `abs((${sql})::HUGEINT)::BIGINT` : `abs(${sql})`,
    kind,
  })),
  ceil: toFraction('ceil'),
  floor: toFraction('floor'),
  // Of a negative number: an error, and then the evaluator answers.
  sqrt: toFraction('sqrt'),
  tofloat: ofNumber((number) => ({ sql: asDouble(number), kind: 'float' })),
  tointeger: ofNumber(({ sql, kind }) => ({
    sql: kind === 'int' ? sql : wholeFrom(sql),
    kind: 'int',
  })),
  tostring([first]) {
    if (first?.kind === 'text') return first
    return first?.kind === 'int' || first?.kind === 'bool'
      ? { sql: `(${first.sql})::VARCHAR`, kind: 'text' }
      : null
  },
  size: ([first]) => (first?.kind === 'text' ? { sql: `length(${first.sql})`, kind: 'int' } : null),
  coalesce(args) {
    const kind = commonKind(args)
    return kind && { sql: `coalesce(${args.map(({ sql }) => sql).join(', ')})`, kind }
  },
  exists: ([first]) => (first ? { sql: `(${first.sql} IS NOT NULL)`, kind: 'bool' } : null),
}

/** @param name in lower case @returns null where SQL does not say the same */
export function sqlOfCall(name: string, args: SqlValue[], names: SqlNames): SqlValue | null {
  const [first] = args
  if (args.length === 1 && (first?.kind === 'node' || first?.kind === 'edge')) {
    const found = names.elementFunction(name, first)
    if (found) return found
  }
  return Object.hasOwn(translations, name) ? (translations[name]?.(args) ?? null) : null
}
