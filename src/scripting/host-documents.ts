/** What documents say of a host graph as a whole: the newest one that says it counts. */
import type { JsonValue, MossDocument } from '../model/document'
import { hostUri } from './annotation'
import type { MossApi } from './moss-types'

export interface HostDocument<Content> {
  document: MossDocument
  content: Content
  isProtected: boolean
}

const mostLooked = 500

/** `read`: the content of a body; null where it has none. Null: nobody wrote any. */
export async function newestOfHost<Content>(
  moss: Pick<MossApi, 'list' | 'standing'>,
  hostId: string,
  read: (body: JsonValue) => Content | null,
): Promise<HostDocument<Content> | null> {
  const { documents } = await moss.list({ prefix: hostUri(hostId), limit: mostLooked })
  const [newest] = documents
    .filter(({ uri }) => uri === hostUri(hostId))
    .flatMap((document) => {
      const content = read(document.body)
      return content === null ? [] : [{ document, content }]
    })
    .toSorted((a, b) => b.document.createdAt.localeCompare(a.document.createdAt))
  if (!newest) return null
  return { ...newest, isProtected: !(await moss.standing(newest.document.id)).isOpen }
}
