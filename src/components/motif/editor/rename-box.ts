/** F2: a small box at a name that gives it another one, everywhere it stands, as one step of the undo history. */
import { isolateHistory } from '@codemirror/commands'
import { StateEffect, StateField } from '@codemirror/state'
import type { Extension } from '@codemirror/state'
import { EditorView, keymap, showTooltip } from '@codemirror/view'
import type { Tooltip } from '@codemirror/view'
import { renameSymbol } from '../../../dotmotif/rename'
import { symbolAt } from '../../../dotmotif/symbols'
import type { MotifSymbol } from '../../../dotmotif/symbols'
import { drawMessage } from './draw-message'
import { readText } from './read-text'

const setBox = StateEffect.define<Tooltip | null>()
const box = StateField.define<Tooltip | null>({
  create: () => null,
  update(present, transaction) {
    const effect = transaction.effects.find((each) => each.is(setBox))
    if (effect) return effect.value as Tooltip | null
    return transaction.docChanged ? null : present
  },
  provide: (field) => showTooltip.from(field),
})

function closeBox(view: EditorView): void {
  if (view.state.field(box)) view.dispatch({ effects: setBox.of(null) })
  view.focus()
}

const words: Record<MotifSymbol['kind'], string> = {
  node: 'node',
  edge: 'edge',
  macro: 'macro',
  parameter: 'parameter',
  unknown: 'name',
}

/** Applies the new name; answers why not, or null. */
function rename(view: EditorView, symbol: MotifSymbol, newName: string): string | null {
  const text = readText(view.state)
  const renaming = renameSymbol(text.source, text, symbol, newName)
  if (!renaming.ok) return renaming.message
  const count = renaming.places.length
  view.dispatch({
    changes: renaming.places.map(({ start, end }) => ({ from: start, to: end, insert: newName })),
    effects: [
      setBox.of(null),
      EditorView.announce.of(`Renamed in ${count} ${count === 1 ? 'place' : 'places'}.`),
    ],
    annotations: isolateHistory.of('full'),
    userEvent: 'rename',
  })
  view.focus()
  return null
}

function drawBox(view: EditorView, symbol: MotifSymbol) {
  const form = document.createElement('form')
  form.className = 'cm-motif-rename'
  form.setAttribute('aria-label', `Rename the ${words[symbol.kind]} ${symbol.name}`)
  const field = document.createElement('input')
  field.className = 'field mono'
  field.value = symbol.name
  field.setAttribute('aria-label', 'New name')
  field.autocomplete = 'off'
  field.spellcheck = false
  const message = document.createElement('div')
  message.className = 'cm-motif-rename-message'
  message.setAttribute('role', 'alert')
  const hint = document.createElement('div')
  hint.className = 'cm-motif-rename-hint'
  const { length } = symbol.references
  hint.textContent = `${words[symbol.kind]} in ${length} ${length === 1 ? 'place' : 'places'} · Enter renames`
  form.append(field, hint, message)
  const say = (problem: string | null) => {
    message.replaceChildren(...(problem === null ? [] : [drawMessage(problem)]))
    field.setAttribute('aria-invalid', String(problem !== null))
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    say(rename(view, symbol, field.value.trim()))
  })
  form.addEventListener('keydown', (event) => {
    event.stopPropagation()
    if (event.key !== 'Escape') return
    event.preventDefault()
    closeBox(view)
  })
  form.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) closeQuietly(view)
  })
  return { dom: form, mount: () => field.select() }
}

/** The focus went elsewhere and stays there. */
function closeQuietly(view: EditorView): void {
  // The box may be closing already, within a change that is under way.
  queueMicrotask(() => {
    if (view.dom.isConnected && view.state.field(box)) view.dispatch({ effects: setBox.of(null) })
  })
}

function openBox(view: EditorView): boolean {
  if (view.state.readOnly) return false
  const { head } = view.state.selection.main
  const found = symbolAt(readText(view.state).symbols, head)
  if (!found || found.symbol.kind === 'unknown') {
    const nothing = 'There is no name to change here: put the cursor on a node, an edge’s name or a macro.'
    view.dispatch({ effects: EditorView.announce.of(nothing) })
    return true
  }
  const { start, end } = found.place
  const tooltip: Tooltip = { pos: start, end, create: () => drawBox(view, found.symbol) }
  view.dispatch({ effects: setBox.of(tooltip) })
  return true
}

/** The box and its key. */
export const renameBox = (): Extension => [
  box,
  keymap.of([{ key: 'F2', run: openBox, preventDefault: true }]),
]
