/** What an edit of the drawing answers: changes of the text, or why not. An edit that would leave a motif with mistakes is
 *  refused with the mistake's own words. Pure. */
import { readMotif } from '../read-motif'
import type { Range } from '../ast'
import type { TextChange } from './text-change'
import { applyChanges, inOrder } from './text-change'

/** A node that lost its last edge, which DotMotif cannot write: the drawing keeps it. `lines` are the statements about it
 *  alone that had to go with its edge. */
export interface LooseNode {
  name: string
  lines: string[]
}

export interface DoneEdit {
  ok: true
  /** In order, none overlaps another. */
  changes: TextChange[]
  loose: LooseNode[]
}

/** `call`: the macro call to expand first. */
export interface RefusedEdit {
  ok: false
  message: string
  call?: Range
}

export type Edit = DoneEdit | RefusedEdit

export const refuse = (message: string, call?: Range): RefusedEdit =>
  call ? { ok: false, message, call: { start: call.start, end: call.end } } : { ok: false, message }

/** The edit, if what it leaves is a motif. */
export function checkEdit(source: string, changes: readonly TextChange[], loose: LooseNode[] = []): Edit {
  const ordered = inOrder(changes)
  const [problem] = readMotif(applyChanges(source, ordered)).errors
  if (!problem) return { ok: true, changes: ordered, loose }
  return refuse(`This cannot be done: ${problem.message}`)
}
