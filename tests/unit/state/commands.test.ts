import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { effectScope, ref } from 'vue'
import { commandGroups, isEnabled, useCommands, useCommandsStore } from '../../../src/state/commands'
import type { Command } from '../../../src/state/commands'
import {
  partCommands,
  viewCommands,
  appearanceCommands,
  helpCommands,
} from '../../../src/state/commands-of-places'
import { findCommands } from '../../../src/state/find-commands'
import { fuzzyMatch, markedPieces } from '../../../src/state/fuzzy-match'

beforeEach(() => setActivePinia(createPinia()))

const command = (id: string, more: Partial<Command> = {}): Command => ({
  id,
  label: id,
  group: 'Search',
  run: () => undefined,
  ...more,
})

describe('the registry of commands', () => {
  it('follows the data of whoever registered, and forgets them when their scope ends', () => {
    const store = useCommandsStore()
    const why = ref<string | null>('No search is running.')
    const scope = effectScope()
    scope.run(() => useCommands(() => [command('cancel', { why: why.value })]))
    expect(store.commands.map(isEnabled)).toEqual([false])
    why.value = null
    expect(store.commands.map(isEnabled)).toEqual([true])
    scope.stop()
    expect(store.commands).toEqual([])
  })

  it('lists by group, and of two with one id the later', () => {
    const store = useCommandsStore()
    store.add(() => [command('help', { group: 'Help' }), command('run')])
    const remove = store.add(() => [command('run', { label: 'Run another' })])
    expect(store.commands.map(({ label }) => label)).toEqual(['Run another', 'help'])
    remove()
    expect(store.commands.map(({ label }) => label)).toEqual(['run', 'help'])
  })

  it('runs by id what can be run', () => {
    const store = useCommandsStore()
    const ran: string[] = []
    store.add(() => [
      command('a', { run: () => ran.push('a') }),
      command('b', { run: () => ran.push('b'), why: 'not now' }),
    ])
    expect([store.run('a'), store.run('b'), store.run('c')]).toEqual([true, false, false])
    expect(ran).toEqual(['a'])
  })
})

describe('the commands of the page', () => {
  const all = () => [
    ...viewCommands(),
    ...partCommands(() => undefined),
    ...appearanceCommands(),
    ...helpCommands([]),
  ]

  it('have ids and shortcuts of their own; no sequence begins with a whole shortcut', () => {
    const ids = all().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const shortcuts = all().flatMap(({ shortcut }) => shortcut ?? [])
    expect(new Set(shortcuts).size).toBe(shortcuts.length)
    for (const shortcut of shortcuts)
      expect(shortcuts.filter((other) => other.startsWith(`${shortcut} `))).toEqual([])
  })

  it('leave to the browser what is the browser’s', () => {
    const taken =
      /^Mod\+(?:Shift\+)?[tnwqrlpfshjuo0-9+-]$|^Alt\+(?:Arrow|F4|d$|Home)|^F(?:3|5|6|7|10|11|12)$/i
    expect(all().filter(({ shortcut }) => shortcut && taken.test(shortcut))).toEqual([])
  })

  it('say where one is already', () => {
    const [studio] = viewCommands()
    expect(studio).toMatchObject({ id: 'view.studio', why: 'You are here.' })
  })
})

describe('finding a command', () => {
  const labels = (query: string, commands: Command[]) =>
    findCommands(commands, query).flatMap(({ found }) => found.map(({ command: { label } }) => label))
  const some = [
    command('1', { label: 'Run the search' }),
    command('2', { label: 'Dark theme', group: 'Appearance', keywords: 'colours mode' }),
    command('3', { label: 'Ignore direction', group: 'Options' }),
    command('4', { label: 'Show all shortcuts', group: 'Help' }),
  ]

  it('shows all without a query, in groups as they stand', () => {
    expect(findCommands(some, ' ').map(({ group }) => group)).toEqual([
      'Search',
      'Appearance',
      'Options',
      'Help',
    ])
  })

  it.each([
    ['dark', ['Dark theme']],
    ['them dark', ['Dark theme']],
    ['rts', ['Run the search']],
    ['colours', ['Dark theme']],
    ['direction', ['Ignore direction']],
    ['zebra', []],
  ])('%s', (query, expected) => {
    expect(labels(query, some)).toEqual(expected)
  })

  it('puts what begins with the word before what only contains it', () => {
    const two = [command('a', { label: 'Unrun' }), command('b', { label: 'Run' })]
    expect(labels('run', two)).toEqual(['Run', 'Unrun'])
  })

  it('knows every group that it is given an order for', () => {
    expect(new Set(commandGroups).size).toBe(commandGroups.length)
  })

  it('marks the letters that were typed, and loses none', () => {
    const match = fuzzyMatch('dth', 'Dark theme')
    const pieces = markedPieces('Dark theme', match?.letters ?? [])
    expect(pieces.map(({ text }) => text).join('')).toBe('Dark theme')
    expect(pieces.filter(({ isMatched }) => isMatched).map(({ text }) => text)).toEqual(['D', 'th'])
  })
})
