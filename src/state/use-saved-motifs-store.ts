/** The motifs that the user keeps in Moss, newest first. */
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { motifOfUri, textOfNote } from '../scripting/annotation'
import { useMotifscope } from './motifscope'

export interface SavedMotif {
  id: string
  label: string
  text: string
}

const mostShown = 60
const longestLabel = 40

export const useSavedMotifsStore = defineStore('savedMotifs', () => {
  const motifs = shallowRef<readonly SavedMotif[]>([])
  const failure = ref<string | null>(null)

  async function load(): Promise<void> {
    try {
      const { documents } = await useMotifscope().moss.list({ prefix: 'motif://', limit: mostShown })
      motifs.value = documents
        .toSorted((left, right) => (left.createdAt < right.createdAt ? 1 : -1))
        .flatMap((document) => {
          const text = motifOfUri(document.uri)
          const [line = ''] = textOfNote(document).trim().split('\n')
          const label = line === '' ? 'without a note' : line.slice(0, longestLabel)
          return text === undefined ? [] : [{ id: document.id, label, text }]
        })
      failure.value = null
    } catch (thrown) {
      failure.value = thrown instanceof Error ? thrown.message : String(thrown)
    }
  }

  return { motifs, failure, load }
})
