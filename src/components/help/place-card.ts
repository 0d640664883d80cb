/** Where a card stands beside what it points at: below, above, right or left of it, wherever there is room; else at the
 *  foot of the screen. Pure. */

export interface Box {
  left: number
  top: number
  width: number
  height: number
}

const gap = 12
const margin = 8

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value))

/** @param target null: nothing to point at. All in CSS pixels of the viewport. */
export function placeCard(
  target: Box | null,
  card: { width: number; height: number },
  screen: { width: number; height: number },
): { left: number; top: number } {
  const mostLeft = screen.width - card.width - margin
  const mostTop = screen.height - card.height - margin
  const foot = { left: Math.max(margin, (screen.width - card.width) / 2), top: Math.max(margin, mostTop) }
  if (!target) return foot
  const right = target.left + target.width
  const bottom = target.top + target.height
  const left = clamp(target.left, margin, Math.max(margin, mostLeft))
  const top = clamp(target.top, margin, Math.max(margin, mostTop))
  if (bottom + gap <= mostTop) return { left, top: bottom + gap }
  if (target.top - gap - card.height >= margin) return { left, top: target.top - gap - card.height }
  if (right + gap <= mostLeft) return { left: right + gap, top }
  if (target.left - gap - card.width >= margin) return { left: target.left - gap - card.width, top }
  return foot
}
