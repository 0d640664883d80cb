/** `motifscope.links` as types: from host nodes to where others show them, and back. No function here opens or fetches
 *  anything. */
import type { DeepLink, LinkedNode, LinkTemplate } from './deep-links'
import type { LayerSegments } from './segments'

export type { DeepLink, LayerSegments, LinkedNode, LinkTemplate }

/** Host nodes to be shown in one colour, such as those of one motif node. */
export interface ShownNodes {
  /** `#rrggbb`. */
  colour?: string
  ids: readonly string[]
}

export interface SegmentNodes {
  /** Host nodes, each once. */
  ids: string[]
  /** Segments that no host node has. */
  unknownCount: number
}

export interface LinksApi {
  /** The templates kept for a host graph, as a document about it; empty: none. */
  templates(hostId: string): Promise<LinkTemplate[]>
  /** Keeps them; an empty list takes them back. Rejects with `invalid-template`, and as `moss.put`. */
  setTemplates(hostId: string, templates: readonly LinkTemplate[]): Promise<void>
  /** The links of some nodes by the templates of their host graph. */
  of(hostId: string, nodes: readonly LinkedNode[]): Promise<DeepLink[]>
  /** The address that shows nodes in Neuroglancer by the layers kept for the host graph: by `__segmentation_id__` where
   *  nodes have it, else by id. Null: it has no layers of segments. */
  neuroglancer(hostId: string, groups: readonly ShownNodes[]): Promise<string | null>
  /** The segments in a link to Neuroglancer, or in its state as JSON. Throws `no-neuroglancer-link`,
   *  `remote-neuroglancer-state`. */
  segments(link: string): LayerSegments[]
  /** The host nodes of some segments: by `__segmentation_id__` where the host graph has it, else by id. */
  nodesOfSegments(hostId: string, segments: readonly string[]): Promise<SegmentNodes>
}
