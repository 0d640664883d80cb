/** Underlines each motif node's name in the text with the node's colour, the same as in the drawing and the table. */
import { RangeSetBuilder, StateEffect, StateField } from '@codemirror/state'
import type { EditorState, Extension } from '@codemirror/state'
import { Decoration, EditorView } from '@codemirror/view'
import type { DecorationSet } from '@codemirror/view'

export type NodeSlots = ReadonlyMap<string, number>

const setSlots = StateEffect.define<NodeSlots>()
const notCode = /#.*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g
const name = /(?<![.\p{L}\p{N}_])[\p{L}_][\p{L}\p{N}_]*/gu

const marks = Array.from({ length: 8 }, (_, slot) =>
  Decoration.mark({ class: `cm-motif-node cm-motif-node-${slot}` }),
)

function marksIn(state: EditorState, slots: NodeSlots): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  const code = state.doc.toString().replace(notCode, (text) => ' '.repeat(text.length))
  for (const match of code.matchAll(name)) {
    const mark = marks[slots.get(match[0]) ?? -1]
    if (mark) builder.add(match.index, match.index + match[0].length, mark)
  }
  return builder.finish()
}

const field = StateField.define<{ slots: NodeSlots; marks: DecorationSet }>({
  create: () => ({ slots: new Map(), marks: Decoration.none }),
  update(value, transaction) {
    const effect = transaction.effects.find((candidate) => candidate.is(setSlots))
    if (!effect && !transaction.docChanged) return value
    const slots = effect?.value ?? value.slots
    return { slots, marks: marksIn(transaction.state, slots) }
  },
  provide: (source) => EditorView.decorations.from(source, (value) => value.marks),
})

/** The extension that draws the marks. */
export const nodeMarks = (): Extension => field

/** Tells the editor which slot each motif node has. */
export const showNodeSlots = (view: EditorView, slots: NodeSlots): void =>
  view.dispatch({ effects: setSlots.of(slots) })
