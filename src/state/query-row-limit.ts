/** How many rows of a Cypher query are shown at most. An address has it under `rows` where it is not the standard, which
 *  other versions keep as a key they do not know; a reload keeps it. */
import { computed, ref, watch } from 'vue'
import { readSavedText, saveText } from './saved-text'

export const defaultRowLimit = 10_000
export const mostRows = 1_000_000
const rowsKey = 'rows'

const isRowLimit = (wanted: number) => Number.isInteger(wanted) && wanted >= 1 && wanted <= mostRows

/** The keys of an address but for this one. */
export const withoutRowLimit = (keys: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(keys).filter(([key]) => key !== rowsKey))

export function useRowLimit() {
  const limit = ref(defaultRowLimit)
  const address = computed<Record<string, string>>(() =>
    limit.value === defaultRowLimit ? {} : { [rowsKey]: String(limit.value) },
  )

  /** Answers whether it is a number of rows; if not, nothing changes. */
  function set(wanted: number): boolean {
    if (isRowLimit(wanted)) limit.value = wanted
    return isRowLimit(wanted)
  }

  /** What an address says. `isWhole`: where it says nothing, the standard is meant. */
  function adopt({ [rowsKey]: given }: Readonly<Record<string, string>>, isWhole: boolean): void {
    if (isWhole) limit.value = defaultRowLimit
    if (given !== undefined && /^\d+$/.test(given)) set(Number(given))
  }

  /** That of the last visit. */
  const restore = () => set(Number(readSavedText('row-limit')))
  watch(limit, (chosen) => saveText('row-limit', String(chosen)))

  return { limit, address, set, adopt, restore }
}
