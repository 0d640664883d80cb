/** Arrow IPC, as a stream or a file (Feather, second version): edge lists and node tables, read batch by batch. Types
 *  are the file's own; integers of 64 bits stay exact, words of a dictionary become text. */
import { arrowStreams } from './arrow-messages'
import { takeEdges, takeNodes } from './arrow-rows'
import type { ArrowTaker } from './arrow-rows'
import type { GraphFormat, NodeTableFormat } from './format'

export const arrow: GraphFormat & NodeTableFormat = {
  name: 'arrow',
  read: ({ bytes }, sink, options) => readAll(bytes, takeEdges(sink, options)),
  readNodes: ({ bytes }, sink, id) => readAll(bytes, takeNodes(sink, id)),
}

async function readAll(bytes: AsyncIterable<Uint8Array>, taker: ArrowTaker): Promise<void> {
  for await (const stream of arrowStreams(bytes)) taker.take(stream)
  taker.finish()
}
