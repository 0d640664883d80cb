/** A layout from a file: what can be used of it, whatever else it says; and its way through a session file. */
import { describe, expect, it } from 'vitest'
import { emptyLayout, layoutFrom, layoutOf } from '../../../src/scripting/drawing-layout'
import { readSession, writeSession } from '../../../src/scripting/session-file'
import type { SessionFile } from '../../../src/scripting/session-file'

const layout = {
  places: { A: { x: 1, y: -2 }, B: { x: 0, y: 0.5 } },
  loose: [{ name: 'C', lines: ['C.x > 3'] }],
}

describe('the layout of a drawing', () => {
  it('goes through a session file and comes back the same', async () => {
    const options = {
      ignoreDirection: false,
      excludeAutomorphisms: false,
      induced: false,
      limit: null,
      countOnly: false,
    }
    const session: SessionFile = {
      savedAt: '2026-11-26T00:00:00.000Z',
      appVersion: '1',
      motif: 'A -> B',
      options,
      layout: { drawing: layout },
      documents: [],
    }
    expect((await readSession(writeSession(session))).layout.drawing).toEqual(layout)
  })

  it('leaves out what is no place and no name', () => {
    const wild = {
      places: {
        A: { x: 1, y: -2 },
        B: { x: '1', y: 0 },
        C: null,
        'no name': { x: 0, y: 0 },
        D: { x: Infinity, y: 0 },
      },
      loose: [{ name: '<b>', lines: [] }, { name: 'E', lines: [1, 'E.x = 2'] }, 7],
    }
    expect(layoutFrom(wild)).toEqual({
      places: { A: { x: 1, y: -2 } },
      loose: [{ name: 'E', lines: ['E.x = 2'] }],
    })
    for (const value of [null, 3, 'x', [], { places: [] }]) expect(layoutFrom(value)).toEqual(emptyLayout)
  })

  it('keeps for a file only what is drawn', () => {
    expect(layoutOf(layout, ['A']).places).toEqual({ A: { x: 1, y: -2 } })
  })
})
