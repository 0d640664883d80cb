/** What the editor knows of Cypher: places in a text, completion, colours, explanations. */
import { CompletionContext } from '@codemirror/autocomplete'
import { StringStream } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { describe, expect, test } from 'vitest'
import { cypherCompletions } from '../../../../src/components/cypher/cypher-completion'
import { explainAt } from '../../../../src/components/cypher/cypher-hover'
import { cypherPlaceAt, variablesIn } from '../../../../src/components/cypher/cypher-place'
import { readCypherToken, startCypherTokens } from '../../../../src/components/cypher/cypher-tokens'
import { explainWord, functionForms } from '../../../../src/components/cypher/cypher-words'
import { cypherAggregates } from '../../../../src/grand/cypher/values/cypher-aggregates'
import { cypherFunctions } from '../../../../src/grand/cypher/values/cypher-functions'

const place = (text: string) => cypherPlaceAt(text, text.length)

test('every function that is offered is one the evaluator has', () => {
  for (const name of Object.keys(functionForms)) {
    const known = { ...cypherFunctions, ...cypherAggregates }
    expect(Object.keys(known), name).toContain(name.toLowerCase())
  }
})

test('variables and what they stand for', () => {
  const text =
    "MATCH p = (a:Neuron)-[r:T]->(b), (c {x: '(d)'}) WHERE size(a.name) > 1 WITH a AS e, count(*) AS n RETURN e"
  expect(Object.fromEntries(variablesIn(text))).toEqual({
    a: 'node',
    b: 'node',
    c: 'node',
    r: 'relationship',
    e: 'other',
    n: 'other',
    p: 'other',
  })
})

describe('places', () => {
  test.each([
    ['MATCH (a) RETURN a.', { kind: 'property', of: 'node' }, ''],
    ['MATCH ()-[r]->() RETURN r.we', { kind: 'property', of: 'relationship' }, 'we'],
    ['MATCH (a:Ne', { kind: 'label' }, 'Ne'],
    ['MATCH (a)-[r:', { kind: 'type' }, ''],
    ['MATCH (a)-[:A|', { kind: 'type' }, ''],
    ['MATCH (a {ty', { kind: 'key', of: 'node' }, 'ty'],
    ['MATCH (a {type: ', { kind: 'value', of: 'node', attribute: 'type' }, ''],
    ["MATCH (a)-[r {kind: 'x", { kind: 'value', of: 'relationship', attribute: 'kind' }, "'x"],
    ["MATCH (a) WHERE a.type = 'K", { kind: 'value', of: 'node', attribute: 'type' }, "'K"],
    ["MATCH (a) WHERE a.type IN ['x', ", { kind: 'value', of: 'node', attribute: 'type' }, ''],
    ['MATCH (a) RETU', { kind: 'word' }, 'RETU'],
    ['MATCH (a) // a.', { kind: 'nothing' }, ''],
    ["RETURN 'a.", { kind: 'nothing' }, "'a."],
    ["MATCH (a {x: 'y'}) RETURN a.", { kind: 'property', of: 'node' }, ''],
  ])('%s', (text, expected, typed) => {
    expect(place(text)).toEqual({ place: expected, typed })
  })
})

describe('completion', () => {
  const words = {
    attributes: { nodes: { type: 'string' as const, 'soma size': 'number' as const }, edges: { weight: 'number' as const } },
    valuesOf: async () => [
      { value: "it's", count: 3 },
      { value: 'KC', count: 1 },
    ],
  } // prettier-ignore
  const labelsFor = async (text: string) => {
    const state = EditorState.create({ doc: text })
    const result = await cypherCompletions(() => words)(new CompletionContext(state, text.length, true))
    return result?.options.map(({ label }) => label) ?? []
  }

  test('what is offered where', async () => {
    expect(await labelsFor('MATCH (a) RETURN a.')).toEqual(['id', 'type', 'soma size'])
    expect(await labelsFor('MATCH ()-[r]->() RETURN r.')).toEqual(['weight'])
    expect(await labelsFor('MATCH (a) WHERE a.type = ')).toEqual(["'it\\'s'", "'KC'"])
    expect(await labelsFor('MATCH (a:')).toEqual(['Neuron'])
    expect(await labelsFor('MATCH (a)-[:')).toEqual(['ConnectsTo'])
    expect(await labelsFor('MATCH (neuron) RETURN n')).toEqual(
      expect.arrayContaining(['neuron', 'WHERE', 'count()']),
    )
    expect(await labelsFor('')).toContain('MATCH … RETURN')
    expect(await labelsFor("RETURN 'x")).toEqual([])
  })
})

test('colours: keywords, labels, properties, texts over lines of their own', () => {
  const state = startCypherTokens()
  const kinds = (line: string) => {
    const stream = new StringStream(line, 2, 2)
    const found: [string, string | null][] = []
    while (!stream.eol()) {
      stream.start = stream.pos
      const kind = readCypherToken(stream, state)
      if (kind !== null) found.push([stream.current(), kind])
    }
    return Object.fromEntries(found)
  }
  expect(kinds("MATCH (a:KC {size: 3})-->(b) WHERE a.type = 'x' // end")).toMatchObject({
    MATCH: 'keyword',
    a: 'variableName',
    KC: 'typeName',
    size: 'propertyName',
    '3': 'number',
    '-->': 'operator',
    type: 'propertyName',
    "'x'": 'string',
    '// end': 'comment',
  })
  expect(kinds('/* one')).toEqual({ '/* one': 'comment' })
  expect(kinds('two */ RETURN count(*), $least')).toMatchObject({
    'two */': 'comment',
    RETURN: 'keyword',
    count: 'variableName.function',
    $least: 'variableName.special',
  })
})

test('explanations of words, attributes and what is refused', () => {
  const words = { attributes: { nodes: { type: 'string' as const }, edges: {} }, valuesOf: async () => [] }
  const explain = (text: string, word: string) => explainAt(text, text.indexOf(word) + 1, words)?.sentence
  expect(explainWord('create', false)).toContain('only reads')
  expect(explain('MATCH (a) RETURN a.type', 'type')).toContain('attribute of nodes (string)')
  expect(explain('MATCH (a) RETURN a.nope', 'nope')).toContain('it is null')
  expect(explain('MATCH (abc) RETURN abc', 'abc')).toContain('a node of this query')
  expect(explain('MATCH (a) RETURN collect(a)', 'collect')).toContain('a list of all values')
  expect(explain('MATCH (a) RETURN 12', '12')).toBeUndefined()
})
