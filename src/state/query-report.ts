/** The query of Cypher that is written, what it was asked of and what it answered, for whoever shares it. */
import { MotifscopeError } from '../model/errors'
import { queryWithValues } from '../scripting/cypher-reading'
import type { QueryLanguage, QueryReport } from '../scripting/reproduce-query'
import { queryProgram } from '../scripting/reproduce-query'
import { hostFacts } from './host-address'
import { useMotifscope } from './motifscope'
import { useCypherStore } from './use-cypher-store'
import { useHostsStore } from './use-hosts-store'
import { asRemote } from './use-remote-hosts-store'

/** @param link the address that brings the query back */
export function queryReport(link: string): QueryReport {
  const cypher = useCypherStore()
  const host = useHostsStore().current
  const { outcome } = cypher
  const server = asRemote(host)?.connection
  return {
    version: useMotifscope().version,
    link,
    query: cypher.text,
    parameters: cypher.parameterValues,
    limit: cypher.rowLimit,
    ...(host ? { host: hostFacts(host) } : {}),
    ...(server ? { server } : {}),
    ...(outcome.kind === 'answered' && cypher.answersPresentQuestion
      ? { answer: { rowCount: outcome.answer.rows.length, truncated: outcome.answer.truncated } }
      : {}),
  }
}

/** The program that asks the query.
 *  @throws MotifscopeError `missing-parameter`, `invalid-parameter`, `cypher-error` */
export async function programOfQuery(report: QueryReport, language: QueryLanguage): Promise<string> {
  const [missing] = useCypherStore().parameterProblems
  if (missing) throw new MotifscopeError(missing.code, missing.message, missing)
  const { query, parameters, server } = report
  const isForNeuPrint = language === 'neuprint' || server?.kind === 'neuprint'
  return queryProgram(report, language, isForNeuPrint ? await queryWithValues(query, parameters) : query)
}
