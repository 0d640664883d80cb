/** A script worker: brings the graph here or reaches for it on the page, runs one script in the engine of the sandbox, and
 *  sends its output on in small packets; the page ends it. */
import engineUrl from '@jitl/quickjs-wasmfile-release-sync/wasm?url'
import { backendOfPort } from '../src/grand/script/backend-port'
import { runScript } from '../src/grand/script/run-script'
import type { ScriptOutput } from '../src/grand/script/script-output'
import type { ScriptWorkerApi } from '../src/grand/script/script-worker'
import { exposeToParent } from './expose-to-parent'

/** Printing in a loop must not flood the page. */
const packetMs = 60
const packetItems = 200

/** Gathers output; the first item goes at once. */
function packets(send: (items: ScriptOutput[]) => void | Promise<void>) {
  let items: ScriptOutput[] = []
  let sentAt = -Infinity
  let sent: void | Promise<void>
  /** Resolves when the page has all of them. */
  const flush = async () => {
    const packet = items
    items = []
    sentAt = performance.now()
    if (packet.length > 0) sent = send(packet)
    await sent
  }
  return {
    flush,
    add(item: ScriptOutput) {
      items.push(item)
      if (items.length >= packetItems || performance.now() - sentAt > packetMs) void flush()
    },
  }
}

const api: ScriptWorkerApi = {
  async run(question, facts, port, onNews) {
    const engine = await WebAssembly.compileStreaming(fetch(engineUrl))
    const { add, flush } = packets((items) => onNews({ kind: 'output', items }))
    try {
      return await runScript(backendOfPort(port, facts), question, {
        engine,
        now: () => performance.now(),
        onOutput: add,
        onRead: (soFar) => onNews({ kind: 'reading', soFar }),
        onStart: () => onNews({ kind: 'running' }),
      })
    } finally {
      // The answer goes another way than the output and would overtake it.
      await flush()
    }
  },
}

exposeToParent(api)
