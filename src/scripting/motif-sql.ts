/** A motif as SQL for one host: brings together what `grandiso` knows of the motif and what `tables` writes. */
import { pairsOfMotif } from '../grandiso/motif-pairs'
import { symmetryBreaking } from '../grandiso/symmetry'
import type { SearchSemantics } from '../model/job'
import type { Motif } from '../model/motif'
import { motifSqlFrom } from '../tables/motif-sql'
import type { MotifSql } from '../tables/motif-sql'
import type { MotifSqlHost } from '../tables/motif-sql-draft'

/** One SELECT for `motifscope.hosts.sql` that answers with the matches of the motif.
 *  @throws MotifscopeError `empty-motif`; `forbidden-comparison`; `not-in-sql`: a constraint reads an attribute that
 *  is kept as JSON. */
export function writeMotifSql(
  host: MotifSqlHost,
  motif: Motif,
  options: Partial<SearchSemantics> = {},
): MotifSql {
  const { ignoreDirection = false, excludeAutomorphisms = false, induced = false } = options
  const { limit = null, countOnly = false } = options
  const undirected = ignoreDirection || !host.directed
  return motifSqlFrom({
    host,
    motif,
    pairs: pairsOfMotif(motif),
    restrictions: excludeAutomorphisms ? symmetryBreaking(motif, { undirected }) : [],
    semantics: { ignoreDirection, induced, limit, countOnly },
  })
}
