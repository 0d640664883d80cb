/** What is offered and what is explained, with a host graph open: CodeMirror's own state, no page. */
import { CompletionContext } from '@codemirror/autocomplete'
import type { Completion, CompletionResult } from '@codemirror/autocomplete'
import { EditorState } from '@codemirror/state'
import { describe, expect, test } from 'vitest'
import { editorWordsFrom } from '../../../../../src/components/motif/editor/editor-words'
import { explainWordAt } from '../../../../../src/components/motif/editor/hover-words'
import { motifCompletions } from '../../../../../src/components/motif/editor/motif-completion'
import { changeToName } from '../../../../../src/components/motif/editor/problem-marks'
import { readText } from '../../../../../src/components/motif/editor/read-text'
import { outlineMotif } from '../../../../../src/dotmotif/outline'
import type { HostInfo } from '../../../../../src/model/host-graph'
import type { AttributeValueCount } from '../../../../../src/scripting/api'

const host = {
  nodeAttributes: { type: 'string', 'soma radius': 'number', flag: 'boolean', roiInfo: 'json' },
  edgeAttributes: { weight: 'number', type: 'string' },
} as unknown as HostInfo
const counts: Record<string, AttributeValueCount[]> = {
  'nodes type': [
    { value: 'L2/3 "pyr"', count: 1200 },
    { value: 'PV', count: 1 },
  ],
  'edges weight': [
    { value: 3, count: 20 },
    { value: 2n ** 60n, count: 2 },
  ],
  'nodes flag': [{ value: true, count: 4 }],
}
const wordsOf = (text: string, isOpen = true) =>
  editorWordsFrom(outlineMotif(text), isOpen ? host : null, (of, attribute) =>
    Promise.resolve(counts[`${of} ${attribute}`] ?? []),
  )

const prelude = 'near(a, b) {\n  a -> b as e\n}\nnear(Alpha, Beta)\nAlpha -> Gamma as strong\n'

/** Everything offered at the end of prelude and text. */
async function offered(text: string, explicit = false): Promise<{ from: number; options: Completion[] }> {
  const state = EditorState.create({ doc: prelude + text })
  const context = new CompletionContext(state, state.doc.length, explicit)
  const sources = motifCompletions(() => wordsOf(prelude + text))
  const results = await Promise.all(sources.map((source) => source(context)))
  const found = results.filter((result): result is CompletionResult => result !== null)
  return {
    from: (found[0]?.from ?? NaN) - prelude.length,
    options: found.flatMap(({ options }) => [...options]),
  }
}
const labels = async (text: string, explicit = false) =>
  (await offered(text, explicit)).options.map(({ label }) => label)

describe('completion', () => {
  test('a node’s attributes with their types, an edge’s behind its name and in brackets', async () => {
    const { options } = await offered('Alpha.')
    expect(options.map(({ label, detail }) => `${label}: ${detail}`)).toEqual([
      'type: string',
      'soma radius: number',
      'flag: boolean',
      'roiInfo: json',
    ])
    expect(await labels('strong.')).toEqual(['weight', 'type'])
    expect(await labels('Beta -> Gamma [')).toEqual(['weight', 'type'])
    expect(await labels('m(x) { x.')).toEqual(['type', 'soma radius', 'flag', 'roiInfo', 'weight', 'type'])
  })

  test('the frequent values of an attribute, as they are written, most frequent first', async () => {
    const { options } = await offered('Alpha.type = ')
    expect(options.map(({ label, detail }) => [label, detail])).toEqual([
      ['"L2/3 \\"pyr\\""', '1,200 nodes'],
      ['"PV"', '1 node'],
    ])
    expect(await labels('strong.weight >= ')).toEqual(['3', '1152921504606846976'])
    expect(await labels('Beta -> Gamma [weight >= ')).toEqual(['3', '1152921504606846976'])
    expect(await labels('Alpha.flag != ')).toEqual(['True'])
    expect((await offered("Alpha.type = 'P")).from).toBe(13)
    expect(await labels("Alpha.type = 'P")).toEqual(['\'L2/3 "pyr"\'', "'PV'"])
    expect(await labels('Alpha.unknown = ')).toEqual([])
  })

  test('names where they may stand', async () => {
    expect(await labels('Alpha -> ', true)).toEqual(['Alpha', 'Beta', 'Gamma'])
    expect(await labels('near(Alpha, ', true)).toEqual(['Alpha', 'Beta', 'Gamma', 'strong'])
    expect(await labels('m(x, y) { x -> y as f; x -> ', true)).toEqual(['x', 'y'])
    expect(await labels('A')).toEqual([])
    expect(await labels('Alpha -> B')).toEqual([])
  })

  test('macros with their parameters, and the common motifs, at the start of a statement', async () => {
    const { options } = await offered('', true)
    expect(options.find(({ label }) => label === 'near')?.detail).toBe('(a, b)')
    expect(options.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['triad 030T', 'bi-fan', '5-clique']),
    )
    expect(await labels('m(x) { ', true)).not.toContain('bi-fan')
    expect(await labels('02')).toContain('triad 021D')
  })

  test('operators, relations and `as` where they are due', async () => {
    expect(await labels('Alpha.type ', true)).toContain('!contains')
    expect(await labels('Alpha ', true)).toEqual(['->', '-+', '-|', '!>', '!+', '!|'])
    expect(await labels('Alpha -> Beta ', true)).toEqual(['as'])
    expect(await labels('# Alpha.', true)).toEqual([])
  })
})

describe('explanations', () => {
  const text = `${prelude}strong.weight >= 3\nAlpha.size != "x"`
  const state = EditorState.create({ doc: text })
  const explain = (mark: string, isOpen = true) =>
    explainWordAt(readText(state), text.indexOf(mark), wordsOf(text, isOpen))

  test('an attribute: whose it is, its type, and that its values can be listed', () => {
    expect(explain('weight >=')).toMatchObject({
      sentences: [
        '`weight` is an attribute of the host graph’s edges: a number.',
        'The `weight` of the edge from Alpha to Gamma is at least 3.',
      ],
      attribute: { of: 'edges', name: 'weight' },
    })
    expect(explain('size')).toMatchObject({
      sentences: [expect.stringContaining('no attribute'), expect.stringContaining('(or is missing)')],
      attribute: null,
    })
    expect(explain('size', false)?.sentences[0]).toBe('`size` is an attribute.')
  })

  test('names, macros, parameters, relations, operators and values', () => {
    expect(explain('Alpha ->')?.sentences[0]).toBe('`Alpha` is a node of the motif, written 3 times.')
    expect(explain('strong.')?.sentences[0]).toBe('`strong` names the edge from `Alpha` to `Gamma`.')
    expect(explain('e\n}')?.sentences[0]).toBe('`e` names the edge from `a` to `b`.')
    expect(explain('near(Alpha')?.sentences).toEqual([
      expect.stringContaining('`near(a, b)` is a macro'),
      'Alpha connects to Beta.',
    ])
    expect(explain('a, b)')?.sentences).toEqual([expect.stringContaining('parameter of the macro `near`')])
    expect(explain('-> Gamma')?.sentences).toEqual([
      'An edge that must be there.',
      'Alpha connects to Gamma.',
    ])
    expect(explain('!= "x"')?.sentences[0]).toBe('`!=`: differs, or is missing.')
    expect(explain('"x"')?.sentences).toHaveLength(1)
    expect(explain('{')).toBeNull()
  })
})

test('a remedy keeps the form of what it mends', () => {
  const change = (text: string, mark: string, name: string) => {
    const state = EditorState.create({ doc: text })
    const from = text.indexOf(mark)
    return state.update({ changes: changeToName(state, from, from + mark.length, name) }).state.doc.toString()
  }
  expect(change('A -> B [wieght > 3]', 'wieght', 'weight')).toBe('A -> B [weight > 3]')
  expect(change("A['wieght'] > 3", "'wieght'", 'weight')).toBe("A['weight'] > 3")
  expect(change('A.soma_radius > 3', 'soma_radius', 'soma radius')).toBe('A["soma radius"] > 3')
  expect(change('A -> B [soma > 3]', 'soma', 'so"ma')).toBe('A -> B ["so\\"ma" > 3]')
})
