/** Text and drawing have one history: whatever was typed, drawn or moved is undone in that order and done again, in the
 *  real editor. */
import type { EditorView } from '@codemirror/view'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { createEditor } from '../../../src/components/motif/editor/create-editor'
import { deskOf } from '../../../src/components/motif/editor/drawing-history'
import { emptyLayout } from '../../../src/scripting/drawing-layout'
import type { DrawingLayout } from '../../../src/scripting/drawing-layout'

let view: EditorView | null = null
afterEach(() => view?.destroy())

function openEditor(text: string) {
  view?.destroy()
  const told = { layout: emptyLayout, undo: 0, redo: 0 }
  const editor = createEditor({
    parent: document.body,
    text,
    isReadOnly: false,
    contentAttributes: {},
    words: () => ({ nodes: [], edges: [], nodeAttributes: [], edgeAttributes: [] }) as never,
    onChange: () => undefined,
    onRun: () => undefined,
    onStep: (layout, left) => Object.assign(told, { layout, ...left }),
  })
  view = editor
  /** Pasted, so that each is a step of its own. */
  const type = (insert: string, at = editor.state.doc.length) =>
    editor.dispatch({ changes: { from: at, insert }, userEvent: 'input.paste' })
  return { editor, desk: deskOf(editor), told, type, text: () => editor.state.doc.toString() }
}

const layoutAt = (x: number): DrawingLayout => ({ places: { A: { x, y: 0 } }, loose: [] })

/** What is done, to text, drawing, or both; `arrange` places nodes that nobody asked for, and is no step. */
type Deed = { kind: 'type' | 'draw' | 'move' | 'arrange'; at: number } | { kind: 'undo' | 'redo' }
const deed = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constantFrom('type', 'draw', 'move', 'arrange'), at: fc.nat(99) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('undo', 'redo') }) },
) as fc.Arbitrary<Deed>

interface Step {
  text: string
  /** Null: a step of the text alone, which leaves the drawing as it stands. */
  layout: DrawingLayout | null
}

/** The same by lists of what was before: what the history must come to. */
class Expected {
  layout = emptyLayout
  done: Step[] = []
  undone: Step[] = []
  constructor(public text: string) {}

  step(text: string, layout: DrawingLayout | null): void {
    this.done.push({ text: this.text, layout: layout && this.layout })
    this.undone = []
    this.text = text
    if (layout) this.layout = layout
  }

  turn(from: Step[], to: Step[]): void {
    const step = from.pop()
    if (!step) return
    to.push({ text: this.text, layout: step.layout && this.layout })
    this.text = step.text
    if (step.layout) this.layout = step.layout
  }
}

describe('one history of text and drawing', () => {
  it('undoes any mixture of typing, drawing and moving in its order, and does it again', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
        const { desk, told, type, text } = openEditor('A -> B')
        const wanted = new Expected('A -> B')
        let count = 0
        for (const one of deeds) {
          count++
          const [line, layout] = [`\n# ${count}`, layoutAt('at' in one ? one.at + count * 100 : 0)]
          if (one.kind === 'type') {
            wanted.step(text() + line, null)
            type(line)
          } else if (one.kind === 'draw') {
            wanted.step(text() + line, layout)
            desk.apply({ changes: [{ from: text().length, to: text().length, insert: line }], layout })
          } else if (one.kind === 'move') {
            wanted.step(text(), layout)
            desk.apply({ changes: [], layout })
          } else if (one.kind === 'arrange') {
            wanted.layout = layout
            desk.arrange(layout)
          } else if (one.kind === 'undo') {
            expect(desk.undo()).toBe(wanted.done.length > 0)
            wanted.turn(wanted.done, wanted.undone)
          } else {
            expect(desk.redo()).toBe(wanted.undone.length > 0)
            wanted.turn(wanted.undone, wanted.done)
          }
          expect(text()).toBe(wanted.text)
          expect(told.layout).toEqual(wanted.layout)
        }
        expect([told.undo, told.redo]).toEqual([wanted.done.length, wanted.undone.length])
        while (desk.undo());
        expect(text()).toBe('A -> B')
      }),
      { numRuns: 60 },
    )
  })

  it('keeps what is typed apart from what is drawn before and after it', () => {
    const { editor, desk, told, text } = openEditor('')
    const key = (insert: string) =>
      editor.dispatch({ changes: { from: editor.state.doc.length, insert }, userEvent: 'input.type' })
    for (const letter of 'A -> B') key(letter)
    desk.apply({ changes: [{ from: 6, to: 6, insert: '\nB -> C' }], layout: layoutAt(1) })
    for (const letter of '\nC -> A') key(letter)
    expect(told.undo).toBe(3)
    desk.undo()
    expect(text()).toBe('A -> B\nB -> C')
    desk.undo()
    expect([text(), told.layout]).toEqual(['A -> B', emptyLayout])
    desk.redo()
    desk.redo()
    expect([text(), told.layout]).toEqual(['A -> B\nB -> C\nC -> A', layoutAt(1)])
  })
})
