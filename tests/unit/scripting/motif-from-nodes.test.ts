/** A motif from matched rows: it reads, and asks for exactly the edges among the nodes it came from. */
import { describe, expect, it } from 'vitest'
import { readMotif } from '../../../src/dotmotif/read-motif'
import { motifFromNodes } from '../../../src/scripting/motif-from-nodes'
import type { MotifGround } from '../../../src/scripting/motif-from-nodes'

const ground: MotifGround = {
  nodes: [
    { id: '10', attributes: { type: 'KC "x"', big: '9007199254740993', tags: ['a'] } },
    { id: '11', attributes: { type: 'MBON', big: NaN } },
    { id: 'lone\nly', attributes: { type: 'PN' } },
  ],
  edges: [
    { source: '11', target: '10' },
    { source: '10', target: '11' },
    { source: '10', target: '11' },
    { source: '11', target: '11' },
  ],
  isDirected: true,
  nodeAttributes: { type: 'string', big: 'number', tags: 'list' },
}
const wishes = { attributes: [], fixIds: false, title: 'From a test' }
const motifOf = (text: string) => {
  const reading = readMotif(text)
  if (!reading.ok) throw new Error(`${text}\n${reading.errors[0]?.message}`)
  return reading.motif
}

describe('motifFromNodes', () => {
  it('asks for each host edge once, names nodes by letters, and says what is left out', () => {
    const { text, nodes, left } = motifFromNodes(ground, wishes)
    const { edges } = motifOf(text)
    expect(edges.map(({ from, to }) => `${from}${to}`).sort()).toEqual(['AB', 'BA', 'BB'])
    expect(nodes).toEqual({ A: '10', B: '11' })
    expect(left).toEqual(['lone\nly'])
    expect(text).toContain('# A was 10')
  })

  it('keeps the names of a single match, and counts an undirected pair once', () => {
    const names = new Map([['10', 'target'], ['11', 'B']]) // prettier-ignore
    const { text } = motifFromNodes({ ...ground, isDirected: false }, { ...wishes, names })
    expect(motifOf(text).edges.map(({ from, to }) => `${from} ${to}`)).toEqual(['target B', 'B B'])
  })

  it('writes attributes that have a literal, exactly, and ids', () => {
    const { text } = motifFromNodes(ground, { ...wishes, attributes: ['type', 'big', 'tags'], fixIds: true })
    expect(motifOf(text).nodeConstraints).toEqual([
      { node: 'A', key: 'type', op: '==', value: 'KC "x"' },
      { node: 'A', key: 'big', op: '==', value: 9007199254740993n },
      { node: 'A', key: 'id', op: '==', value: '10' },
      { node: 'B', key: 'type', op: '==', value: 'MBON' },
      { node: 'B', key: 'id', op: '==', value: '11' },
    ])
  })

  it('refuses nodes without edges, and too many', () => {
    expect(() => motifFromNodes({ ...ground, edges: [] }, wishes)).toThrow('no edge')
    const many = Array.from({ length: 21 }, (_, i) => ({ id: String(i), attributes: {} }))
    expect(() => motifFromNodes({ ...ground, nodes: many }, wishes)).toThrow('more than a motif')
  })
})
