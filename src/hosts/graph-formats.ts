/** Every format that is read, by its name. */
import { arrow } from './formats/arrow'
import { csv } from './formats/csv'
import { dot } from './formats/dot'
import type { GraphFormat, GraphFormatName, NodeTableFormat } from './formats/format'
import { gexf } from './formats/gexf'
import { gml } from './formats/gml'
import { graphml } from './formats/graphml'
import { matrix } from './formats/matrix'
import { nodeLinkJson } from './formats/node-link-json'
import { pajek } from './formats/pajek'
import { parquet } from './formats/parquet'

export const graphFormats: Record<GraphFormatName, GraphFormat> = {
  graphml,
  gexf,
  gml,
  csv,
  json: nodeLinkJson,
  parquet,
  arrow,
  pajek,
  dot,
  matrix,
}

/** How a node table of this format is read: what is no Parquet and no Arrow is read as text. */
export function nodeTableFormat(format: GraphFormatName): NodeTableFormat {
  return format === 'parquet' ? parquet : format === 'arrow' ? arrow : csv
}
