/** Puts the motif editor together from CodeMirror's parts. Loaded with the studio only. */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import {
  defaultKeymap,
  historyKeymap,
  indentWithTab,
  isolateHistory,
  toggleComment,
  undoDepth,
} from '@codemirror/commands'
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  indentOnInput,
  indentUnit,
} from '@codemirror/language'
import { lintKeymap } from '@codemirror/lint'
import { EditorState, Transaction } from '@codemirror/state'
import type { Extension } from '@codemirror/state'
import {
  crosshairCursor,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
  rectangularSelection,
} from '@codemirror/view'
import { drawingHistory, freshLayout } from './drawing-history'
import { editorTheme } from './editor-theme'
import type { EditorWords } from './editor-words'
import { formatDocument } from './format-command'
import { motifCompletions } from './motif-completion'
import { dotMotifLanguage } from './motif-language'
import { nodeMarks } from './node-marks'
import { applyRemedy, offsetOf } from './problem-marks'
import { renameBox } from './rename-box'
import { wordHover } from './word-hover'

export interface EditorWishes {
  parent: HTMLElement
  text: string
  isReadOnly: boolean
  /** Attributes of the element that takes the text: its accessible name and description, the name for tests. */
  contentAttributes: Record<string, string>
  words: () => EditorWords
  onChange: (text: string) => void
  onRun: () => void
  /** Text or drawing have changed. */
  onStep: Parameters<typeof drawingHistory>[0]
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
    { key: 'Shift-Alt-f', run: formatDocument, preventDefault: true },
    { key: 'Mod-.', run: applyRemedy, preventDefault: true },
  ])

/** Several cursors: Alt and drag selects a rectangle, Ctrl or Cmd and click adds a cursor. */
const manyCursors = (): Extension => [
  EditorState.allowMultipleSelections.of(true),
  rectangularSelection(),
  crosshairCursor(),
]

/** Macro bodies fold; the mark stands in a gutter of fixed width. */
const folding = (): Extension => [
  codeFolding({ placeholderText: '…' }),
  foldGutter({ openText: '⌄', closedText: '›' }),
]

function drawPlaceholder(): HTMLElement {
  const box = document.createElement('div')
  const example = document.createElement('div')
  example.textContent = 'A -> B'
  const hint = document.createElement('div')
  hint.className = 'cm-motif-hint'
  hint.textContent = 'Ctrl Space lists common motifs'
  box.append(example, hint)
  return box
}

/** A living editor in `parent`; whoever makes it destroys it. */
export function createEditor(wishes: EditorWishes): EditorView {
  const { parent, text, isReadOnly, contentAttributes, words, onChange, onRun, onStep } = wishes
  const state = EditorState.create({
    doc: text,
    extensions: [
      ownKeys(onRun),
      lineNumbers(),
      folding(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      drawingHistory(onStep),
      drawSelection(),
      manyCursors(),
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
      autocompletion({ override: motifCompletions(words), icons: false, selectOnOpen: false }),
      renameBox(),
      wordHover(words),
      highlightActiveLine(),
      placeholder(drawPlaceholder),
      keymap.of([
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...historyKeymap,
        ...foldKeymap,
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

/** Puts another text in place, as one step of the undo history, changing only what differs. `isOther`: it has nothing to
 *  do with the present one, so the drawing begins afresh. */
export function showText(view: EditorView, text: string, isOther: boolean): void {
  const present = view.state.doc.toString()
  if (text === present) return
  const isFirst = present === '' && undoDepth(view.state) === 0
  let start = 0
  while (start < text.length && text[start] === present[start]) start++
  let tail = 0
  const room = Math.min(text.length, present.length) - start
  while (tail < room && text[text.length - 1 - tail] === present[present.length - 1 - tail]) tail++
  view.dispatch({
    changes: { from: start, to: present.length - tail, insert: text.slice(start, text.length - tail) },
    effects: isOther ? freshLayout() : [],
    // The text a page begins with is not undone to nothing.
    annotations: isFirst ? Transaction.addToHistory.of(false) : isolateHistory.of('full'),
  })
}

/** Puts the cursor at a place and brings it into view. */
export function goToPlace(view: EditorView, line: number, column: number): void {
  const anchor = offsetOf(view.state, line, column)
  view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
  view.focus()
}
