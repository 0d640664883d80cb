/** The guided tour: where it stands, and whether this browser has seen it. */
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { readSavedText, saveText } from './saved-text'

export const useTourStore = defineStore('tour', () => {
  const isSeen = ref(readSavedText('tour') === 'seen')
  /** Somebody who has been here before is not invited. */
  const isFirstVisit = readSavedText('place') === null
  const isInvited = computed(() => isFirstVisit && !isSeen.value && step.value === null)
  /** Null: the tour is not under way. */
  const step = ref<number | null>(null)

  function start(): void {
    step.value = 0
  }

  function goTo(next: number): void {
    step.value = Math.max(0, next)
  }

  /** Ended, skipped or declined: it is not offered again, and can be taken again from Help. */
  function end(): void {
    step.value = null
    isSeen.value = true
    saveText('tour', 'seen')
  }

  return { isSeen, isInvited, step, start, goTo, end }
})
