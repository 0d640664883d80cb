/** A sentence with names in back ticks, as nodes of the page. */
import { splitAtTicks } from '../../ui/message-text'

/** A block; what stood between back ticks is drawn as code. */
export function drawMessage(message: string): HTMLElement {
  const box = document.createElement('div')
  for (const [index, part] of splitAtTicks(message).entries()) {
    const piece = document.createElement(index % 2 === 1 ? 'code' : 'span')
    piece.textContent = part
    box.append(piece)
  }
  return box
}

/** The same for ears. */
export const spokenMessage = (message: string): string => splitAtTicks(message).join('')
