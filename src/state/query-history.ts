/** The queries that were run, the newest first; they outlive a reload and stay in this browser. */
import { shallowRef } from 'vue'
import { readSavedText, saveText } from './saved-text'
import { withQuestion } from './sql-console'

/** Longer texts are programs, and would crowd out the rest of what is kept. */
const longestKept = 10_000

function queriesFrom(saved: string | null): string[] {
  try {
    const kept: unknown = JSON.parse(saved ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}

export function useQueryHistory() {
  const queries = shallowRef<readonly string[]>(queriesFrom(readSavedText('queries')))

  function remember(query: string): void {
    const text = query.trim()
    if (text === '' || text.length > longestKept) return
    queries.value = withQuestion(queries.value, text)
    saveText('queries', JSON.stringify(queries.value))
  }

  function forget(): void {
    queries.value = []
    saveText('queries', '[]')
  }

  return { queries, remember, forget }
}
