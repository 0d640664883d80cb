/** Puts the editor for Cypher together from CodeMirror's parts, with the keys of the motif editor. Loaded with the studio
 *  only. */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab, toggleComment } from '@codemirror/commands'
import {
  bracketMatching,
  HighlightStyle,
  indentUnit,
  StreamLanguage,
  syntaxHighlighting,
} from '@codemirror/language'
import { lintKeymap } from '@codemirror/lint'
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
import { tags } from '@lezer/highlight'
import { editorTheme } from '../motif/editor/editor-theme'
import { cypherCompletions } from './cypher-completion'
import type { CypherWords } from './cypher-completion'
import { cypherHover } from './cypher-hover'
import { readCypherToken, startCypherTokens } from './cypher-tokens'
import type { CypherTokenState } from './cypher-tokens'

const cypher = StreamLanguage.define<CypherTokenState>({
  name: 'cypher',
  startState: startCypherTokens,
  copyState: (state) => ({ ...state }),
  token: readCypherToken,
  languageData: {
    commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
    closeBrackets: { brackets: ['(', '[', '{', '"', "'", '`'] },
  },
})

const colours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--syntax-comment)', fontStyle: 'italic' },
  { tag: tags.string, color: 'var(--syntax-string)' },
  { tag: [tags.number, tags.bool], color: 'var(--syntax-number)' },
  { tag: tags.keyword, color: 'var(--syntax-keyword)', fontWeight: '600' },
  { tag: tags.operator, color: 'var(--syntax-edge)', fontWeight: '700' },
  { tag: [tags.propertyName, tags.typeName], color: 'var(--syntax-keyword)' },
  { tag: tags.special(tags.variableName), color: 'var(--syntax-number)' },
  { tag: tags.function(tags.variableName), fontStyle: 'italic' },
  { tag: [tags.compareOperator, tags.bracket, tags.punctuation], color: 'var(--text-quiet)' },
])

export interface CypherEditorWishes {
  parent: HTMLElement
  text: string
  isReadOnly: boolean
  contentAttributes: Record<string, string>
  words: () => CypherWords
  onChange: (text: string) => void
  onRun: () => void
}

function drawPlaceholder(): HTMLElement {
  const box = document.createElement('div')
  for (const line of ['MATCH (a)-->(b)', 'RETURN a, b']) {
    const part = document.createElement('div')
    part.textContent = line
    box.append(part)
  }
  const hint = document.createElement('div')
  hint.className = 'cm-motif-hint'
  hint.textContent = 'Ctrl Space completes'
  box.append(hint)
  return box
}

/** A living editor in `parent`; whoever makes it destroys it. */
export function createCypherEditor(wishes: CypherEditorWishes): EditorView {
  const run = (view: EditorView) => {
    closeCompletion(view)
    wishes.onRun()
    return true
  }
  const state = EditorState.create({
    doc: wishes.text,
    extensions: [
      keymap.of([
        { key: 'Mod-Enter', run },
        { key: 'Mod-/', run: toggleComment },
      ]),
      lineNumbers(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      indentUnit.of('  '),
      EditorState.readOnly.of(wishes.isReadOnly),
      EditorView.contentAttributes.of(wishes.contentAttributes),
      EditorView.lineWrapping,
      cypher,
      syntaxHighlighting(colours),
      bracketMatching(),
      closeBrackets(),
      // Nothing is chosen until an arrow key chooses it: Enter after a name must stay a new line.
      autocompletion({ override: [cypherCompletions(wishes.words)], icons: false, selectOnOpen: false }),
      cypherHover(wishes.words),
      highlightActiveLine(),
      placeholder(drawPlaceholder),
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
        if (update.docChanged) wishes.onChange(update.state.doc.toString())
      }),
    ],
  })
  return new EditorView({ state, parent: wishes.parent })
}
