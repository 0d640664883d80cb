/** The registry of everything the page can do: whoever offers an action tells it here; the command palette, the
 *  shortcuts and the list of keys are drawn from it, so that they cannot disagree. */
import { defineStore } from 'pinia'
import {
  computed,
  getCurrentInstance,
  onActivated,
  onDeactivated,
  onScopeDispose,
  shallowReactive,
} from 'vue'

/** In this order they stand in the palette. */
export const commandGroups = [
  'Search',
  'Go to',
  'Host graph',
  'Motif',
  'Drawing',
  'Editor',
  'Results',
  'Jobs',
  'Export',
  'Share',
  'Options',
  'Appearance',
  'Examples',
  'Help',
] as const
export type CommandGroup = (typeof commandGroups)[number]

export interface Command {
  /** Stable and unique, as `view.jobs` or `host.open:<id>`; of two with one id the later registered counts. */
  id: string
  label: string
  group: CommandGroup
  /** `Mod+Enter` (Mod: ⌘ on a Mac, Ctrl elsewhere), `Shift+Alt+F`, a single key `?`, or two in turn: `g j`. */
  shortcut?: string
  /** Where its keys work, as `in the editor`: there somebody else listens for them. Without it, everywhere. */
  where?: string
  /** A few quiet words beside the label. */
  detail?: string
  /** Other words under which it may be looked for. */
  keywords?: string
  run: () => unknown
  /** By default a command can be run unless `why` says why not. */
  isEnabled?: boolean
  /** Why it cannot be run at present: a short sentence. */
  why?: string | null | undefined
}

export const isEnabled = (command: Command): boolean => command.isEnabled ?? !command.why

export const useCommandsStore = defineStore('commands', () => {
  const sources = shallowReactive(new Map<symbol, () => readonly Command[]>())

  /** All of them, in the order of their groups; within a group as they were registered. */
  const commands = computed(() => {
    const known = new Map<string, Command>()
    for (const source of sources.values()) for (const command of source()) known.set(command.id, command)
    const rank = ({ group }: Command) => commandGroups.indexOf(group)
    return [...known.values()].sort((left, right) => rank(left) - rank(right))
  })

  /** Registers a source of commands; returns what takes it away again. Reactive: it is asked anew as its data change. */
  function add(source: () => readonly Command[]): () => void {
    const key = Symbol('commands')
    sources.set(key, source)
    return () => void sources.delete(key)
  }

  const find = (id: string): Command | undefined => commands.value.find((command) => command.id === id)

  /** Runs a command by its id; answers whether it could. */
  function run(id: string): boolean {
    const command = find(id)
    if (!command || !isEnabled(command)) return false
    void command.run()
    return true
  }

  return { commands, add, find, run }
})

/** Offers commands while the component (or store, or effect scope) that calls this lives. A component that is kept
 *  alive out of sight offers none; pass `whileKept` where they work from any view. */
export function useCommands(source: () => readonly Command[], { whileKept = false } = {}): void {
  const store = useCommandsStore()
  let remove = store.add(source)
  onScopeDispose(() => remove())
  if (whileKept || !getCurrentInstance()) return
  onDeactivated(() => remove())
  onActivated(() => {
    remove()
    remove = store.add(source)
  })
}
