/** The few types of a service worker's global scope that this project uses; TypeScript's own list of them
 *  cannot be loaded beside the page's. Types only. */
import type { OfflineFile } from './offline-files'

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}

interface FetchEvent extends ExtendableEvent {
  readonly request: Request
  respondWith(response: Promise<Response>): void
}

/** `data` is whatever a page of this origin sent. */
interface ExtendableMessageEvent extends ExtendableEvent {
  readonly data: unknown
  readonly ports: readonly MessagePort[]
}

interface NotificationEvent extends ExtendableEvent {
  readonly notification: Notification
}

interface ServiceWorkerEvents {
  install: ExtendableEvent
  activate: ExtendableEvent
  fetch: FetchEvent
  message: ExtendableMessageEvent
  notificationclick: NotificationEvent
}

export interface ServiceWorkerScope {
  /** The built files, put in by the build. */
  readonly __WB_MANIFEST: OfflineFile[]
  readonly registration: { readonly scope: string }
  readonly clients: {
    claim(): Promise<void>
    matchAll(options: {
      includeUncontrolled: boolean
      type: 'window'
    }): Promise<readonly { focus(): Promise<unknown> }[]>
  }
  skipWaiting(): Promise<void>
  addEventListener<Name extends keyof ServiceWorkerEvents>(
    name: Name,
    listener: (event: ServiceWorkerEvents[Name]) => void,
  ): void
}
