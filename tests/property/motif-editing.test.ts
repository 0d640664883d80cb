/** What the editor does to a text, over generated texts: formatting keeps the meaning, renaming renames and nothing
 *  else, the colours are those of the grammar. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dotMotifParser } from '../../src/components/motif/editor/motif-language'
import type { Statement } from '../../src/dotmotif/ast'
import { explainStatement } from '../../src/dotmotif/explain-statement'
import { formatEdits, formatMotif } from '../../src/dotmotif/format'
import { leavesOf } from '../../src/dotmotif/leaves'
import type { LeafKind } from '../../src/dotmotif/leaves'
import { parseMotifText } from '../../src/dotmotif/parse'
import { readMotif } from '../../src/dotmotif/read-motif'
import { renameSymbol } from '../../src/dotmotif/rename'
import { symbolsOf } from '../../src/dotmotif/symbols'
import type { Motif } from '../../src/model/motif'

const seed = 20261123

// Few names, so that the same one is a node here, a parameter there and an alias elsewhere.
const name = fc.constantFrom('A', 'B', 'a', 'b', 'e', 'f', 'as', 'in', 'contains', '神経')
const relation = fc.constantFrom('->', '-|', '-+', '!>', '~|', '--', '- >')
const value = fc.constantFrom(
  '5',
  '-.5',
  '1e3',
  '"two  # words; "',
  "'it\\'s\n  long'",
  'word',
  'True',
  'in',
  'as',
)
const operator = fc.constantFrom(
  '=',
  '==',
  '!=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  '!in',
  'contains',
  '!contains',
)
const subscript = fc.constantFrom(
  ['.', 'x'],
  ['.', 'in'],
  ['[', 'k', ']'],
  ['[', '"k #k"', ']'],
  ['[', "'it\\'s'", ']'],
)
const clause = fc.tuple(fc.constantFrom('w', 'in', '"k k"', "'x'"), operator, value)
const clauses = fc
  .array(clause, { maxLength: 2 })
  .map((list) => (list.length === 0 ? [] : ['[', ...list.flatMap((c, i) => (i > 0 ? [',', ...c] : c)), ']']))
const alias = fc
  .option(fc.constantFrom('e', 'f', 'as', 'in'))
  .map((given) => (given === null ? [] : ['as', given]))
const edge = fc
  .tuple(name, relation, name, clauses, alias)
  .map(([from, arrow, to, list, as]) => [from, arrow, to, ...list, ...as])
const constraint = fc
  .tuple(
    name,
    subscript,
    operator,
    fc.oneof(
      value.map((v) => [v]),
      fc.tuple(name, subscript).map(([n, s]) => [n, ...s]),
    ),
  )
  .map(([target, key, op, right]) => [target, ...key, op, ...right])
const equivalence = fc.tuple(name, name).map(([left, right]) => [left, '===', right])
const args = fc.tuple(name, name).map(([left, right]) => ['(', left, ',', right, ')'])
const macroName = fc.constantFrom('m', 'n', 'A')
const call = fc.tuple(macroName, args).map(([macro, list]) => [macro, ...list])
const parameters = fc.constantFrom(['a', 'b'], ['A', 'B'], ['b', 'f'])
/** A body in the macro's own names, mostly. */
const macro = fc
  .tuple(
    macroName,
    parameters,
    fc.array(fc.oneof(edge, constraint), { minLength: 1, maxLength: 3 }),
    fc.boolean(),
  )
  .map(([own, [first = '', second = ''], body, isRight]) => {
    const known = new Map([
      ['A', first],
      ['B', second],
      ['a', first],
      ['b', second],
      ['in', first],
      ['contains', second],
      ['神経', first],
    ])
    const bound = (word: string) => (isRight ? (known.get(word) ?? word) : word)
    const inside = body.map((tokens) => tokens.map(bound))
    return [own, '(', first, ',', second, ')', '{', ...inside.flatMap((tokens) => [...tokens, ';']), '}']
  })
const statement = fc.oneof(
  { weight: 5, arbitrary: edge },
  { weight: 3, arbitrary: constraint },
  equivalence,
  call,
  macro,
)
const blank = fc.constantFrom(' ', ' ', ' ', '\n', '  \t', '\r\n', ' # c; "\n', '\n\n\n  #own\n ')
const textWith = (blanks: fc.Arbitrary<string>) =>
  fc
    .tuple(
      fc.array(statement, { maxLength: 7 }),
      fc.infiniteStream(blanks),
      fc.constantFrom('\n', ';', '\n\n# x\n'),
    )
    .map(([statements, stream, between]) =>
      statements
        .map((tokens) =>
          tokens.map((token, i) => (i === 0 ? '' : (stream.next().value ?? ' ')) + token).join(''),
        )
        .join(between),
    )
const text = textWith(blank)

/** What a text says, places aside. */
const meaning = (source: string) => {
  const { motif, errors, warnings } = readMotif(source)
  return { motif, warnings, codes: errors.map(({ code }) => code) }
}

test('formatting keeps the meaning, every comment, and is done after once', () => {
  let [validCount, textCount] = [0, 0]
  const commentsOf = (source: string) => source.match(/#(?:c; "|own|x|k)/g)
  fc.assert(
    fc.property(text, (source) => {
      const formatted = formatMotif(source)
      expect(formatted === null).toBe(parseMotifText(source).problems.length > 0)
      if (formatted === null) return
      textCount++
      expect(meaning(formatted)).toStrictEqual(meaning(source))
      expect(formatMotif(formatted)).toBe(formatted)
      expect(commentsOf(formatted)).toEqual(commentsOf(source))
      formatEdits(source, formatted)
      if (readMotif(source).ok) validCount++
    }),
    { seed, numRuns: 3000 },
  )
  expect(textCount).toBeGreaterThan(1000)
  expect(validCount).toBeGreaterThan(150)
})

/** The motif with its nodes and edges named anew. */
function renamed(motif: Motif, kind: string, from: string, to: string): Motif {
  const node = (given: string) => (kind === 'node' && given === from ? to : given)
  const ends = <Pair extends { from: string; to: string }>(pair: Pair): Pair => ({
    ...pair,
    from: node(pair.from),
    to: node(pair.to),
  })
  return {
    nodes: motif.nodes.map(node),
    edges: motif.edges.map(ends),
    nodeConstraints: motif.nodeConstraints.map((each) => ({ ...each, node: node(each.node) })),
    edgeConstraints: motif.edgeConstraints.map(ends),
    dynamicNodeConstraints: motif.dynamicNodeConstraints.map((each) => ({
      ...each,
      node: node(each.node),
      otherNode: node(each.otherNode),
    })),
    dynamicEdgeConstraints: motif.dynamicEdgeConstraints.map((each) => ({
      ...ends(each),
      otherFrom: node(each.otherFrom),
      otherTo: node(each.otherTo),
    })),
    automorphisms: motif.automorphisms.map(([left, right]) => [node(left), node(right)]),
    namedEdges: motif.namedEdges.map((each) => ({
      ...ends(each),
      name: kind === 'edge' && each.name === from ? to : each.name,
    })),
  }
}

test('renaming gives the same motif under the new name, or is refused', () => {
  let [doneCount, refusedCount] = [0, 0]
  fc.assert(
    fc.property(
      text,
      fc.nat(),
      fc.constantFrom('X', 'A', 'a', 'b', 'e', 'f', 'as', 'n'),
      (source, which, newName) => {
        const reading = readMotif(source)
        const { statements } = parseMotifText(source)
        const symbols = symbolsOf(statements)
        const symbol = symbols[which % Math.max(1, symbols.length)]
        if (!reading.ok || !symbol) return
        const renaming = renameSymbol(source, { statements, symbols }, symbol, newName)
        if (!renaming.ok) {
          refusedCount++
          expect(renaming.message).toMatch(/\.$/)
          return
        }
        const changed = renaming.places
          .toReversed()
          .reduce((present, { start, end }) => present.slice(0, start) + newName + present.slice(end), source)
        const { kind, macro: own } = symbol
        const scope = own ? 'local' : kind
        const expected = renamed(reading.motif, scope, symbol.name, newName)
        expect([changed, readMotif(changed).motif]).toStrictEqual([changed, expected])
        doneCount++
      },
    ),
    { seed, numRuns: 6000 },
  )
  expect(doneCount).toBeGreaterThan(200)
  expect(refusedCount).toBeGreaterThan(50)
})

test('the statement under the cursor is explained in whole sentences', () => {
  fc.assert(
    fc.property(text, fc.nat(), (source, at) => {
      const { statements } = parseMotifText(source)
      const found = explainStatement(statements, at % (source.length + 1))
      for (const sentence of found?.sentences ?? []) expect(sentence).toMatch(/^\S[^]*\.$/)
    }),
    { seed, numRuns: 500 },
  )
})

const colours: Record<LeafKind, RegExp> = {
  name: /^variableName$/,
  macro: /^variableName\.function$/,
  relation: /^operator$/,
  key: /^propertyName$/,
  operator: /^(compareOperator|keyword)$/,
  value: /^(string|number|bool)$/,
}

test('every word has the colour of what the grammar takes it for', () => {
  const allLeaves = (statements: Statement[]) =>
    statements.flatMap((each) => [
      ...leavesOf(each),
      ...(each.kind === 'macro' ? each.body.flatMap((part) => leavesOf(part)) : []),
    ])
  fc.assert(
    fc.property(textWith(fc.constantFrom(' ', '  \t')), (source) => {
      const { statements, problems } = parseMotifText(source)
      if (problems.length > 0) return
      const tree = dotMotifParser.parse(source)
      for (const { kind, start, text: word } of allLeaves(statements)) {
        const found = tree.resolveInner(start, 1).type.name
        expect([source, word, found]).toEqual([source, word, expect.stringMatching(colours[kind])])
      }
    }),
    { seed, numRuns: 2000 },
  )
})
