/** The layers of a host graph's images: the newest document about it that names some. */
import type { MossDocument } from '../model/document'
import { hostUri } from '../scripting/annotation'
import { draftOfLayers, layersFromBody } from '../scripting/neuroglancer'
import type { HostLayers } from '../scripting/neuroglancer'
import { useMotifscope } from './motifscope'

export interface StoredLayers {
  document: MossDocument
  layers: HostLayers
  isProtected: boolean
}

const mostLooked = 500

/** Null: nobody wrote any. */
export async function readHostLayers(hostId: string): Promise<StoredLayers | null> {
  const { moss } = useMotifscope()
  const { documents } = await moss.list({ prefix: hostUri(hostId), limit: mostLooked })
  const [newest] = documents
    .filter(({ uri, body }) => uri === hostUri(hostId) && layersFromBody(body) !== null)
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
  const layers = newest ? layersFromBody(newest.body) : null
  if (!newest || !layers) return null
  return { document: newest, layers, isProtected: !(await moss.standing(newest.id)).isOpen }
}

/** Corrects what there is, or writes it. `secret`: empty where the document is open.
 *  @throws MotifscopeError `invalid-layers`, and as `moss.supersede`. */
export async function saveHostLayers(
  hostId: string,
  layers: HostLayers,
  before: StoredLayers | null,
  secret: string,
): Promise<StoredLayers | null> {
  const { moss } = useMotifscope()
  const draft = draftOfLayers(hostId, layers)
  if (before) await moss.supersede(before.document.id, draft, before.isProtected ? { secret } : {})
  else await moss.put(draft)
  return readHostLayers(hostId)
}
