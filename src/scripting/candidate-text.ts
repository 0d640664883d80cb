/** Candidates for a motif node as DotMotif. The language has no lists: `in` holds where the id is a part of the text
 *  written. So the ids are joined to one text, and ids that are a part of it by accident are taken out one by one. */
import { writeAttribute, writeValue } from '../dotmotif/write-words'
import { MotifscopeError } from '../model/errors'
import type { SqlAnswer } from './api'

/** More make a text that nobody can read. */
export const mostCandidates = 2_000
const mostExceptions = 200
const separators = [' ', ',', '|', ';', '\t']

export type AskSql = (query: string) => Promise<Pick<SqlAnswer, 'rows'>>

export interface CandidateText {
  /** Lines of DotMotif. */
  text: string
  /** How many of the ids the host graph has. */
  count: number
}

/** An attribute of the host's own called "id" hides the ids, unless it repeats them.
 *  @throws MotifscopeError `hidden-ids`. */
export async function checkIdsAreVisible(nodeAttributes: Record<string, string>, sql: AskSql): Promise<void> {
  if (!Object.hasOwn(nodeAttributes, 'id')) return
  const { rows } =
    nodeAttributes.id === 'string'
      ? await sql('SELECT count(*) FROM nodes WHERE id_2 IS DISTINCT FROM id')
      : { rows: [[1]] }
  if (Number(rows[0]?.[0]) === 0) return
  throw new MotifscopeError(
    'hidden-ids',
    'The nodes of this host graph have an attribute “id” that is not their id, so a motif cannot name them by id.',
    { hint: 'Constrain another attribute, or rename that column and open the file again.' },
  )
}

/** The constraint that exactly these host nodes satisfy, for the motif node. `sql` asks the host's tables; `reason`
 *  stands above it as a comment.
 *  @throws MotifscopeError `no-candidates`, `too-many-candidates`. */
export async function candidateText(
  node: string,
  ids: readonly string[],
  sql: AskSql,
  reason: string,
): Promise<CandidateText> {
  const known = await idsInHost(ids, sql)
  if (known.length === 0)
    throw new MotifscopeError('no-candidates', 'No node of the open host graph is annotated so.', {
      hint: 'Annotate nodes or matches first, or look for another text.',
    })
  const [best] = (await Promise.all(separators.map((separator) => joined(known, separator, sql)))).toSorted(
    (a, b) => a.exceptions.length - b.exceptions.length,
  )
  if (!best || best.exceptions.length > mostExceptions) throw tooMany(known.length)
  const attribute = writeAttribute(node, 'id')
  const lines = [
    `# ${reason.replace(/\s+/g, ' ').trim()}`,
    known.length === 1
      ? `${attribute} = ${writeValue(known[0] ?? '')}`
      : `${attribute} in ${writeValue(best.text)}`,
    ...best.exceptions.map((id) => `${attribute} != ${writeValue(id)}`),
  ]
  return { text: lines.join('\n'), count: known.length }
}

function tooMany(count: number): MotifscopeError {
  return new MotifscopeError(
    'too-many-candidates',
    `${count.toLocaleString('en')} nodes are more than a motif’s text can list; it takes ${mostCandidates.toLocaleString('en')}.`,
    { hint: 'Look for a text that fewer annotations have, or constrain an attribute instead.' },
  )
}

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`

async function idsInHost(ids: readonly string[], sql: AskSql): Promise<string[]> {
  const distinct = [...new Set(ids)].filter((id) => !id.includes('\0'))
  if (distinct.length > mostCandidates) throw tooMany(distinct.length)
  if (distinct.length === 0) return []
  const { rows } = await sql(
    `SELECT id FROM nodes WHERE id IN (${distinct.map(quote).join(', ')}) ORDER BY id`,
  )
  return rows.map(([id]) => String(id))
}

async function joined(ids: readonly string[], separator: string, sql: AskSql) {
  const text = ids.join(separator)
  if (ids.length === 1) return { text, exceptions: [] }
  const { rows } = await sql(
    `SELECT id FROM nodes WHERE contains(${quote(text)}, id) AND id NOT IN (${ids.map(quote).join(', ')}) ` +
      `ORDER BY id LIMIT ${mostExceptions + 1}`,
  )
  return { text, exceptions: rows.map(([id]) => String(id)) }
}
