/** DotMotif text → Motif: the passes in order. Mistakes are values; nothing a user can write makes this throw. */
import type { LocatedError } from '../model/errors'
import type { Motif } from '../model/motif'
import { checkMotif } from './check'
import { compileMotif } from './compile'
import { expandMacros } from './expand-macros'
import { parseMotifText } from './parse'
import { LineTable, maxProblems } from './problem'
import { warnOf } from './warn'

/** What a text says: a motif with remarks, or everything that is wrong with it. */
export type MotifReading =
  | { ok: true; motif: Motif; errors: []; warnings: string[] }
  | { ok: false; motif: null; errors: LocatedError[]; warnings: string[] }

/** Reads DotMotif. `errors` come in the order of the text, at most a hundred; their codes are those of the corpus in
 *  kebab-case (`syntax-error`, `undefined-macro`, `macro-arity`, `recursive-macro`, `unbound-macro-variable`,
 *  `unknown-entity`, `duplicate-name`, `disagreeing-edges`, `impossible-constraint`) and `motif-too-large`. A mistake
 *  in one statement hides none in another. Text without a statement is an empty, valid motif. */
export function readMotif(source: string): MotifReading {
  const parsed = parseMotifText(source)
  const expanded = expandMacros(parsed.statements)
  const compiled = compileMotif(expanded.statements, expanded.forgiven)
  const lines = new LineTable(source)
  const contradictions = checkMotif(compiled.motif, compiled.places, lines)
  const isTooLarge = expanded.problems.some(({ code }) => code === 'motif-too-large')
  const problems = isTooLarge
    ? [...parsed.problems, ...expanded.problems]
    : [...parsed.problems, ...expanded.problems, ...compiled.problems, ...contradictions]
  if (problems.length === 0)
    return { ok: true, motif: compiled.motif, errors: [], warnings: warnOf(compiled.motif) }
  const inOrder = problems.toSorted((a, b) => a.start - b.start).slice(0, maxProblems)
  return { ok: false, motif: null, errors: inOrder.map((problem) => lines.locate(problem)), warnings: [] }
}
