/** Puts the editor for Cypher together from CodeMirror's parts, with the keys of the motif editor. Loaded with the studio
 *  only. */
import { autocompletion, closeBracketsKeymap } from '@codemirror/autocomplete'
import { indentWithTab, toggleComment } from '@codemirror/commands'
import { HighlightStyle, indentUnit, StreamLanguage, syntaxHighlighting } from '@codemirror/language'
import { lintKeymap } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import {
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  placeholder,
} from '@codemirror/view'
import type { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { createCodeEditor } from '../ui/code-editor'
import type { CodeWishes } from '../ui/code-editor'
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

export interface CypherEditorWishes extends Omit<CodeWishes, 'language'> {
  isReadOnly: boolean
  words: () => CypherWords
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
export function createCypherEditor({ isReadOnly, words, ...wishes }: CypherEditorWishes): EditorView {
  const language = [
    cypher,
    syntaxHighlighting(colours),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    highlightActiveLine(),
    indentUnit.of('  '),
    EditorState.readOnly.of(isReadOnly),
    // Nothing is chosen until an arrow key chooses it: Enter after a name must stay a new line.
    autocompletion({ override: [cypherCompletions(words)], icons: false, selectOnOpen: false }),
    cypherHover(words),
    placeholder(drawPlaceholder),
    keymap.of([{ key: 'Mod-/', run: toggleComment }, ...closeBracketsKeymap, ...lintKeymap, indentWithTab]),
  ]
  return createCodeEditor({ ...wishes, language })
}
