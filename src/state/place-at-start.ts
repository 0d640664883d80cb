/** Where a page begins: at the place its link names, for the rest at that of the last visit. Pure. */
import type { DecodedUrl, UrlState } from './url-state'
import { withoutQueryKeys } from './use-cypher-store'
import { withoutViewKeys } from './use-result-view-store'

/** @param visit the place of the last visit; that it asked for a run says nothing now */
export function placeAtStart({ state: link, problems }: DecodedUrl, visit: UrlState): DecodedUrl {
  const saved = { ...visit }
  delete saved.run
  const isPlainVisit = link.motif === undefined && link.hosts.length === 0
  const wantsSavedHost = link.hosts.length === 0
  return {
    problems,
    state: {
      ...(isPlainVisit ? saved : {}),
      ...link,
      hosts: wantsSavedHost ? saved.hosts : link.hosts,
      unknown: {
        ...(wantsSavedHost ? withoutQueryKeys(withoutViewKeys(saved.unknown)) : {}),
        // What was looked at belongs to what was searched.
        ...(isPlainVisit ? saved.unknown : {}),
        ...link.unknown,
      },
    },
  }
}
