/** Puts the motif editor together from CodeMirror's parts. Loaded with the studio only. */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab, toggleComment } from '@codemirror/commands'
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language'
import { lintKeymap, setDiagnostics } from '@codemirror/lint'
import type { Diagnostic } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view'
import type { LocatedError } from '../../model/errors'
import { splitAtTicks } from '../message-text'
import { editorTheme } from './editor-theme'
import { motifCompletions } from './motif-completion'
import type { EditorWords } from './motif-completion'
import { dotMotifLanguage } from './motif-language'
import { nodeMarks } from './node-marks'

export interface EditorWishes {
  parent: HTMLElement
  text: string
  isReadOnly: boolean
  /** Attributes of the element that takes the text: its accessible name and description, the name for tests. */
  contentAttributes: Record<string, string>
  words: () => EditorWords
  onChange: (text: string) => void
  onRun: () => void
}

/** The page's own keys come before CodeMirror's. */
const ownKeys = (onRun: () => void) =>
  keymap.of([
    {
      key: 'Mod-Enter',
      run: () => {
        onRun()
        return true
      },
    },
    { key: 'Mod-/', run: toggleComment },
  ])

/** A living editor in `parent`; whoever makes it destroys it. */
export function createEditor(wishes: EditorWishes): EditorView {
  const { parent, text, isReadOnly, contentAttributes, words, onChange, onRun } = wishes
  const state = EditorState.create({
    doc: text,
    extensions: [
      ownKeys(onRun),
      lineNumbers(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      indentUnit.of('  '),
      EditorState.readOnly.of(isReadOnly),
      EditorView.contentAttributes.of(contentAttributes),
      EditorView.lineWrapping,
      dotMotifLanguage(),
      nodeMarks(),
      bracketMatching(),
      indentOnInput(),
      closeBrackets(),
      // Nothing is chosen until an arrow key chooses it: Enter after a name must stay a new line.
      autocompletion({ override: [motifCompletions(words)], icons: false, selectOnOpen: false }),
      highlightActiveLine(),
      placeholder('A -> B'),
      keymap.of([
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...historyKeymap,
        ...completionKeymap,
        ...lintKeymap,
        indentWithTab,
      ]),
      editorTheme,
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.doc.toString())
      }),
    ],
  })
  return new EditorView({ state, parent })
}

function offsetOf(state: EditorState, line: number, column: number): number {
  const found = state.doc.line(Math.min(Math.max(1, line), state.doc.lines))
  return Math.min(found.from + Math.max(0, column - 1), found.to)
}

function drawMessage(message: string): Node {
  const box = document.createElement('div')
  for (const [index, part] of splitAtTicks(message).entries()) {
    const piece = document.createElement(index % 2 === 1 ? 'code' : 'span')
    piece.textContent = part
    box.append(piece)
  }
  return box
}

function diagnosticFrom(state: EditorState, error: LocatedError): Diagnostic {
  const from = offsetOf(state, error.line, error.column)
  const to = Math.min(from + Math.max(1, error.length), state.doc.length)
  const message = error.hint === undefined ? error.message : `${error.message}\n${error.hint}`
  return {
    from: Math.min(from, to),
    to,
    severity: error.severity ?? 'error',
    message,
    renderMessage: () => drawMessage(message),
  }
}

/** Underlines what is wrong. */
export function showProblems(view: EditorView, problems: readonly LocatedError[]): void {
  view.dispatch(
    setDiagnostics(
      view.state,
      problems.map((problem) => diagnosticFrom(view.state, problem)),
    ),
  )
}

/** Puts another text in place, as one step of the undo history, changing only what differs. */
export function showText(view: EditorView, text: string): void {
  const present = view.state.doc.toString()
  if (text === present) return
  let start = 0
  while (start < text.length && text[start] === present[start]) start++
  let tail = 0
  const room = Math.min(text.length, present.length) - start
  while (tail < room && text[text.length - 1 - tail] === present[present.length - 1 - tail]) tail++
  view.dispatch({
    changes: { from: start, to: present.length - tail, insert: text.slice(start, text.length - tail) },
  })
}

/** Puts the cursor at a place and brings it into view. */
export function goToPlace(view: EditorView, line: number, column: number): void {
  const anchor = offsetOf(view.state, line, column)
  view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
  view.focus()
}
