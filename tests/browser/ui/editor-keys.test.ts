/** The keys that the list of shortcuts names for the editor are those that the editor listens to. */
import { keymap } from '@codemirror/view'
import type { EditorView } from '@codemirror/view'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEditor } from '../../../src/components/motif/editor/create-editor'
import { localKeys } from '../../../src/state/local-keys'

let view: EditorView

beforeAll(() => {
  view = createEditor({
    parent: document.body,
    text: 'A -> B',
    isReadOnly: false,
    contentAttributes: {},
    words: () => ({ nodes: [], edges: [], nodeAttributes: [], edgeAttributes: [] }) as never,
    onChange: () => undefined,
    onRun: () => undefined,
    onStep: () => undefined,
  })
})
afterAll(() => view.destroy())

const listed = localKeys
  .filter(({ where }) => where === 'In the editor')
  .flatMap(({ keys }) => keys.flatMap(({ bound = [], label }) => bound.map((key) => ({ key, label }))))

describe('the keys of the editor', () => {
  it('are listed', () => expect(listed.length).toBeGreaterThan(10))

  it.each(listed)('$key is listened to: $label', ({ key }) => {
    const bindings = view.state.facet(keymap).flat()
    const names = bindings.flatMap((binding) => [binding.key, binding.linux, binding.win])
    expect(names.map((name) => name?.toLowerCase())).toContain(key.toLowerCase())
  })
})
