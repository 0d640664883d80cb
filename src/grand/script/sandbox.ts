/** One script in an engine of its own: QuickJS in WebAssembly, which knows the language and nothing else. What a script
 *  may reach is made by guest/prelude.js; what it may use is limited here. An engine serves one script and is dropped
 *  whole: what a script left behind, or broke, is gone with it. */
import { newQuickJSWASMModuleFromVariant, newVariant } from 'quickjs-emscripten-core'
import type { QuickJSContext, QuickJSHandle, QuickJSRuntime } from 'quickjs-emscripten-core'
import baseVariant from '@jitl/quickjs-wasmfile-release-sync'
import type { MotifscopeError } from '../../model/errors'
import type { DialectGraph } from '../dialect-graph'
import objectsText from './guest/graph-objects.js?raw'
import preludeText from './guest/prelude.js?raw'
import { factsOf, operationsByObject } from './operations'
import { errorFromThrown, unreadable } from './script-errors'
import type { ThrownInScript } from './script-errors'
import { scriptFile, scriptHead, scriptTail } from './script-places'
import { outputCaps, stackBytes } from './script-limits'
import { ScriptWatch } from './script-watch'
import type { WatchedLimits } from './script-watch'

const pageBytes = 2 ** 16
/** What the engine begins with: its own tables and its stack. */
const ownBytes = 2 ** 24
/** Left for telling what went wrong when the script's own memory is used up. */
const spareBytes = 2 ** 26

/** UTF-8 on its way in, and the text that is made of it. */
const bytesPerCharacter = 5

/** The engine's whole memory. Its own limit would count allocations, not their sizes, when it runs in WebAssembly. */
const memoryFor = (scriptBytes: number) =>
  new WebAssembly.Memory({
    initial: ownBytes / pageBytes,
    maximum: Math.ceil((ownBytes + scriptBytes + spareBytes) / pageBytes),
  })

export interface SandboxSources {
  /** The compiled engine (`@jitl/quickjs-wasmfile-release-sync/wasm`). */
  engine: WebAssembly.Module
  graph: Pick<DialectGraph, 'directed' | 'backend'>
  tell: (kind: string, text: string) => void
  code: string
  watched: WatchedLimits
}

const kindsByObject = () =>
  Object.fromEntries(
    Object.entries(operationsByObject).map(([object, operations]) => [
      object,
      Object.fromEntries(Object.entries(operations).map(([name, { kind }]) => [name, kind])),
    ]),
  )

export class Sandbox {
  readonly watch: ScriptWatch

  private constructor(
    private readonly runtime: QuickJSRuntime,
    private readonly context: QuickJSContext,
    private readonly guest: QuickJSHandle,
    private readonly sources: SandboxSources,
    memory: WebAssembly.Memory,
  ) {
    this.watch = new ScriptWatch(sources.watched, sources.code, {
      usedBytes: () => memory.buffer.byteLength - ownBytes,
      stack: (turns) => context.newNumber(turns).consume((given) => this.callText('stack', given)),
      spareBytes,
    })
    runtime.setInterruptHandler(() => this.watch.interrupts())
  }

  /** An engine with everything in it that a script finds. */
  static async open(sources: SandboxSources): Promise<Sandbox> {
    const wasmMemory = memoryFor(sources.watched.memoryBytes)
    const variant = newVariant(baseVariant, { wasmModule: sources.engine, wasmMemory, log: () => undefined })
    const engine = await newQuickJSWASMModuleFromVariant(variant)
    const runtime = engine.newRuntime()
    runtime.setMaxStackSize(stackBytes)
    const context = runtime.newContext()
    const [prelude, objects] = [preludeText, objectsText].map((text) =>
      context.unwrapResult(context.evalCode(text, 'prelude.js', { strict: true })),
    ) as [QuickJSHandle, QuickJSHandle]
    const tell = context.newFunction('tell', (kind, text) => {
      sources.tell(context.getString(kind), context.getString(text))
    })
    const settings = { operations: kindsByObject(), ...factsOf(sources.graph), caps: outputCaps }
    const given = context.newString(JSON.stringify(settings))
    const guest = context.unwrapResult(context.callFunction(prelude, context.undefined, tell, given, objects))
    return new Sandbox(runtime, context, guest, sources, wasmMemory)
  }

  /** Runs the script to its first `await`. @throws MotifscopeError `syntax-error` */
  start(): QuickJSHandle {
    const { context, sources } = this
    this.watch.start()
    const text = scriptHead + sources.code + scriptTail
    const compiled = context.evalCode(text, scriptFile, { strict: true, type: 'global' })
    if (compiled.error) throw this.errorFrom(compiled.error)
    return this.unwrapped(context.callFunction(compiled.value, context.undefined))
  }

  /** Goes on until nothing is left to do or `until`. */
  work(until: number): void {
    while (this.runtime.hasPendingJob() && this.sources.watched.now() < until && !this.watch.isOver) {
      const done = this.runtime.executePendingJobs(200)
      if (done.error) throw this.errorFrom(done.error)
      done.dispose()
    }
  }

  get hasWork(): boolean {
    return this.runtime.hasPendingJob()
  }

  /** The script's questions since the last time; empty when there are none. */
  take(): string {
    return this.callText('take')
  }

  /** @throws MotifscopeError `out-of-memory` when the answers do not fit */
  give(text: string): void {
    const { context } = this
    // The engine does not look whether it got the room it asks for.
    if (!this.watch.hasRoom(text.length * bytesPerCharacter)) throw this.watch.outOfMemory()
    const given = context.newString(text)
    this.call('give', given).dispose()
    given.dispose()
  }

  /** The text of what it returned, a list with one value; null while it runs. @throws MotifscopeError what it threw */
  outcome(promise: QuickJSHandle): string | null {
    const state = this.context.getPromiseState(promise)
    if (state.type === 'pending') return null
    if (state.type === 'rejected') throw this.errorFrom(state.error)
    const value = this.call('valueText', state.value)
    return this.context.getString(value)
  }

  /** Where it asked what it waits for. */
  waitingStack(): string {
    return this.callText('waitingStack')
  }

  private call(name: string, ...given: QuickJSHandle[]): QuickJSHandle {
    const { context, guest } = this
    const answer = context
      .getProp(guest, name)
      .consume((called) => context.callFunction(called, context.undefined, ...given))
    return this.unwrapped(answer)
  }

  private callText(name: string, ...given: QuickJSHandle[]): string {
    return this.call(name, ...given).consume((text) => this.context.getString(text))
  }

  private unwrapped(result: ReturnType<QuickJSContext['callFunction']>): QuickJSHandle {
    if (result.error) throw this.errorFrom(result.error)
    return result.value
  }

  /** @param thrown in the engine, whatever it is */
  private errorFrom(thrown: QuickJSHandle): MotifscopeError {
    const { context, sources, watch } = this
    if (watch.isOver) return watch.ending()
    watch.allowReport()
    const describe = context.getProp(this.guest, 'describe')
    const told = context.callFunction(describe, context.undefined, thrown)
    if (told.error) return unreadable()
    const description = JSON.parse(context.getString(told.value)) as ThrownInScript
    const error = errorFromThrown(description, sources.code, sources.watched.memoryBytes)
    return error.code === 'out-of-memory' && error.line === undefined ? watch.outOfMemory() : error
  }
}
