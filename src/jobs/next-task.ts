/** Lets what waits on this thread go first: answers, the picture. A timer would do so too, but in a tab that nobody looks
 *  at it may take a second. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
