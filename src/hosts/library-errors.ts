/** What the library of hosts says when a host cannot be had. */
import { MotifscopeError } from '../model/errors'

/** There is no such host, or not any more. */
export function unknownHost(id: string): MotifscopeError {
  return new MotifscopeError('unknown-host', `No host graph ${id} is open here.`, {
    hint: 'Open its file or address first; hosts.list() tells which are open.',
  })
}

/** Its files are missing or not what they were. */
export function damagedHost(name: string): MotifscopeError {
  return new MotifscopeError(
    'host-damaged',
    `The stored files of the host graph "${name}" are missing or damaged.`,
    {
      hint: 'Close it and open its file again.',
    },
  )
}
