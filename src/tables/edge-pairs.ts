/** Every host edge as a pair of host node indexes, for what counts over the whole graph: from the stored table, without
 *  the engine. */
import { RecordBatchReader } from 'apache-arrow'
import type { EdgePairs } from '../model/plan'
import { splitArrowStream } from './arrow-frames'
import type { ArrowSource } from './arrow-frames'

/** In the order of the edge table, parallel edges and self-loops included. `edges`: the host's stored edge table, of
 *  `edgeCount` rows.
 *  @throws Error when it is cut off or has another number of rows. */
export async function edgePairsFrom(edges: ArrowSource, edgeCount: number): Promise<EdgePairs> {
  const sources = new Uint32Array(edgeCount)
  const targets = new Uint32Array(edgeCount)
  let at = 0
  for await (const part of splitArrowStream(edges))
    for (const batch of RecordBatchReader.from(part)) {
      if (at + batch.numRows > edgeCount) throw new Error(`The edge table has more than ${edgeCount} rows.`)
      sources.set(batch.getChild('source')?.toArray() as Int32Array, at)
      targets.set(batch.getChild('target')?.toArray() as Int32Array, at)
      at += batch.numRows
    }
  if (at !== edgeCount) throw new Error(`The edge table has ${at} rows instead of ${edgeCount}.`)
  return { sources, targets }
}
