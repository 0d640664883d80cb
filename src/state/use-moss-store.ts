/** The page of documents: the query and its answer, the tree of prefixes, and the document that is open. */
import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef, watch } from 'vue'
import { errorDataFrom } from '../model/errors'
import type { MossDocument } from '../model/document'
import type { PrefixLevel } from '../scripting/moss-types'
import { readOpenDocument } from './open-document'
import type { OpenDocument } from './open-document'
import { everything, queryOf, readMossTarget, writeMossTarget } from './moss-target'
import type { MossSearch } from './moss-target'
import { useMotifscope } from './motifscope'
import { useMossPlaceStore } from './use-moss-place-store'

/** What went wrong, as a sentence and what to do. */
export interface MossFailure {
  message: string
  hint?: string
}

export const failureFrom = (thrown: unknown): MossFailure => {
  const { message, hint } = errorDataFrom(thrown)
  return hint === undefined ? { message } : { message, hint }
}

export const useMossStore = defineStore('moss', () => {
  const place = useMossPlaceStore()
  const search = ref<MossSearch>({ ...everything })
  const documents = shallowRef<MossDocument[]>([])
  const cursor = ref<string>()
  const isListing = ref(false)
  const hasListed = ref(false)
  const listFailure = shallowRef<MossFailure | null>(null)
  /** Levels of the tree that were opened, by prefix. */
  const levels = shallowReactive(new Map<string, PrefixLevel>())
  const opened = shallowRef<OpenDocument | null>(null)
  const isOpening = ref(false)
  const openFailure = shallowRef<MossFailure | null>(null)
  let listTurn = 0
  let openTurn = 0

  const openId = computed(() => {
    const target = readMossTarget(place.target)
    return target.kind === 'document' ? target.id : null
  })

  async function list(keepShown = false): Promise<void> {
    const turn = ++listTurn
    isListing.value = true
    listFailure.value = null
    if (!keepShown) documents.value = []
    try {
      const page = await useMotifscope().moss.list(queryOf(search.value))
      if (turn !== listTurn) return
      documents.value = page.documents
      cursor.value = page.cursor
      hasListed.value = true
    } catch (thrown) {
      if (turn === listTurn) listFailure.value = failureFrom(thrown)
    } finally {
      if (turn === listTurn) isListing.value = false
    }
  }

  async function listMore(): Promise<void> {
    if (cursor.value === undefined || isListing.value) return
    const turn = listTurn
    isListing.value = true
    try {
      const page = await useMotifscope().moss.list({ ...queryOf(search.value), cursor: cursor.value })
      if (turn !== listTurn) return
      documents.value = [...documents.value, ...page.documents]
      cursor.value = page.cursor
    } catch (thrown) {
      if (turn === listTurn) listFailure.value = failureFrom(thrown)
    } finally {
      if (turn === listTurn) isListing.value = false
    }
  }

  /** Reads one level of the tree, or its next part. */
  async function loadLevel(prefix: string, more = false): Promise<void> {
    const known = more ? levels.get(prefix) : undefined
    try {
      const level = await useMotifscope().moss.prefixes(
        prefix,
        known?.cursor === undefined ? {} : { cursor: known.cursor },
      )
      levels.set(prefix, { ...level, children: [...(known?.children ?? []), ...level.children] })
    } catch (thrown) {
      listFailure.value = failureFrom(thrown)
    }
  }

  async function loadOpened(): Promise<void> {
    const turn = ++openTurn
    const id = openId.value
    openFailure.value = null
    if (id === null || opened.value?.document.id !== id) opened.value = null
    if (id === null) return
    isOpening.value = true
    try {
      const found = await readOpenDocument(useMotifscope().moss, id)
      if (turn === openTurn) opened.value = found
    } catch (thrown) {
      if (turn === openTurn) openFailure.value = failureFrom(thrown)
    } finally {
      if (turn === openTurn) isOpening.value = false
    }
  }

  /** After something was written, here or elsewhere. */
  async function refresh(): Promise<void> {
    const shown = [...levels.keys()]
    await Promise.all([list(true), loadOpened(), ...shown.map((prefix) => loadLevel(prefix))])
  }

  function find(wanted: Partial<MossSearch>): void {
    place.target = writeMossTarget({ ...everything, ...wanted })
  }
  function open(id: string): void {
    place.target = id
  }
  /** Back to what was found. */
  function close(): void {
    place.target = writeMossTarget(search.value)
  }

  watch(
    () => place.target,
    (text) => {
      const target = readMossTarget(text)
      if (target.kind === 'search') {
        const isNew = JSON.stringify(target.search) !== JSON.stringify(search.value)
        search.value = target.search
        if (isNew) void list()
      }
      void loadOpened()
    },
    { immediate: true },
  )

  return {
    search,
    documents,
    cursor,
    isListing,
    hasListed,
    listFailure,
    levels,
    openId,
    opened,
    isOpening,
    openFailure,
    list,
    listMore,
    loadLevel,
    refresh,
    find,
    open,
    close,
  }
})
