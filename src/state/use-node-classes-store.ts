/** What the classes of nodes of the open host graph have to do with each other: connections, reciprocity, coloured
 *  triads; and its rich club. */
import { defineStore } from 'pinia'
import { computed, reactive, ref, watch } from 'vue'
import type { ClassMatrix, ColouredTriads, RichClubAnswer } from '../scripting/participation-types'
import { useLongCount } from './long-count'
import { useMotifscope } from './motifscope'
import { useHostsStore } from './use-hosts-store'

/** Attributes that usually tell classes apart, the likeliest first. */
const usualNames = [
  'celltype',
  'cell_type',
  'class',
  'super_class',
  'type',
  'region',
  'layer',
  'group',
  'role',
]

export const useNodeClassesStore = defineStore('node-classes', () => {
  const hosts = useHostsStore()
  const attribute = ref('')
  const matrix = useLongCount<ClassMatrix>()
  const colours = useLongCount<ColouredTriads>()
  const club = useLongCount<RichClubAnswer>()
  const clubForm = reactive({
    samples: 100,
    seed: 1,
    model: 'degrees' as 'degrees' | 'degrees-mutual',
    ignoreDirection: false,
  })
  const attributes = computed(() => Object.keys(hosts.current?.nodeAttributes ?? {}))

  watch(
    () => hosts.currentId,
    () => {
      for (const count of [matrix, colours, club]) count.clear()
      if (attributes.value.includes(attribute.value)) return
      const usual = usualNames.find((name) => attributes.value.includes(name))
      attribute.value = usual ?? attributes.value[0] ?? ''
    },
    { immediate: true },
  )
  watch(attribute, () => {
    matrix.clear()
    colours.clear()
  })
  watch(clubForm, club.clear)

  const withHost = async (work: (id: string) => Promise<void>) => {
    if (hosts.currentId !== null) await work(hosts.currentId)
  }
  const countMatrix = () =>
    withHost((id) => matrix.run((options) => useMotifscope().classMatrix(id, attribute.value, options)))
  const countColours = () =>
    withHost((id) => colours.run((options) => useMotifscope().colouredCensus(id, attribute.value, options)))
  const countClub = () =>
    withHost((id) => club.run((options) => useMotifscope().richClub(id, { ...clubForm, ...options })))

  return {
    ...{ attribute, attributes, clubForm, countMatrix, countColours, countClub },
    ...{ matrix: matrix.answer, matrixFailure: matrix.failure, isMatrixRunning: matrix.isRunning },
    ...{ colours: colours.answer, coloursFailure: colours.failure, areColoursRunning: colours.isRunning },
    ...{ club: club.answer, clubFailure: club.failure, clubProgress: club.progress },
    ...{ stopMatrix: matrix.stop, stopColours: colours.stop, stopClub: club.stop },
  }
})
