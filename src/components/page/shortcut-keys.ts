/** Listens for the shortcuts of the registered commands. What the element under the focus has taken is left to it; a key
 *  without Ctrl, ⌘ or Alt is never taken while somebody is typing, and not at all where such keys are switched off. */
import { onMounted, onScopeDispose } from 'vue'
import { isEnabled, useCommandsStore } from '../../state/commands'
import type { Command } from '../../state/commands'
import { chordsOf, isCharacterKey, isPressed } from '../../state/shortcuts'
import { isMac, usePaletteStore } from '../../state/use-palette-store'

/** Two keys in turn belong together within this time. */
const sequenceMs = 1_500
const typingPlaces =
  'input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=range], [type=file]), textarea, ' +
  'select, [contenteditable]:not([contenteditable=false]), [role=textbox], [role=combobox], [role=listbox], [role=menu]'

const isTyping = (event: KeyboardEvent): boolean =>
  event.isComposing || (event.target instanceof Element && event.target.closest(typingPlaces) !== null)

const isDialogOpen = () => document.querySelector('dialog:modal, [role=dialog][aria-modal=true]') !== null

/** Whether the shortcut ends with this press. `earlier`: the press before, if it came just now. */
function isMeant(shortcut: string, press: KeyboardEvent, earlier: KeyboardEvent | null): boolean {
  const chords = chordsOf(shortcut)
  if (!isPressed(chords.at(-1) ?? '', press, isMac)) return false
  if (chords.length === 1) return true
  return chords.length === 2 && earlier !== null && isPressed(chords[0] ?? '', earlier, isMac)
}

/** For the life of the component that calls it. */
export function useShortcutKeys(): void {
  const commands = useCommandsStore()
  const palette = usePaletteStore()
  let earlier: KeyboardEvent | null = null

  function find(event: KeyboardEvent, before: KeyboardEvent | null): Command | undefined {
    const mayTakeCharacters = palette.hasCharacterKeys && !isTyping(event)
    return commands.commands.find(
      ({ shortcut, where }) =>
        shortcut !== undefined &&
        where === undefined &&
        (mayTakeCharacters || !isCharacterKey(shortcut)) &&
        isMeant(shortcut, event, before),
    )
  }

  function listen(event: KeyboardEvent): void {
    if (['Control', 'Meta', 'Alt', 'Shift'].includes(event.key)) return
    const before = earlier && event.timeStamp - earlier.timeStamp < sequenceMs ? earlier : null
    earlier = null
    if (event.defaultPrevented || event.repeat || isDialogOpen()) return
    const command = find(event, before)
    if (!command) {
      if (!isTyping(event)) earlier = event
      return
    }
    event.preventDefault()
    if (isEnabled(command)) void command.run()
  }

  onMounted(() => addEventListener('keydown', listen))
  onScopeDispose(() => removeEventListener('keydown', listen))
}
