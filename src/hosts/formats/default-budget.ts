/** Bounds what defaults add to a graph: one long text, given to every node, grows a small file beyond all memory. */
import { MotifscopeError } from '../../model/errors'

const maximumLength = 2 ** 28

export class DefaultBudget {
  private length = 0

  /** A text of this length is given to one more node or edge. @throws MotifscopeError `host-too-large`. */
  take(length: number): void {
    this.length += length
    if (this.length <= maximumLength) return
    throw new MotifscopeError(
      'host-too-large',
      'The defaults of attributes in this file come to more than 268 million characters.',
      { hint: 'Leave out the attributes with long defaults, or shorten these.' },
    )
  }
}
