/** What the editor knows beside its own text: the names in the motif, and the attributes of the open host graph. */
import type { MotifOutline } from '../../../dotmotif/outline'
import type { AttributeType } from '../../../model/attribute'
import type { HostInfo } from '../../../model/host-graph'
import type { AttributeValueCount } from '../../../scripting/api'

export type AttributeOf = 'nodes' | 'edges'
export type ValuesOf = (of: AttributeOf, attribute: string) => Promise<readonly AttributeValueCount[]>

export interface EditorWords {
  /** By name. */
  attributes: Record<AttributeOf, Readonly<Record<string, AttributeType>>>
  nodes: readonly string[]
  /** Of edges at top level. */
  aliases: readonly string[]
  macros: readonly { name: string; parameters: readonly string[] }[]
  /** The frequent values of an attribute of the open host graph; empty where nothing is known. */
  valuesOf: ValuesOf
}

/** The words of a text as last read, with those of the open host graph. */
export function editorWordsFrom(
  outline: MotifOutline,
  host: HostInfo | null,
  valuesOf: ValuesOf,
): EditorWords {
  return {
    attributes: { nodes: host?.nodeAttributes ?? {}, edges: host?.edgeAttributes ?? {} },
    nodes: outline.nodes.map(({ name }) => name),
    aliases: outline.aliases.filter(({ macro }) => macro === null).map(({ name }) => name),
    macros: outline.macros,
    valuesOf,
  }
}

/** The attribute's type: literally, or of the JSON attribute that a dotted key leads into. Null: unknown. */
export function typeOfAttribute({ attributes }: EditorWords, of: AttributeOf, key: string) {
  const known = attributes[of]
  if (Object.hasOwn(known, key)) return known[key] ?? null
  for (let dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1))
    if (Object.hasOwn(known, key.slice(0, dot))) return 'json' as const
  return null
}
