/** The drawing's layout within the editor's state, so that one history undoes the text and the drawing. */
import {
  history,
  invertedEffects,
  isolateHistory,
  redo,
  redoDepth,
  undo,
  undoDepth,
} from '@codemirror/commands'
import { StateEffect, StateField, Transaction } from '@codemirror/state'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { emptyLayout } from '../../../scripting/drawing-layout'
import type { DrawingLayout } from '../../../scripting/drawing-layout'
import type { EditingDesk, StepsLeft } from '../../../state/use-drawing-store'

const setLayout = StateEffect.define<DrawingLayout>()

const layoutField = StateField.define<DrawingLayout>({
  create: () => emptyLayout,
  update(present, transaction) {
    const effect = transaction.effects.findLast((each) => each.is(setLayout))
    return effect ? (effect.value as DrawingLayout) : present
  },
})

/** The history of text and drawing. `onStep` hears of every change of either. */
export const drawingHistory = (onStep: (layout: DrawingLayout, left: StepsLeft) => void): Extension => [
  history(),
  layoutField,
  invertedEffects.of(({ effects, startState }) =>
    effects.some((each) => each.is(setLayout)) ? [setLayout.of(startState.field(layoutField))] : [],
  ),
  EditorView.updateListener.of(({ state, startState, docChanged }) => {
    const layout = state.field(layoutField)
    if (docChanged || layout !== startState.field(layoutField))
      onStep(layout, { undo: undoDepth(state), redo: redoDepth(state) })
  }),
]

/** What the drawing may do with the editor. */
export const deskOf = (view: EditorView): EditingDesk => ({
  apply: ({ changes, layout }) =>
    view.dispatch({
      changes: [...changes],
      effects: setLayout.of(layout),
      annotations: isolateHistory.of('full'),
      userEvent: 'input.drawing',
    }),
  arrange: (layout) =>
    view.dispatch({ effects: setLayout.of(layout), annotations: Transaction.addToHistory.of(false) }),
  undo: () => undo(view),
  redo: () => redo(view),
})

/** For a text that is quite another one: its drawing begins afresh, and undoing brings the old one back. */
export const freshLayout = () => setLayout.of(emptyLayout)
