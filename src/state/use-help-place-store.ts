/** Which page and section of the help is open: `cookbook`, or `cookbook/feed-forward-loop`. Part of the address. */
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { useAppearanceStore } from './use-appearance-store'

export const useHelpPlaceStore = defineStore('help-place', () => {
  const appearance = useAppearanceStore()
  const target = ref('')
  /** Counts up with each wish to go somewhere, so that the same place can be asked for twice. */
  const visits = ref(0)

  function open(place: string): void {
    target.value = place
    visits.value++
    appearance.view = 'help'
  }

  return { target, visits, open }
})
