/** Underlines each motif node's name in the text with the node's colour, the same as in the drawing and the table. */
import { StateEffect, StateField } from '@codemirror/state'
import type { EditorState, Extension } from '@codemirror/state'
import { Decoration, EditorView } from '@codemirror/view'
import type { DecorationSet } from '@codemirror/view'

/** Where a motif node's name stands, as offsets, and which colour it has. */
export interface NodeMark {
  slot: number
  places: readonly { start: number; end: number }[]
}

const setMarks = StateEffect.define<readonly NodeMark[]>()
const decorations = Array.from({ length: 8 }, (_, slot) =>
  Decoration.mark({ class: `cm-motif-node-${slot}` }),
)

function marksFrom(state: EditorState, marks: readonly NodeMark[]): DecorationSet {
  const ranges = marks.flatMap(({ slot, places }) =>
    places
      .filter(({ start, end }) => start < end && end <= state.doc.length)
      .map(({ start, end }) => decorations[slot]?.range(start, end) ?? []),
  )
  return Decoration.set(ranges.flat(), true)
}

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(present, transaction) {
    const effect = transaction.effects.find((candidate) => candidate.is(setMarks))
    // Until the text is read again, marks move with what is typed around them.
    return effect ? marksFrom(transaction.state, effect.value) : present.map(transaction.changes)
  },
  provide: (source) => EditorView.decorations.from(source),
})

/** The extension that draws the marks. */
export const nodeMarks = (): Extension => field

/** Tells the editor where node names stand in `source`; does nothing when its text is another by now. */
export function showNodeMarks(view: EditorView, source: string, marks: readonly NodeMark[]): void {
  if (view.state.doc.toString() === source) view.dispatch({ effects: setMarks.of(marks) })
}
