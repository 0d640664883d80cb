/** What there is to say of a query before it runs: its columns, its mistake and where that is, and the motif it is. */
import { MotifscopeError } from '../../../model/errors'
import type { LocatedError } from '../../../model/errors'
import type { OutlineAttribute } from '../../../dotmotif/outline'
import { attributesIn } from './asked-attributes'
import { checkCypher } from './check-cypher'
import { motifFromQuery } from './motif-from-query'
import type { MotifOfQuery } from './motif-from-query'
import { parametersIn } from './parameters-in'
import type { ParameterUse } from './parameters-in'
import { parseCypher } from './parse-cypher'

export interface CypherReading {
  /** Null: the query has a mistake. */
  columns: string[] | null
  /** The first mistake; none in a text that can run. */
  errors: LocatedError[]
  /** The pattern as a motif, or why it is none; null while there is a mistake. */
  asMotif: MotifOfQuery | null
  /** Every `$name` in order, mistakes or not: each wants a value before the query runs. */
  parameters: ParameterUse[]
  /** What it asks of the nodes and relationships of its patterns; none while there is a mistake. */
  attributes: OutlineAttribute[]
}

function located(error: MotifscopeError): LocatedError {
  const { code, message, hint, line = 1, column = 1, length = 1 } = error
  return { code, message, line, column, length, ...(hint === undefined ? {} : { hint }) }
}

/** Never throws for what somebody wrote. */
export function readCypher(source: string): CypherReading {
  const parameters = parametersIn(source)
  try {
    const tree = parseCypher(source)
    const columns = checkCypher(tree, source)
    const asMotif = motifFromQuery(tree, source)
    return { columns, errors: [], asMotif, parameters, attributes: attributesIn(tree) }
  } catch (thrown) {
    if (!(thrown instanceof MotifscopeError)) throw thrown
    return { columns: null, errors: [located(thrown)], asMotif: null, parameters, attributes: [] }
  }
}
