/** The keyboard on the drawing: arrows go to the next node or edge in that direction, with Shift they move a node; letters
 *  are what the toolbar's buttons do. */
import type { Place } from '../../../scripting/drawing-layout'
import { useDrawingStore } from '../../../state/use-drawing-store'
import type { Scene } from './drawing-scene'
import type { DrawingActions } from './use-drawing-actions'
import type { Selected } from './use-drawing-selection'

interface Stop extends Place {
  item: Selected
}

const arrows: Record<string, Place> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}
const moveStep = 13

const isSame = (one: Selected, other: Selected) => JSON.stringify(one) === JSON.stringify(other)

function stopsOf({ nodes, edges }: Scene): Stop[] {
  return [
    ...nodes.map(({ name, x, y }): Stop => ({ x, y, item: { kind: 'node', name } })),
    ...edges.map(({ id, middle }): Stop => ({ ...middle, item: { kind: 'edge', id } })),
  ]
}

/** The nearest stop in a direction: what lies straight ahead counts as nearer than what lies aside. */
function nextStop(stops: readonly Stop[], from: Stop, way: Place): Stop | null {
  let best: { stop: Stop; cost: number } | null = null
  for (const stop of stops) {
    const [dx, dy] = [stop.x - from.x, stop.y - from.y]
    const ahead = dx * way.x + dy * way.y
    const aside = Math.abs(dx * way.y - dy * way.x)
    if (ahead <= 1 || aside > 3 * ahead) continue
    const cost = ahead + 2 * aside
    if (!best || cost < best.cost) best = { stop, cost }
  }
  return best?.stop ?? null
}

/** Undo and redo by the usual keys; answers whether it was one. */
export function historyKey(event: KeyboardEvent, drawing: ReturnType<typeof useDrawingStore>): boolean {
  if ((!event.ctrlKey && !event.metaKey) || event.altKey) return false
  const key = event.key.toLowerCase()
  if (key === 'z' && !event.shiftKey) drawing.undo()
  else if (key === 'y' || (key === 'z' && event.shiftKey)) drawing.redo()
  else return false
  return true
}

/** `focus`: puts the keyboard's focus on an item once it is drawn. */
export function useDrawingKeys(scene: () => Scene, actions: DrawingActions, focus: (item: Selected) => void) {
  const drawing = useDrawingStore()

  function go(way: Place): void {
    const stops = stopsOf(scene())
    const { value } = actions.selected
    const from = value && stops.find(({ item }) => isSame(item, value))
    const next = from ? nextStop(stops, from, way) : (stops[0] ?? null)
    if (next) focus(next.item)
  }

  function shift(way: Place): void {
    const node = actions.selectedNode.value
    if (!node) return
    const [x, y] = [node.x + way.x * moveStep, node.y + way.y * moveStep]
    actions.move(node.name, { x, y })
  }

  function enter(): void {
    const { value: node } = actions.selectedNode
    if (actions.mode.value && node) actions.choose(node.name)
    else actions.showsConstraints.value = true
  }

  const letters: Record<string, () => void> = {
    n: () => focus({ kind: 'node', name: actions.addNode() }),
    e: () => {
      const { value: node } = actions.selectedNode
      if (actions.mode.value?.kind === 'edge' && node) actions.choose(node.name)
      else actions.beginEdge()
    },
    m: () => actions.beginMerge(),
    x: () => actions.forbid(),
    r: () => actions.reverse(),
    c: () => (actions.showsConstraints.value = true),
    Enter: enter,
    ' ': enter,
    F2: () => void actions.beginRename(),
    Delete: () => actions.removeSelected(),
    Backspace: () => actions.removeSelected(),
    Home: () => scene().nodes[0] && focus({ kind: 'node', name: scene().nodes[0]?.name ?? '' }),
    End: () => scene().nodes.at(-1) && focus({ kind: 'node', name: scene().nodes.at(-1)?.name ?? '' }),
  }

  return function press(event: KeyboardEvent): void {
    const way = arrows[event.key]
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
    let isMeant = true
    if (historyKey(event, drawing)) isMeant = true
    else if (!isPlain) isMeant = false
    else if (way && event.shiftKey) shift(way)
    else if (way) go(way)
    else if (event.key === 'Escape') isMeant = actions.cancel()
    else if (letters[event.key]) letters[event.key]?.()
    else isMeant = false
    if (!isMeant) return
    event.preventDefault()
    event.stopPropagation()
  }
}
