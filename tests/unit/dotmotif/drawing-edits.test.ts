/** What the drawing's edits write, to the letter: lines, comments, brackets, and what is said when they are refused. */
import { describe, expect, it } from 'vitest'
import { addConstraint, removeConstraint } from '../../../src/dotmotif/editing/constraint-edits'
import { addEdge, removeEdge, textAfter, toggleForbidden } from '../../../src/dotmotif/editing/edge-edits'
import { expandCall } from '../../../src/dotmotif/editing/expand-call'
import { addMotif } from '../../../src/dotmotif/editing/join-texts'
import { mergeNodes } from '../../../src/dotmotif/editing/merge-nodes'
import { deleteNode, freeName } from '../../../src/dotmotif/editing/node-edits'
import { applyChanges } from '../../../src/dotmotif/editing/text-change'

const edge = (from: string, to: string) => ({ from, to, exists: true, action: 'SYN' as const })

describe('edits of the drawing', () => {
  it('writes a new edge behind the last edge, past its comment', () => {
    const source = 'A -> B  # first\n\nA.x = 5\n'
    expect(textAfter(source, addEdge(source, edge('B', 'C')))).toBe('A -> B  # first\nB -> C\n\nA.x = 5\n')
    const over = 'A -> B; B ->\n  C # c\n'
    expect(textAfter(over, addEdge(over, edge('C', 'A')))).toBe('A -> B; B ->\n  C # c\nC -> A\n')
  })

  it('gives a loose node its lines back with its first edge, but for those that make no sense any more', () => {
    const source = 'A -> B\n'
    const edit = addEdge(source, edge('B', 'C'), ['C.x > 5', 'C.x > Gone.x'])
    expect(textAfter(source, edit)).toBe('A -> B\nB -> C\nC.x > 5\n')
  })

  it('takes an edge out of its line and leaves comments and neighbours', () => {
    const source = '# head\nA -> B; B -> C  # both\nC -> A\n'
    expect(textAfter(source, removeEdge(source, edge('B', 'C')))).toBe('# head\nA -> B  # both\nC -> A\n')
    expect(textAfter(source, removeEdge(source, edge('C', 'A')))).toBe('# head\nA -> B; B -> C  # both\n')
  })

  it('tells which nodes have no edge any more, with what was said of them alone', () => {
    const source = 'A -> B\nB -> C\nC.x = 5\nC.y > A.y\n'
    const edit = removeEdge(source, edge('B', 'C'))
    expect(textAfter(source, edit)).toBe('A -> B\n')
    expect(edit.ok && edit.loose).toEqual([{ name: 'C', lines: ['C.x = 5'] }])
  })

  it('opens, fills and closes brackets', () => {
    const source = 'A -> B as e # x\n'
    const weight = { key: 'weight', op: '>=' as const, value: 3 }
    const one = textAfter(source, addConstraint(source, { from: 'A', to: 'B' }, weight))
    expect(one).toBe('A -> B [weight >= 3] as e # x\n')
    const two = textAfter(one, addConstraint(one, { from: 'A', to: 'B' }, { ...weight, key: 'a b' }))
    expect(two).toBe('A -> B [weight >= 3, "a b" >= 3] as e # x\n')
    expect(textAfter(one, removeConstraint(one, { from: 'A', to: 'B' }, weight))).toBe(source)
  })

  it('refuses what comes from a macro call with the call to expand, and expands it as far in as it stands', () => {
    const source = 'pair(a, b) { a -> b; b -> a }\n  pair(A, B)  # both\n'
    const edit = toggleForbidden(source, { from: 'B', to: 'A' })
    expect(edit).toMatchObject({ ok: false, message: expect.stringMatching(/`pair\(A, B\)` on line 2/) })
    const call = edit.ok ? null : edit.call
    expect(call && textAfter(source, expandCall(source, call))).toBe(
      'pair(a, b) { a -> b; b -> a }\n  A -> B\n  B -> A  # both\n',
    )
  })

  it('refuses a merge that contradicts itself, in the words of the mistake', () => {
    const source = 'A -> C\nB -> C\nA.x = 1\nB.x = 2\n'
    expect(mergeNodes(source, 'A', 'B')).toMatchObject({ ok: false, message: expect.stringContaining('x') })
    const fine = 'A -> C\nB -> C  # too\nA -> B\nB.x = 2\n'
    expect(textAfter(fine, mergeNodes(fine, 'A', 'B'))).toBe('A -> C\n# too\nA.x = 2\n')
  })

  it('refuses to edit a text with mistakes', () => {
    expect(deleteNode('A -> B\nB =>', 'A')).toMatchObject({
      ok: false,
      message: expect.stringContaining('line 2'),
    })
  })

  it('names new nodes and added motifs as nothing else is named', () => {
    expect(freeName('A -> B # C is free in comments? no', ['D'])).toBe('E')
    const change = addMotif('A -> B', 'A -> Hub\nHub -> A\n')
    expect(applyChanges('A -> B', [change])).toBe('A -> B\n\nC -> Hub\nHub -> C\n')
  })
})
