import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ariaShortcut,
  chordsOf,
  isCharacterKey,
  isPressed,
  shortcutWords,
} from '../../../src/state/shortcuts'
import type { KeyPress } from '../../../src/state/shortcuts'

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

describe('a shortcut', () => {
  it('means Ctrl where it says Mod, and ⌘ on a Mac', () => {
    expect(isPressed('Mod+K', press('k', { ctrlKey: true }), false)).toBe(true)
    expect(isPressed('Mod+K', press('k', { metaKey: true }), false)).toBe(false)
    expect(isPressed('Mod+K', press('k', { metaKey: true }), true)).toBe(true)
    expect(isPressed('Mod+K', press('k', { ctrlKey: true }), true)).toBe(false)
  })

  it('wants exactly its modifiers', () => {
    expect(isPressed('Mod+Enter', press('Enter', { ctrlKey: true }), false)).toBe(true)
    expect(isPressed('Mod+Enter', press('Enter', { ctrlKey: true, shiftKey: true }), false)).toBe(false)
    expect(isPressed('Mod+Enter', press('Enter'), false)).toBe(false)
    expect(isPressed('j', press('J', { shiftKey: true }), false)).toBe(false)
  })

  it('of a sign does not care how the keyboard makes it', () => {
    expect(isPressed('?', press('?', { shiftKey: true }), false)).toBe(true)
    expect(isPressed('?', press('?'), false)).toBe(true)
    expect(isPressed('?', press('?', { ctrlKey: true }), false)).toBe(false)
  })

  it.each([
    ['?', true],
    ['g j', true],
    ['Shift+N', true],
    ['Mod+K', false],
    ['Alt+F', false],
    ['F1', false],
    ['Escape', false],
  ])('%s is a character key: %s', (shortcut, isOne) => {
    expect(isCharacterKey(shortcut)).toBe(isOne)
  })

  it('is written as people of each system read it', () => {
    expect(shortcutWords('Mod+Shift+K', false)).toBe('Ctrl+Shift+K')
    expect(shortcutWords('Mod+Shift+K', true)).toBe('⌘ ⇧ K')
    expect(shortcutWords('g j', false)).toBe('G then J')
    expect(ariaShortcut('Mod+K', false)).toBe('Control+K')
    expect(ariaShortcut('Mod+K', true)).toBe('Meta+K')
    expect(ariaShortcut('g j', true)).toBeUndefined()
  })

  it('is told apart from every other: no press is two of the same length', () => {
    const keys = fc.constantFrom('k', 'j', 'Enter', '?', '/', 'F1')
    const held = fc.subarray(['Mod', 'Alt', 'Shift'])
    const chord = fc.tuple(held, keys).map(([modifiers, key]) => [...modifiers, key].join('+'))
    const isSign = (text: string) => /[?/]$/.test(text)
    const withoutShift = (text: string) => (isSign(text) ? text.replace('Shift+', '') : text)
    fc.assert(
      fc.property(chord, chord, fc.boolean(), (one, other, isMac) => {
        const [modifiers, key] = [one.split('+').slice(0, -1), one.split('+').at(-1) ?? '']
        const made = press(key, {
          ctrlKey: !isMac && modifiers.includes('Mod'),
          metaKey: isMac && modifiers.includes('Mod'),
          altKey: modifiers.includes('Alt'),
          shiftKey: modifiers.includes('Shift'),
        })
        expect(isPressed(one, made, isMac)).toBe(true)
        expect(isPressed(other, made, isMac)).toBe(withoutShift(one) === withoutShift(other))
        expect(chordsOf(one)).toEqual([one])
      }),
    )
  })
})
