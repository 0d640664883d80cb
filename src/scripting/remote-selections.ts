/** Which nodes a part of a server's graph is made of: those of a result, those around some, those that fulfil conditions.
 *  What took a walk on the server is kept, so that counting first does not cost it twice. */
import type { AskableGraph, BringHooks } from '../hosts/providers/bring-subgraph'
import type { SubgraphSelection } from '../hosts/providers/graph-server'
import { walkAround } from '../hosts/providers/walk-around'
import type { BroughtPart } from './remote-host-types'
import type { SearchResult } from './result-types'

const rowsAtOnce = 50_000

/** Every node of a result's rows, once. */
export async function distinctIds(result: SearchResult): Promise<string[]> {
  const ids = new Set<string>()
  for (let offset = 0; ; offset += rowsAtOnce) {
    const rows = await result.rows({ offset, limit: rowsAtOnce })
    for (const row of rows) for (const id of row) ids.add(id)
    if (rows.length < rowsAtOnce) return [...ids]
  }
}

export function createSelections(resultOf: (jobId: string) => Promise<SearchResult>) {
  let walked: { question: string; ids: string[] } | undefined

  async function around(
    hostId: string,
    asked: AskableGraph,
    part: Extract<BroughtPart, { around: readonly string[] }>,
    mostNodes: number,
    hooks: BringHooks,
  ): Promise<SubgraphSelection> {
    const question = JSON.stringify([hostId, part])
    if (walked?.question === question && walked.ids.length <= mostNodes) return { ids: walked.ids }
    const ids = await walkAround(asked, part, mostNodes, hooks)
    walked = { question, ids }
    return { ids }
  }

  return {
    /** @throws MotifscopeError as `walkAround`. */
    async of(
      hostId: string,
      asked: AskableGraph,
      part: BroughtPart,
      mostNodes: number,
      hooks: BringHooks,
    ): Promise<SubgraphSelection> {
      if ('jobId' in part) return { ids: await distinctIds(await resultOf(part.jobId)) }
      if (!('around' in part)) return part
      return around(hostId, asked, part, mostNodes, hooks)
    },
  }
}

const mostNamed = 5

/** A part in words, for the card of the host that it becomes. */
export function partWords(part: BroughtPart): string {
  if ('jobId' in part) return 'the nodes in the rows of a search'
  if ('around' in part) {
    const { around, steps, direction = 'both' } = part
    const more = around.length > mostNamed ? ` and ${around.length - mostNamed} more` : ''
    const way = { out: ' along the edges', in: ' against the edges', both: '' }[direction]
    return `${steps} ${steps === 1 ? 'step' : 'steps'}${way} around ${around.slice(0, mostNamed).join(', ')}${more}`
  }
  const plain = (text: string) =>
    text
      .split(/\n+/)
      .map((line) => line.trim())
      .filter(Boolean)
      .join(', ')
  const [nodes, edges] = [plain(part.nodes), plain(part.edges ?? '')]
  if (nodes === '' && edges === '') return 'all of it'
  return [nodes && `nodes where ${nodes}`, edges && `edges where ${edges}`].filter(Boolean).join('; ')
}
