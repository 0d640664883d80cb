/** The width of an element in whole pixels, followed while it is on the page. */
import { onScopeDispose, ref, watch } from 'vue'
import type { Ref } from 'vue'

export function useWidth(element: Readonly<Ref<HTMLElement | null>>, most: number): Ref<number> {
  const width = ref(most)
  const observer = new ResizeObserver(([entry]) => {
    if (entry && entry.contentRect.width > 0)
      width.value = Math.min(most, Math.floor(entry.contentRect.width))
  })
  watch(
    element,
    (now, before) => {
      if (before) observer.unobserve(before)
      if (now) observer.observe(now)
    },
    { immediate: true },
  )
  onScopeDispose(() => observer.disconnect())
  return width
}
