/** A search by SQL in Node: the motif's SELECT, asked of the host's public tables as the page asks it. */
import { readMotif } from '../../src/dotmotif/read-motif'
import { MotifscopeError } from '../../src/model/errors'
import type { SearchSemantics } from '../../src/model/job'
import { writeMotifSql } from '../../src/scripting/motif-sql'
import { queryHost } from '../../src/tables/host-query'
import type { EngineAnswer, EngineHost } from './node-engine'

/** The matches the SQL finds, or the code of why there is no SQL. */
export async function searchBySql(
  { connection, imported }: EngineHost,
  source: string,
  options: Partial<SearchSemantics>,
): Promise<EngineAnswer | { code: string }> {
  const reading = readMotif(source)
  if (!reading.ok) return { code: reading.errors[0]?.code ?? 'none' }
  try {
    const { text } = writeMotifSql(imported, reading.motif, options)
    const { rows } = await queryHost(connection, imported, text)
    return { columns: reading.motif.nodes, count: rows.length, rows: rows as string[][] }
  } catch (thrown) {
    if (thrown instanceof MotifscopeError && thrown.code !== 'sql-error') return { code: thrown.code }
    throw thrown
  }
}
