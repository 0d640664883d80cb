/** DotMotif for CodeMirror: colours, brackets, indentation, comments, folding of macro bodies. */
import {
  foldService,
  HighlightStyle,
  LanguageSupport,
  StreamLanguage,
  syntaxHighlighting,
} from '@codemirror/language'
import { tags } from '@lezer/highlight'
import { findMacroBody } from './macro-body'
import { readToken, startTokens } from './motif-tokens'
import type { TokenState } from './motif-tokens'

const dotMotif = StreamLanguage.define<TokenState>({
  name: 'dotmotif',
  startState: startTokens,
  copyState: (state) => ({ ...state }),
  token: readToken,
  languageData: {
    commentTokens: { line: '#' },
    closeBrackets: { brackets: ['(', '[', '{', '"', "'"] },
    indentOnInput: /^\s*\}$/,
  },
  indent: ({ depth, bracket }, textAfter, { unit }) => {
    const inner = depth + (bracket === null || textAfter.startsWith(']') ? 0 : 1)
    return Math.max(0, inner - (textAfter.startsWith('}') ? 1 : 0)) * unit
  },
})

/** The tokeniser alone. */
export const dotMotifParser = dotMotif.parser

const style = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--syntax-comment)', fontStyle: 'italic' },
  { tag: tags.string, color: 'var(--syntax-string)' },
  { tag: [tags.number, tags.bool], color: 'var(--syntax-number)' },
  { tag: tags.keyword, color: 'var(--syntax-keyword)', fontWeight: '600' },
  { tag: tags.operator, color: 'var(--syntax-edge)', fontWeight: '700' },
  { tag: tags.compareOperator, color: 'var(--text-quiet)' },
  { tag: tags.propertyName, color: 'var(--syntax-keyword)' },
  { tag: tags.function(tags.variableName), fontStyle: 'italic' },
  { tag: [tags.bracket, tags.punctuation], color: 'var(--text-quiet)' },
])

/** Longer bodies do not fold: every line on screen is asked at every keystroke. */
const maxBodyLength = 65_536

/** A macro's body folds at the line that opens it. */
const macroFolding = foldService.of((state, lineStart, lineEnd) => {
  const head = state.sliceDoc(lineStart, lineEnd)
  if (!head.includes('{')) return null
  const body = findMacroBody(head, () => state.sliceDoc(lineEnd, lineEnd + maxBodyLength))
  if (!body) return null
  const [from, to] = [lineStart + body.start, lineStart + body.end]
  return state.doc.lineAt(to).from > lineEnd ? { from, to } : null
})

/** The language with its colours, in the page's theme. */
export const dotMotifLanguage = (): LanguageSupport =>
  new LanguageSupport(dotMotif, [syntaxHighlighting(style), macroFolding])
