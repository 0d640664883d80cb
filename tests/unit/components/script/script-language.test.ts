/** What is completed after a name that the script itself has given to a graph. */
import { expect, test } from 'vitest'
import { objectOf } from '../../../../src/components/script/script-language'
import type { ScriptWord } from '../../../../src/scripting/script-api'

const word = (name: string, answers: ScriptWord['answers']): ScriptWord => ({
  name,
  signature: '()',
  answers,
})
const words = [word('nx.subgraph', 'graph'), word('nx.copy', 'graph'), word('nx.degree', 'once')]

test.each([
  ['nx', '', 'nx'],
  ['graph.backend', '', 'graph.backend'],
  ['part', 'const part = await nx.subgraph(ids)', 'nx'],
  ['H', 'let part = await nx.subgraph(ids)\nconst H = await part.copy()', 'nx'],
  ['d', 'const d = await nx.degree("a")', null],
  ['a', 'a = await b.copy()\nb = await a.copy()', null],
  ['unknown', 'const part = await nx.subgraph(ids)', null],
  ['a$b', 'const a$b = await nx.copy()', null],
])('%s in %j', (name, text, object) => {
  expect(objectOf(name, text, words)).toBe(object)
})
