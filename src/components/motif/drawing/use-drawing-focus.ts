/** The keyboard's focus within the drawing: it follows what is selected, and stays in the drawing when that is gone. */
import { nextTick, watch } from 'vue'
import type { Ref } from 'vue'
import type { Selected } from './use-drawing-selection'

/** Answers what selects an item and puts the focus on it once it is drawn. */
export function useDrawingFocus(svg: Ref<SVGSVGElement | null>, selected: Ref<Selected | null>) {
  function elementOf(item: Selected): SVGElement | null {
    const all = [...(svg.value?.querySelectorAll<SVGElement>('[data-node], [data-edge]') ?? [])]
    const isMeant = ({ dataset }: SVGElement) =>
      item.kind === 'node' ? dataset.node === item.name : dataset.edge === item.id
    return all.find(isMeant) ?? null
  }

  watch(selected, async (item) => {
    if (!svg.value?.contains(document.activeElement)) return
    await nextTick()
    if (!item) svg.value.focus()
    else if (elementOf(item) !== document.activeElement) elementOf(item)?.focus()
  })

  return async (item: Selected): Promise<void> => {
    selected.value = item
    await nextTick()
    elementOf(item)?.focus()
  }
}
