/** Mouse, pen and touch on the drawing: moving a node, drawing an edge from a node's rim (or from anywhere on it while
 *  edges are drawn), dropping a node on another to merge them, moving the view. */
import { computed, shallowRef } from 'vue'
import type { Place } from '../../../scripting/drawing-layout'
import { isWithin } from './drawing-shapes'
import type { Scene } from './drawing-scene'
import type { DrawingActions } from './use-drawing-actions'
import type { DrawingCamera } from './use-drawing-camera'

export type Drag =
  | { kind: 'node'; name: string; grip: Place; at: Place; over: string | null }
  | { kind: 'edge'; from: string; at: Place; over: string | null }
  | { kind: 'view'; last: Place }

/** A press that goes no farther is no drag, in pixels. */
const smallestDrag = 5

const clientOf = ({ clientX, clientY }: MouseEvent): Place => ({ x: clientX, y: clientY })

export function useDrawingPointer(
  scene: () => Scene,
  camera: DrawingCamera,
  actions: DrawingActions,
  isReadOnly: () => boolean,
) {
  const drag = shallowRef<Drag | null>(null)
  const hasMoved = shallowRef(false)
  let begin: Place = { x: 0, y: 0 }

  const nodeAt = (point: Place, but?: string) =>
    scene().nodes.find((node) => node.name !== but && isWithin(node, point, 4))?.name ?? null

  function down(event: PointerEvent): void {
    if (event.button !== 0 || !(event.target instanceof Element)) return
    const svg = event.currentTarget as SVGSVGElement
    const point = camera.toScene(clientOf(event))
    begin = clientOf(event)
    hasMoved.value = false
    const name = event.target.closest<SVGElement>('[data-node]')?.dataset.node
    const node = scene().nodes.find((each) => each.name === name)
    if (!node || isReadOnly()) {
      if (!event.target.closest('[data-edge]')) drag.value = { kind: 'view', last: begin }
    } else if (event.target.closest('[data-rim]') || actions.mode.value?.kind === 'edge')
      drag.value = { kind: 'edge', from: node.name, at: point, over: null }
    else {
      const grip = { x: point.x - node.x, y: point.y - node.y }
      drag.value = { kind: 'node', name: node.name, grip, at: { x: node.x, y: node.y }, over: null }
    }
    if (drag.value) svg.setPointerCapture(event.pointerId)
  }

  function move(event: PointerEvent): void {
    const { value } = drag
    if (!value) return
    const client = clientOf(event)
    if (Math.hypot(client.x - begin.x, client.y - begin.y) > smallestDrag) hasMoved.value = true
    if (!hasMoved.value) return
    const point = camera.toScene(client)
    if (value.kind === 'view') {
      camera.pan({ x: client.x - value.last.x, y: client.y - value.last.y })
      drag.value = { kind: 'view', last: client }
    } else if (value.kind === 'edge') drag.value = { ...value, at: point, over: nodeAt(point) }
    else {
      const at = { x: point.x - value.grip.x, y: point.y - value.grip.y }
      drag.value = { ...value, at, over: nodeAt(point, value.name) }
    }
  }

  function pressed(value: Drag): void {
    if (value.kind === 'view') return
    const name = value.kind === 'edge' ? value.from : value.name
    if (actions.mode.value) actions.choose(name)
  }

  function up(): void {
    const { value } = drag
    drag.value = null
    if (!value) return
    if (!hasMoved.value) return pressed(value)
    if (value.kind === 'edge') {
      if (value.over !== null) actions.join(value.from, value.over)
      else actions.joinNew(value.from, value.at)
    } else if (value.kind === 'node') {
      if (value.over === null) actions.move(value.name, value.at)
      else actions.merging.value = { kept: value.over, gone: value.name }
    }
  }

  function cancel(): void {
    drag.value = null
  }

  function doublePress(event: MouseEvent): void {
    if (isReadOnly()) return
    // A captured pointer tells of the drawing, not of what is under it.
    const target = document.elementFromPoint(event.clientX, event.clientY)
    const name = target?.closest<SVGElement>('[data-node]')?.dataset.node
    if (name !== undefined) {
      actions.selected.value = { kind: 'node', name }
      void actions.beginRename()
    } else if (target?.closest('[data-edge]')) actions.showsConstraints.value = true
    else actions.addNode(camera.toScene(clientOf(event)))
  }

  function wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    camera.zoom(clientOf(event), Math.exp(-event.deltaY / 300))
  }

  /** What is under way, once it is more than a press. */
  const shown = computed(() => (hasMoved.value ? drag.value : null))
  return { drag: shown, down, move, up, cancel, doublePress, wheel }
}
