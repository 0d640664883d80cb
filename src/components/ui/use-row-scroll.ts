/** Ties a scrolling element to a window of rows: which rows are on screen, where to draw them, and how to bring one
 *  into view. The arithmetic is in scaled-scroll.ts. */
import { computed, onBeforeUnmount, onMounted, ref, watch } from 'vue'
import type { ShallowRef } from 'vue'
import { followScroll, maxPhysicalHeight, physicalFromVirtual, scaleOf, windowOfRows } from './scaled-scroll'

const settleMs = 160

export function useRowScroll(
  box: Readonly<ShallowRef<HTMLElement | null>>,
  rowCount: () => number,
  rowHeight: number,
  headerHeight: number,
) {
  const viewportHeight = ref(0)
  const virtual = ref(0)
  const physical = ref(0)
  let settleTimer: ReturnType<typeof setTimeout> | undefined

  const contentHeight = computed(() => rowCount() * rowHeight)
  const scale = computed(() => scaleOf(contentHeight.value, viewportHeight.value))
  const height = computed(() => Math.min(contentHeight.value, maxPhysicalHeight))
  const visibleCount = computed(() => Math.floor(viewportHeight.value / rowHeight))
  const window = computed(() =>
    windowOfRows(
      { virtual: virtual.value, physical: physical.value },
      rowCount(),
      rowHeight,
      viewportHeight.value,
    ),
  )

  function setPhysical(position: number): void {
    physical.value = position
    if (box.value && Math.abs(box.value.scrollTop - position) >= 1) box.value.scrollTop = position
  }

  /** After short ways the scroll bar's handle lags behind; once the hand rests it is put where it belongs. */
  function settle(): void {
    setPhysical(Math.round(physicalFromVirtual(scale.value, virtual.value)))
  }

  function follow(): void {
    const position = box.value?.scrollTop ?? 0
    if (Math.abs(position - physical.value) < 1) return
    const before = { virtual: virtual.value, physical: physical.value }
    virtual.value = followScroll(scale.value, before, position, viewportHeight.value)
    physical.value = position
    clearTimeout(settleTimer)
    settleTimer = setTimeout(settle, settleMs)
  }

  /** Brings a row wholly into view, moving as little as possible. */
  function reveal(index: number): void {
    const top = index * rowHeight
    const lowest = top + rowHeight - viewportHeight.value
    const next = Math.max(0, Math.min(top, Math.max(virtual.value, lowest)))
    if (next === virtual.value) return
    virtual.value = next
    settle()
  }

  const observer = new ResizeObserver(() => {
    viewportHeight.value = Math.max(0, (box.value?.clientHeight ?? 0) - headerHeight)
  })
  onMounted(() => box.value && observer.observe(box.value))
  onBeforeUnmount(() => {
    observer.disconnect()
    clearTimeout(settleTimer)
  })
  watch(scale, ({ virtualEnd }) => {
    if (virtual.value > virtualEnd) virtual.value = virtualEnd
  })

  return { window, height, visibleCount, follow, reveal }
}
