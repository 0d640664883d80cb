import { describe, expect, it } from 'vitest'
import type { MossDocument } from '../../../src/model/document'
import type { Motif } from '../../../src/model/motif'
import { readMotif } from '../../../src/dotmotif/read-motif'
import { annotatedRows } from '../../../src/scripting/annotated-rows'
import {
  draftFrom,
  hostOfUri,
  matchUri,
  motifOfUri,
  motifUri,
  partsNamedIn,
  textOfNote,
} from '../../../src/scripting/annotation'
import type { NoteSubject } from '../../../src/scripting/annotation'
import { memoryReplica } from '../../tools/moss-documents'

const options = {
  ignoreDirection: false,
  excludeAutomorphisms: false,
  induced: false,
  limit: 5,
  countOnly: false,
}
const result = { state: 'done', count: 3, distinctCount: '9007199254740993', truncated: false, elapsedMs: 4 }
const motif = 'A -> B # ä/?\nB -> A'
const subjects: NoteSubject[] = [
  { kind: 'motif', motif },
  { kind: 'search', hostId: 'here', motif, options, result },
  { kind: 'node', hostId: 'here', id: 'a/b ?#%' },
  { kind: 'edge', hostId: 'here', source: '1', target: 'ü\ud800' },
  { kind: 'match', hostId: 'here', motif, nodes: { A: '1', B: ' 2' } },
  { kind: 'selection', hostId: 'here', motif, matches: [{ A: '1', B: '2' }, { A: '2', B: '1' }] }, // prettier-ignore
]

/** As it would be stored; ids and dates do not matter here. */
const stored = (subject: NoteSubject, text = 'words') =>
  ({ ...draftFrom(subject, text), id: `${text} ${subject.kind}`, createdAt: '', author: '' }) as MossDocument

function motifOf(text: string): Motif {
  const reading = readMotif(text)
  if (!reading.ok) throw new Error(`Not a motif: ${text}`)
  return reading.motif
}

describe('notes as documents', () => {
  it.each(subjects.filter(({ kind }) => kind !== 'edge'))('Moss takes a note on a $kind', async (subject) => {
    const { moss } = memoryReplica()
    const document = await moss.put(draftFrom(subject, ' what I know '))
    expect(textOfNote(document)).toBe('what I know')
    expect(await moss.verify(document)).toBe(true)
  })

  it('are found by host graph and by motif', async () => {
    const { moss } = memoryReplica()
    const match = await moss.put(draftFrom(subjects[4]!, 'x'))
    await moss.put(draftFrom(subjects[0]!, ''))
    expect((await moss.list({ prefix: 'graph://here/' })).documents).toEqual([match])
    expect((await moss.list({ linkedTo: motifUri(motif) })).documents).toEqual([match])
    expect((await moss.list({ linkedTo: 'graph://here/node/1' })).documents).toEqual([match])
  })

  it('say the same of a match in whatever order its nodes are named', () => {
    expect(matchUri('h', { B: '2', A: '1' })).toBe(matchUri('h', { A: '1', B: '2' }))
    expect(matchUri('h', { A: '1/2', B: '3' })).not.toBe(matchUri('h', { A: '1', B: '2/3' }))
  })

  it('have URIs that lead back to motif and host graph', () => {
    expect(motifOfUri(motifUri(motif))).toBe(motif)
    expect(motifOfUri('https://example.org')).toBeUndefined()
    expect(hostOfUri('graph://abc/node/1')).toBe('abc')
    expect(hostOfUri('motif://A')).toBeUndefined()
  })

  it.each([
    ['no annotation', { kind: 'search', of: 'node', id: '1' }],
    ['a text', 'graph://'],
    ['an id that is no text', { kind: 'annotation', of: 'node', id: 7 }],
    ['a match that is a list', { kind: 'annotation', of: 'match', nodes: ['1'] }],
    ['matches with numbers', { kind: 'annotation', of: 'selection', matches: [{ A: 1 }, null, 'x'] }],
  ])('name nothing where the body is %s', (_, body) => {
    expect(partsNamedIn({ ...stored(subjects[2]!), body: body as never })).toEqual({
      nodes: [],
      edges: [],
      matches: [],
    })
  })
})

describe('annotated rows', () => {
  const columns = ['B', 'A']
  const chain = motifOf('A -> B')
  const rowsOf = (documents: MossDocument[], isUndirected = false) =>
    annotatedRows(documents, columns, chain, isUndirected)
  const match = stored({ kind: 'match', hostId: 'h', motif: 'A -> B', nodes: { A: '1', B: '2' } })
  const node = stored({ kind: 'node', hostId: 'h', id: '3' })
  const edge = stored({ kind: 'edge', hostId: 'h', source: '4', target: '5' })

  it('have the notes of the match, whatever the order of columns, and of a selection it is in', () => {
    const selection = stored({ kind: 'selection', hostId: 'h', motif: '', matches: [{ A: '1', B: '2' }] })
    expect(rowsOf([match, selection]).notesOf(['2', '1'])).toEqual([match, selection])
    expect(rowsOf([match, selection]).notesOf(['1', '2'])).toEqual([])
  })

  it('have the notes of their nodes, in any column', () => {
    expect(rowsOf([node]).notesOf(['3', '9'])).toEqual([node])
    expect(rowsOf([node]).notesOf(['9', '3'])).toEqual([node])
  })

  it('have the notes of host edges in the direction of the motif, or in both', () => {
    expect(rowsOf([edge]).notesOf(['5', '4'])).toEqual([edge])
    expect(rowsOf([edge]).notesOf(['4', '5'])).toEqual([])
    expect(rowsOf([edge], true).notesOf(['4', '5'])).toEqual([edge])
  })

  it('are not those of a motif with other nodes', () => {
    const other = stored({ kind: 'match', hostId: 'h', motif: '', nodes: { A: '1', B: '2', C: '3' } })
    expect(rowsOf([other]).patterns).toEqual([])
  })

  it('are told apart by patterns: what they name together, in which columns', () => {
    expect(rowsOf([match, node, edge]).patterns).toEqual([
      { columns: ['B', 'A'], rows: [['2', '1']] },
      { columns: ['B'], rows: [['3']] },
      { columns: ['A'], rows: [['3']] },
      { columns: ['A', 'B'], rows: [['4', '5']] },
    ])
  })
})
