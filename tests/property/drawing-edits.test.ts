/** What the drawing does to a text, over generated texts: the motif afterwards is the one expected, and the lines that
 *  have nothing to do with it stay as they are, comments and all. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addConstraint,
  changeConstraint,
  removeConstraint,
} from '../../src/dotmotif/editing/constraint-edits'
import type { Edit } from '../../src/dotmotif/editing/edit'
import { addEdge, removeEdge, reverseEdge, toggleForbidden } from '../../src/dotmotif/editing/edge-edits'
import { expandCall } from '../../src/dotmotif/editing/expand-call'
import { addMotif } from '../../src/dotmotif/editing/join-texts'
import { mergeNodes } from '../../src/dotmotif/editing/merge-nodes'
import { deleteNode, renameNode } from '../../src/dotmotif/editing/node-edits'
import { applyChanges } from '../../src/dotmotif/editing/text-change'
import { parseMotifText } from '../../src/dotmotif/parse'
import { readMotif } from '../../src/dotmotif/read-motif'
import type { Constraint, Motif } from '../../src/model/motif'

const seed = 20261126
const node = fc.constantFrom('A', 'B', 'C', 'D', 'as')
const relation = fc.constantFrom('->', '->', '->', '!>', '-|', '~+')
const value = fc.constantFrom('5', '"x"', "'two # words;'", 'word', '-2.5')
const clause = fc.tuple(fc.constantFrom('w', 'k', '"k k"'), fc.constantFrom('=', '>=', '!=', 'in'), value)
const brackets = fc
  .array(clause, { maxLength: 2 })
  .map((list) => (list.length === 0 ? '' : ` [${list.map((words) => words.join(' ')).join(', ')}]`))
const alias = fc.constantFrom('', '', ' as e', ' as f')
const blank = fc.constantFrom(' ', ' ', ' ', '  ', '\n  ', ' # in "it"\n ')
const edge = fc.tuple(node, blank, relation, blank, node, brackets, alias).map((parts) => parts.join(''))
const constraint = fc
  .tuple(
    fc.constantFrom('A', 'B', 'C', 'D', 'e', 'f'),
    fc.constantFrom('.x', '["y z"]', '.w'),
    fc.constantFrom('=', '>', '!='),
    value,
  )
  .map(([owner, key, op, right]) => `${owner}${key} ${op} ${right}`)
const comparison = fc.tuple(node, node).map(([left, right]) => `${left}.x >= ${right}.x`)
const call = fc
  .tuple(fc.constantFrom('both', 'big', 'strong'), node, node)
  .map(([name, left, right]) => `${name}(${left}${name === 'big' ? '' : `, ${right}`})`)
const macros =
  'both(a, b) {\n  a -> b  # there\n  b -> a\n}\nbig(a) { a.x > 3 }\nstrong(a, b) {\n  a -> b [w > 1] as e\n  e.k != "z"; both(a, b)\n}\n'
const statement = fc.oneof(
  { weight: 6, arbitrary: edge },
  { weight: 2, arbitrary: constraint },
  comparison,
  call,
)
const separator = fc.constantFrom('\n', '\n', '\n\n# own line\n', '; ', '  # behind\n', ' ;\n\t')
const source = fc
  .tuple(
    fc.array(fc.tuple(statement, separator), { minLength: 1, maxLength: 8 }),
    fc.constantFrom('', '\n', '# last'),
  )
  .map(([list, end]) => macros + list.map((pair) => pair.join('')).join('') + end)
  .filter((text) => readMotif(text).ok)

const sorted = (list: readonly unknown[]) => list.map((each) => JSON.stringify(each)).toSorted()
const after = (text: string, edit: Edit) => (edit.ok ? applyChanges(text, edit.changes) : text)
const commentsOf = (text: string) =>
  (text.match(/# (?:in "it"|own line|behind|there|last)/g) ?? []).toSorted()

/** A refusal says why in a sentence; a done edit leaves a motif, and every comment. */
function motifAfter(text: string, edit: Edit): Motif | null {
  if (!edit.ok) {
    expect(edit.message).toMatch(/^\S[^]*[.?]$/)
    return null
  }
  const changed = after(text, edit)
  const reading = readMotif(changed)
  expect([changed, reading.errors]).toEqual([changed, []])
  expect(commentsOf(changed)).toEqual(commentsOf(text))
  return reading.motif
}

const motifOf = (text: string) => readMotif(text).motif as Motif
const key = ({ from, to }: { from: string; to: string }) => `${from} ${to}`
const withoutClauses = (edges: Motif['edges']) =>
  sorted(edges.map(({ from, to, exists, action }) => ({ from, to, exists, action })))
const constraintsBut = (motif: Motif, pair: string) =>
  sorted(motif.edgeConstraints.filter((each) => key(each) !== pair))

/** Lines on which no touched statement stands must all be there afterwards, in their order. */
function expectLinesKept(text: string, edit: Edit, isTouched: (words: string) => boolean): void {
  const { statements } = parseMotifText(text)
  const touched = statements.filter(({ start, end }) => isTouched(text.slice(start, end)))
  let at = 0
  const kept = text.split('\n').filter((line) => {
    const [start, end] = [at, at + line.length]
    at = end + 1
    return !touched.some((each) => each.start <= end && start <= each.end)
  })
  const lines = after(text, edit).split('\n')
  let from = 0
  for (const line of kept) {
    const found = lines.indexOf(line, from)
    expect([after(text, edit), line, found >= 0]).toEqual([after(text, edit), line, true])
    from = found + 1
  }
}

function forAll(run: (text: string, which: number, name: string) => boolean, numRuns = 500): number {
  let done = 0
  fc.assert(
    fc.property(source, fc.nat(), fc.constantFrom('A', 'B', 'C', 'D', 'Z'), (text, which, name) => {
      if (run(text, which, name)) done++
    }),
    { seed, numRuns },
  )
  return done
}

test('an added edge is the motif’s one new edge, and no line changes', () => {
  const done = forAll((text, which, name) => {
    const before = motifOf(text)
    const to = before.nodes[which % before.nodes.length] ?? 'A'
    const added = { from: name, to, exists: which % 3 > 0, action: 'SYN' as const }
    const edit = addEdge(text, added)
    const motif = motifAfter(text, edit)
    if (!motif) return false
    expectLinesKept(text, edit, () => false)
    expect(withoutClauses(motif.edges)).toEqual(
      withoutClauses([...before.edges, { ...added, constraints: [] }]),
    )
    expect(sorted(motif.nodeConstraints)).toEqual(sorted(before.nodeConstraints))
    expect(sorted(motif.edgeConstraints)).toEqual(sorted(before.edgeConstraints))
    return true
  })
  expect(done).toBeGreaterThan(150)
})

test('a removed edge is gone with what was said of it, and nodes without an edge are kept as loose ones', () => {
  const done = forAll((text, which) => {
    const before = motifOf(text)
    const edge = before.edges[which % before.edges.length]
    if (!edge) return false
    const edit = removeEdge(text, edge)
    const motif = motifAfter(text, edit)
    if (!motif || !edit.ok) return false
    const left = before.edges.filter((each) => each !== edge)
    expect(withoutClauses(motif.edges)).toEqual(withoutClauses(left))
    const nodes = new Set(left.flatMap(({ from, to }) => [from, to]))
    expect(edit.loose.map(({ name }) => name).toSorted()).toEqual(
      before.nodes.filter((each) => !nodes.has(each)).toSorted(),
    )
    expect(sorted(motif.nodeConstraints)).toEqual(
      sorted(before.nodeConstraints.filter((each) => nodes.has(each.node))),
    )
    expect(constraintsBut(motif, key(edge))).toEqual(constraintsBut(before, key(edge)))
    return true
  })
  expect(done).toBeGreaterThan(150)
})

test('forbidding and requiring undo each other to the byte; so does turning an edge round', () => {
  const done = forAll((text, which) => {
    const before = motifOf(text)
    const edge = before.edges[which % before.edges.length]
    if (!edge) return false
    const isTurned = which % 2 === 0
    const turn = (source: string, pair: { from: string; to: string }) =>
      isTurned ? reverseEdge(source, pair) : toggleForbidden(source, pair)
    const edit = turn(text, edge)
    const motif = motifAfter(text, edit)
    if (!motif) return false
    const [from, to] = isTurned ? [edge.to, edge.from] : [edge.from, edge.to]
    const expected = before.edges.map((each) => {
      if (key(each) !== key(edge)) return each
      return { ...each, from, to, exists: isTurned ? each.exists : !each.exists }
    })
    expect(withoutClauses(motif.edges)).toEqual(withoutClauses(expected))
    expectLinesKept(text, edit, (words) => words.includes(edge.from))
    const back = after(after(text, edit), turn(after(text, edit), { from, to }))
    expect(back.replaceAll('~', '!')).toBe(text.replaceAll('~', '!'))
    return true
  })
  expect(done).toBeGreaterThan(150)
})

const sizes: Constraint[] = [
  { key: 'new', op: '>=', value: 7 },
  { key: 'new one', op: 'in', value: 'a "b"\n' },
  { key: 'w', op: '!=', value: true },
]

test('a constraint is added, changed and taken out again, on nodes and on edges', () => {
  const done = forAll((text, which) => {
    const before = motifOf(text)
    const edge = before.edges[which % before.edges.length]
    const name = before.nodes[which % before.nodes.length] ?? ''
    const [constraint, other] = [sizes[which % 3] as Constraint, sizes[(which + 1) % 3] as Constraint]
    const subject = which % 2 === 0 || !edge ? { node: name } : { from: edge.from, to: edge.to }
    const of = (motif: Motif) => sorted('node' in subject ? motif.nodeConstraints : motif.edgeConstraints)
    const edit = addConstraint(text, subject, constraint)
    const motif = motifAfter(text, edit)
    if (!motif) return false
    expect(of(motif)).toEqual([...of(before), JSON.stringify({ ...subject, ...constraint })].toSorted())
    const changed = after(text, edit)
    const change = changeConstraint(changed, subject, constraint, other)
    const second = motifAfter(changed, change)
    expect(second && of(second)).toEqual([...of(before), JSON.stringify({ ...subject, ...other })].toSorted())
    const third = removeConstraint(after(changed, change), subject, other)
    expect(motifAfter(after(changed, change), third)).toEqual(before)
    expectLinesKept(text, edit, (words) => edge !== undefined && words.includes(edge.from))
    return true
  })
  expect(done).toBeGreaterThan(200)
})

test('a constraint that the text has is taken out wherever it stands, or it is said why not', () => {
  const done = forAll((text, which) => {
    const before = motifOf(text)
    const all = [...before.nodeConstraints, ...before.edgeConstraints]
    const constraint = all[which % Math.max(1, all.length)]
    if (!constraint) return false
    const motif = motifAfter(text, removeConstraint(text, constraint, constraint))
    if (!motif) return false
    expect(sorted([...motif.nodeConstraints, ...motif.edgeConstraints])).toEqual(
      sorted(all.filter((each) => each !== constraint)),
    )
    expect(withoutClauses(motif.edges)).toEqual(withoutClauses(before.edges))
    return true
  }, 800)
  expect(done).toBeGreaterThan(150)
})

test('merging makes one node of two and keeps what was said of either', () => {
  const done = forAll((text, which) => {
    const before = motifOf(text)
    const kept = before.nodes[which % before.nodes.length] ?? ''
    const gone = before.nodes[(which + 1) % before.nodes.length] ?? ''
    const motif = motifAfter(text, mergeNodes(text, kept, gone))
    if (!motif) return false
    const one = (name: string) => (name === gone ? kept : name)
    const joined = before.edges.filter(({ from, to }) => !(from !== to && one(from) === one(to)))
    const edges = joined.map(({ from, to, exists, action }) => ({
      from: one(from),
      to: one(to),
      exists,
      action,
    }))
    expect(sorted(motif.edges.map(({ from, to, exists, action }) => ({ from, to, exists, action })))).toEqual(
      [...new Set(sorted(edges))],
    )
    const constraints = before.nodeConstraints.map((each) => ({ ...each, node: one(each.node) }))
    expect(sorted(motif.nodeConstraints)).toEqual([...new Set(sorted(constraints))])
    return true
  }, 1000)
  expect(done).toBeGreaterThan(100)
})

test('deleting a node takes all its lines and no other’s', () => {
  const done = forAll((text, which) => {
    const before = motifOf(text)
    const name = before.nodes[which % before.nodes.length] ?? ''
    const edit = deleteNode(text, name)
    const motif = motifAfter(text, edit)
    if (!motif || !edit.ok) return false
    const left = before.edges.filter(({ from, to }) => from !== name && to !== name)
    expect(withoutClauses(motif.edges)).toEqual(withoutClauses(left))
    const nodes = new Set(left.flatMap(({ from, to }) => [from, to]))
    expect(sorted(motif.nodeConstraints)).toEqual(
      sorted(before.nodeConstraints.filter((each) => nodes.has(each.node))),
    )
    expect(edit.loose.map((each) => each.name)).not.toContain(name)
    return true
  }, 800)
  expect(done).toBeGreaterThan(100)
})

test('renaming a node changes its name and nothing else', () => {
  const done = forAll((text, which) => {
    const before = motifOf(text)
    const name = before.nodes[which % before.nodes.length] ?? ''
    const motif = motifAfter(text, renameNode(text, name, 'Cell_9'))
    if (!motif) return false
    expect(motif.nodes).toEqual(before.nodes.map((each) => (each === name ? 'Cell_9' : each)))
    return true
  })
  expect(done).toBeGreaterThan(400)
})

test('an expanded call says the same as the call', () => {
  const done = forAll((text, which) => {
    const calls = parseMotifText(text).statements.filter(({ kind }) => kind === 'call')
    const call = calls[which % Math.max(1, calls.length)]
    if (!call) return false
    const motif = motifAfter(text, expandCall(text, call))
    const before = motifOf(text)
    expect(motif && { ...motif, namedEdges: [] }).toEqual({ ...before, namedEdges: [] })
    return true
  }, 800)
  expect(done).toBeGreaterThan(150)
})

test('a motif added to another joins nothing by accident', () => {
  fc.assert(
    fc.property(source, source, (text, added) => {
      const joined = motifOf(applyChanges(text, [addMotif(text, added)]))
      const [first, second] = [motifOf(text), motifOf(added)]
      expect(joined.nodes.slice(0, first.nodes.length)).toEqual(first.nodes)
      expect(joined.nodes).toHaveLength(first.nodes.length + second.nodes.length)
      expect(joined.edges).toHaveLength(first.edges.length + second.edges.length)
      expect(joined.nodeConstraints).toHaveLength(
        first.nodeConstraints.length + second.nodeConstraints.length,
      )
    }),
    { seed, numRuns: 300 },
  )
})
