/** The `$name`s of a query and where they stand. What a text, a comment or a quoted name holds is none. Pure. */
import { parse } from '../../../../grammar/cypher.peggy'
import { LineTable } from '../../../dotmotif/problem'
import type { TextPlace } from '../../../model/errors'
import type { Parameter } from './cypher-ast'

export interface ParameterUse extends TextPlace {
  /** Without its sign. */
  name: string
}

/** In order of appearance, each as often as it stands there; also of a text that cannot be read otherwise. */
export function parametersIn(source: string): ParameterUse[] {
  const found = parse(source, { startRule: 'ParameterList' }) as Parameter[]
  const lines = new LineTable(source)
  return found.map(({ name, ...place }) => ({ name, ...lines.placeOf(place) }))
}
