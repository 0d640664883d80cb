/** What the tabs of this browser tell each other of hosts: that one was closed. Where there is no BroadcastChannel, nobody
 *  hears anything; a tab then goes on with a host that it has in memory. */

interface HostMessage {
  closed: string
}

/** Joins the tabs' talk. `hear` gets the id of a host that another tab closed. */
export function openHostChannel(hear: (id: string) => void): { tellClosed: (id: string) => void } {
  if (typeof BroadcastChannel === 'undefined') return { tellClosed: () => undefined }
  const channel = new BroadcastChannel('motifscope-hosts')
  channel.addEventListener('message', ({ data }: MessageEvent<HostMessage>) => hear(data.closed))
  return { tellClosed: (closed) => channel.postMessage({ closed } satisfies HostMessage) }
}
