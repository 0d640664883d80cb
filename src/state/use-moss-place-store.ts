/** Where the page of documents stands, as the text behind `moss:` in a link. Apart from the documents themselves, so that
 *  the address bar needs nothing of them. */
import { defineStore } from 'pinia'
import { ref } from 'vue'

export const useMossPlaceStore = defineStore('mossPlace', () => {
  /** See `moss-target`; empty: all documents. */
  const target = ref('')
  return { target }
})
