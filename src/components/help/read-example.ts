/** Examples in the help that can be run: a block of code headed ```` ```dotmotif circuit induced ````, which names the
 *  built-in host graph and the options of its search. Pure. */
import type { SearchSemantics } from '../../model/job'

export interface RunnableExample {
  motif: string
  /** `example://…`. */
  host: string
  options: Partial<SearchSemantics>
}

const optionsByName: Record<string, Partial<SearchSemantics>> = {
  'ignore-direction': { ignoreDirection: true },
  'one-per-symmetry': { excludeAutomorphisms: true },
  induced: { induced: true },
  'count-only': { countOnly: true },
}

/** Null: it is not DotMotif, or names no host graph.
 *  @throws Error for an option that does not exist: a slip in the help itself. */
export function readExample(heading: string, text: string): RunnableExample | null {
  const [language, host, ...names] = heading.split(/\s+/)
  if (language !== 'dotmotif' || !host) return null
  const options: Partial<SearchSemantics> = {}
  for (const name of names) {
    if (!optionsByName[name]) throw new Error(`The help names an option that there is not: ${name}`)
    Object.assign(options, optionsByName[name])
  }
  return { motif: `${text}\n`, host: `example://${host}`, options }
}
