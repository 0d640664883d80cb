/** What is drawn of the motif: every node at its place, new ones given theirs, a dragged one where the pointer is. */
import { computed, watch } from 'vue'
import type { Ref } from 'vue'
import type { Motif } from '../../../model/motif'
import type { Place } from '../../../scripting/drawing-layout'
import { slotsOfNodes } from '../../../state/motif-colours'
import { useDrawingStore } from '../../../state/use-drawing-store'
import { sceneOf } from './drawing-scene'
import { keepPlaces } from './keep-places'

interface Drawn {
  motif: Motif | null
  slots: ReadonlyMap<string, number>
  tints: ReadonlyMap<string, number>
}

const noMotif: Motif = {
  nodes: [],
  edges: [],
  nodeConstraints: [],
  edgeConstraints: [],
  dynamicNodeConstraints: [],
  dynamicEdgeConstraints: [],
  automorphisms: [],
  namedEdges: [],
}

export function useMotifScene(drawn: Drawn, dragged: Ref<{ name: string; place: Place } | null>) {
  const drawing = useDrawingStore()
  const looseNames = computed(() => drawing.loose.map(({ name }) => name))
  const isUnplaced = computed(() =>
    [...(drawn.motif?.nodes ?? []), ...looseNames.value].some((name) => !drawing.layout.places[name]),
  )

  // Every node finds its place before it is drawn.
  watch(
    () => [drawn.motif, looseNames.value, isUnplaced.value] as const,
    ([motif, loose], before) => {
      const shown = [...(before?.[0]?.nodes ?? []), ...(before?.[1] ?? [])]
      drawing.arrange(keepPlaces(motif ?? noMotif, loose, shown, drawing.layout.places))
    },
    { immediate: true },
  )

  return computed(() => {
    const { places, loose } = drawing.layout
    const moved = dragged.value
    return sceneOf({
      motif: drawn.motif ?? noMotif,
      loose,
      places: moved ? { ...places, [moved.name]: moved.place } : places,
      slots: slotsOfNodes([...new Set([...drawn.slots.keys(), ...looseNames.value])]),
      tints: drawn.tints,
    })
  })
}
