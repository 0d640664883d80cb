/** Where menus, boxes and tooltips are put: the end of the page, or the dialog they were opened in, since nothing outside
 *  an open dialog can be reached. And what Escape does to them. */
import { inject, provide } from 'vue'
import type { InjectionKey, ShallowRef } from 'vue'

type Home = Readonly<ShallowRef<HTMLElement | null>>
const homeKey: InjectionKey<Home> = Symbol('floating home')

/** Told by a dialog: what is opened inside it belongs in there. */
export const provideFloatingHome = (element: Home): void => provide(homeKey, element)

/** For the `to` of a portal. */
export function useFloatingHome(): () => HTMLElement | 'body' {
  const home = inject(homeKey, null)
  return () => home?.value ?? 'body'
}

/** Escape closes one layer: without this the browser would close the dialog below it too. Not at once, because what is
 *  to be closed takes a prevented key for somebody else's. */
export const keepEscape = (event: KeyboardEvent): void => queueMicrotask(() => event.preventDefault())
