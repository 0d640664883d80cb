/** Names in SQL text that people read: bare where the engine's parser takes them so, quoted where not, and no two that
 *  SQL would confuse. Pure. */
import { quoteName } from './sql'

/** Every keyword of DuckDB that cannot stand for itself as a name, of the three classes that are not "unreserved". */
export const keywords: ReadonlySet<string> = new Set(
  (
    'all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create ' +
    'default deferrable desc describe distinct do else end except false fetch for foreign from group having in ' +
    'initially intersect into lambda lateral leading limit not null offset on only or order pivot pivot_longer ' +
    'pivot_wider placing primary qualify references returning select show some summarize symmetric table then to ' +
    'trailing true union unique unpivot using variadic when where window with ' +
    'anti asof at authorization binary by collation columns concurrently cross freeze full generated glob ilike ' +
    'inner is isnull join left like map natural notnull outer overlaps positional right semi similar struct ' +
    'tablesample try_cast unpack verbose ' +
    'between bigint bit boolean char character coalesce dec decimal exists extract float grouping grouping_id inout ' +
    'int integer interval national nchar none nullif numeric out overlay position precision real row setof smallint ' +
    'substring time timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest ' +
    'xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable'
  ).split(' '),
)

/** An identifier, quoted only where it must be. @throws for text that no identifier can hold. */
export function writeName(name: string): string {
  const isPlain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !keywords.has(name.toLowerCase())
  return isPlain ? name : quoteName(name)
}

/** Gives out names that differ from each other, and from those `taken`, in more than case: `A`, `a_2`. */
export function nameSource(taken: Iterable<string>): (wish: string) => string {
  const given = new Set(Array.from(taken, (name) => name.toLowerCase()))
  return (wish) => {
    let name = wish
    for (let suffix = 2; given.has(name.toLowerCase()); suffix++) name = `${wish}_${suffix}`
    given.add(name.toLowerCase())
    return name
  }
}

/** Text as a comment of one line: nothing in it can end the comment. */
export function writeComment(text: string): string {
  const code = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return `-- ${text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, code)}`
}

/** Lines of SQL, one step further in. A line stays whole even where a literal in it breaks the line. */
export function indent(lines: string[]): string[] {
  return lines.map((line) => `  ${line}`)
}
