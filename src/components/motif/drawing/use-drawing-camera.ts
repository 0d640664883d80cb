/** What part of the drawing is in view, and how large. The camera stays while it shows everything; it moves when
 *  something would be out of sight, when the pane changes, and when the user moves it. */
import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import type { Place } from '../../../scripting/drawing-layout'
import type { Box } from './drawing-scene'

interface Camera extends Place {
  scale: number
}

/** Pixels at the top that buttons over the drawing take. */
const topInset = 34
const largestScale = 1.3
const smallestScale = 0.05
/** So much larger everything must be able to get before the camera comes nearer by itself. */
const worthComingNearer = 1.6

export function useDrawingCamera(element: Ref<SVGSVGElement | null>, box: () => Box, isBusy: () => boolean) {
  const size = shallowRef({ width: 0, height: 0 })
  const camera = ref<Camera>({ x: 0, y: 0, scale: 1 })
  let observer: ResizeObserver | null = null

  function fitting(): Camera {
    const { left, top, right, bottom } = box()
    const { width, height } = size.value
    const room = Math.max(height / 2, height - topInset)
    const wished = Math.min(largestScale, width / (right - left), room / (bottom - top))
    const scale = Math.max(smallestScale, wished || 1)
    return { x: (left + right) / 2, y: (top + bottom) / 2 - (height - room) / 2 / scale, scale }
  }

  function fit(): void {
    camera.value = fitting()
  }

  function showsAll(): boolean {
    const { left, top, right, bottom } = box()
    const { x, y, scale } = camera.value
    const [wide, high] = [size.value.width / scale / 2, size.value.height / scale / 2]
    // Labels and margins may be cut by a little before everything moves.
    const slack = 6
    return (
      left >= x - wide - slack &&
      right <= x + wide + slack &&
      top >= y - high - slack &&
      bottom <= y + high + slack
    )
  }

  watch(
    () => [box(), isBusy()] as const,
    () => {
      if (isBusy()) return
      if (!showsAll() || fitting().scale > camera.value.scale * worthComingNearer) fit()
    },
    { flush: 'post' },
  )
  watch(size, fit)

  onMounted(() => {
    if (!element.value) return
    observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry?.contentRect ?? { width: 0, height: 0 }
      if (width > 0 && (width !== size.value.width || height !== size.value.height))
        size.value = { width, height }
    })
    observer.observe(element.value)
  })
  onBeforeUnmount(() => observer?.disconnect())

  const viewBox = computed(() => {
    const { x, y, scale } = camera.value
    const [width, height] = [(size.value.width || 300) / scale, (size.value.height || 200) / scale]
    return `${x - width / 2} ${y - height / 2} ${width} ${height}`
  })

  /** A point of the window in the units of the drawing. */
  function toScene(client: Place): Place {
    const rect = element.value?.getBoundingClientRect()
    const { x, y, scale } = camera.value
    if (!rect) return { x: 0, y: 0 }
    return {
      x: x + (client.x - rect.left - rect.width / 2) / scale,
      y: y + (client.y - rect.top - rect.height / 2) / scale,
    }
  }

  /** A point of the drawing in pixels from its upper left corner. */
  function toPane(point: Place): Place {
    const { x, y, scale } = camera.value
    return {
      x: (point.x - x) * scale + size.value.width / 2,
      y: (point.y - y) * scale + size.value.height / 2,
    }
  }

  function pan(by: Place): void {
    const { x, y, scale } = camera.value
    camera.value = { x: x - by.x / scale, y: y - by.y / scale, scale }
  }

  /** Larger or smaller, with what is under the pointer staying there. */
  function zoom(client: Place, factor: number): void {
    const held = toScene(client)
    const scale = Math.min(4, Math.max(smallestScale, camera.value.scale * factor))
    const share = camera.value.scale / scale
    const { x, y } = camera.value
    camera.value = { x: held.x + (x - held.x) * share, y: held.y + (y - held.y) * share, scale }
  }

  return { viewBox, scale: computed(() => camera.value.scale), fit, toScene, toPane, pan, zoom }
}

export type DrawingCamera = ReturnType<typeof useDrawingCamera>
