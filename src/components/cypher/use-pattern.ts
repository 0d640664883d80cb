/** The pattern of the query that is written as a motif, where it is one, and what that asks for in words. */
import { computed } from 'vue'
import { explainMotif } from '../../dotmotif/explain'
import { useCypherStore } from '../../state/use-cypher-store'
import { useMotifStore } from '../../state/use-motif-store'

export function usePattern() {
  const cypher = useCypherStore()
  const motif = useMotifStore()
  /** As DotMotif, with what it asks for otherwise. */
  const found = computed(() => (cypher.asMotif && 'motif' in cypher.asMotif ? cypher.asMotif : null))
  const drawn = computed(() => (found.value ? motif.motifOf(found.value.motif) : null))
  const sentences = computed(() =>
    drawn.value ? explainMotif(drawn.value).map(({ sentence }) => sentence) : [],
  )
  return { found, drawn, sentences }
}
