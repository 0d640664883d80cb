/** A node attribute's value per host node, as a number of its own. */
import type { HostLibrary } from '../hosts/host-library'
import { MotifscopeError } from '../model/errors'

/** −1 where the value is missing; `visit` is shown every value once, in the order of its number.
 *  @throws MotifscopeError `unknown-attribute` */
export async function codesOfNodes(
  library: HostLibrary,
  hostId: string,
  name: string,
  visit: (cell: unknown) => void,
): Promise<Int32Array> {
  const { connection, host } = await library.tables(hostId, 'nodes')
  const { nodeTableOf, readDictionary } = await import('../tables/attribute-table')
  const table = nodeTableOf(connection, host)
  const column = table.columns.find((each) => each.name === name)
  if (!column)
    throw new MotifscopeError('unknown-attribute', `The nodes of this host have no attribute “${name}”.`, {
      hint: `They have ${table.columns.map((each) => each.name).join(', ')}.`,
    })
  return readDictionary(table, column, visit)
}
