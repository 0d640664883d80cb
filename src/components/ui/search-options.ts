/** Which of a combobox's options fit what was typed: pure. Every typed word must occur in the label or the detail;
 *  labels that begin with the text come first. */

export interface ComboboxOption {
  value: string
  label: string
  /** A second, quiet line or size; searched as well. */
  detail?: string
  /** A heading, written above the first option that bears it. */
  group?: string
  disabled?: boolean
}

/** More than a person reads; a list of every node's id would hold up the page. */
export const maxOptionsShown = 200

/** The options that fit, in their own order but those that begin with `typed` first; and how many more there are than
 *  are shown. */
export function searchOptions(
  options: readonly ComboboxOption[],
  typed: string,
): { shown: ComboboxOption[]; moreCount: number } {
  const text = typed.trim().toLocaleLowerCase()
  const words = text.split(/\s+/).filter((word) => word !== '')
  const fits = options.filter(({ label, detail = '' }) => {
    const searched = `${label} ${detail}`.toLocaleLowerCase()
    return words.every((word) => searched.includes(word))
  })
  const begins = ({ label }: ComboboxOption) => label.toLocaleLowerCase().startsWith(text)
  const isGrouped = options.some(({ group }) => group !== undefined)
  const sorted =
    text === '' || isGrouped ? fits : [...fits.filter(begins), ...fits.filter((option) => !begins(option))]
  return {
    shown: sorted.slice(0, maxOptionsShown),
    moreCount: Math.max(0, sorted.length - maxOptionsShown),
  }
}
