/** The one node or edge of the drawing that is selected. */
import { computed, shallowRef, watch } from 'vue'
import type { Scene, SceneEdge, SceneNode } from './drawing-scene'

export type Selected = { kind: 'node'; name: string } | { kind: 'edge'; id: string }

export function useDrawingSelection(scene: () => Scene) {
  const selected = shallowRef<Selected | null>(null)
  const selectedNode = computed<SceneNode | null>(() => {
    const { value } = selected
    return (value?.kind === 'node' && scene().nodes.find(({ name }) => name === value.name)) || null
  })
  const selectedEdge = computed<SceneEdge | null>(() => {
    const { value } = selected
    return (value?.kind === 'edge' && scene().edges.find(({ id }) => id === value.id)) || null
  })

  // What is gone cannot stay selected.
  watch(
    () => selected.value !== null && selectedNode.value === null && selectedEdge.value === null,
    (isGone) => {
      if (isGone) selected.value = null
    },
  )

  return { selected, selectedNode, selectedEdge }
}
