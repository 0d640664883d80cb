/** The script's side of the sandbox: runs inside QuickJS before the script and makes all that a script finds there. Its
 *  only way out is `tell`, for output; questions wait in `outbox` until the page takes them, so that the questions of one
 *  turn cross the border together. The originals of what a script could replace are kept aside. */
;(tell, settings, makeObjects) => {
  'use strict'
  const { parse, stringify } = JSON
  const { isArray } = Array
  const { deleteProperty } = Reflect
  const { create, defineProperty, entries, freeze, keys } = Object
  const GuestError = Error
  const GuestMap = Map
  const { caps, ...known } = parse(settings)
  const mark = '\0'

  const waiting = create(null)
  let outbox = []
  let lastId = 0

  function spell(_, value) {
    if (typeof value === 'bigint') return { [mark]: ['bigint', String(value)] }
    if (typeof value === 'undefined') return { [mark]: ['undefined'] }
    if (typeof value === 'number' && !Number.isFinite(value)) return { [mark]: ['number', String(value)] }
    if (value instanceof GuestMap) return { [mark]: ['map', [...value]] }
    if (value instanceof Set) return [...value]
    if (typeof value === 'function' || typeof value === 'symbol')
      throw new TypeError(`A ${typeof value} cannot leave the script.`)
    return value
  }

  function unspell(value) {
    if (typeof value !== 'object' || value === null) return value
    if (isArray(value)) return value.map(unspell)
    const found = value[mark]
    if (isArray(found) && keys(value).length === 1) {
      const [kind, part] = found
      if (kind === 'bigint') return BigInt(part)
      if (kind === 'number') return Number(part)
      if (kind === 'undefined') return undefined
      return new GuestMap(part.map((entry) => unspell(entry)))
    }
    for (const key of keys(value)) value[key] = unspell(value[key])
    return value
  }

  function ask(name, given) {
    const id = ++lastId
    outbox[outbox.length] = `[${id},"${name}",${stringify(given, spell)}]`
    // Made here, where the script's own lines are on the stack.
    const at = new GuestError()
    return new Promise((resolve, reject) => (waiting[id] = { resolve, reject, at }))
  }

  function give(text) {
    for (const [id, outcome, answer] of parse(text)) {
      const { resolve, reject, at } = waiting[id]
      deleteProperty(waiting, id)
      if (outcome === 'failed') {
        for (const [key, value] of entries(answer))
          defineProperty(at, key, { value, configurable: true, writable: true })
        reject(at)
      } else resolve(outcome === 'marked' ? unspell(answer) : answer)
    }
  }

  function take() {
    if (outbox.length === 0) return ''
    const text = `[${outbox.join()}]`
    outbox = []
    return text
  }

  const { Items, made } = makeObjects(known, ask)

  const cut = (text, most) =>
    text.length > most ? `${text.slice(0, most)}… (${text.length} characters)` : text

  function shown(value, depth) {
    if (typeof value === 'string') return depth === 0 ? value : stringify(cut(value, 1000))
    if (typeof value === 'bigint') return `${value}n`
    if (typeof value === 'function') return `[function ${value.name}]`
    if (typeof value !== 'object' || value === null) return String(value)
    if (value instanceof GuestError) return `${value.name}: ${value.message}`
    if (depth > 4) return '…'
    try {
      return shownObject(value, depth)
    } catch (thrown) {
      return `[cannot be shown: ${cut(String(thrown), 200)}]`
    }
  }

  function list(parts, size, write) {
    const lines = []
    for (const part of parts) {
      if (lines.length >= 100) break
      lines.push(write(part))
    }
    return lines.join(', ') + (size > lines.length ? `, … (${size})` : '')
  }

  function shownObject(value, depth) {
    const inner = (part) => shown(part, depth + 1)
    if (isArray(value)) return `[${list(value, value.length, inner)}]`
    if (value instanceof Set) return `Set {${list(value, value.size, inner)}}`
    if (value instanceof GuestMap)
      return `Map {${list(value, value.size, ([key, part]) => `${inner(key)} → ${inner(part)}`)}}`
    if (value instanceof Promise) return '[promise: write await before it]'
    if (value instanceof Items) return '[stream: write for await to read it]'
    const own = keys(value)
    return `{${list(own, own.length, (key) => `${key}: ${inner(value[key])}`)}}`
  }

  function print(...values) {
    tell('text', cut(values.map((value) => shown(value, 0)).join(' '), caps.characters))
  }

  function cell(value) {
    if (value === undefined) return null
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
    if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
    return typeof value === 'bigint' ? String(value) : shown(value, 1)
  }

  function show(table, title = '') {
    if (table === null || typeof table !== 'object' || typeof table[Symbol.iterator] !== 'function')
      throw new TypeError('show takes a list of rows: objects, lists, or a Map.')
    const columns = []
    const rows = []
    let rowCount = 0
    for (const row of table) {
      if (++rowCount > caps.rows) continue
      const isRecord = typeof row === 'object' && row !== null && !isArray(row)
      const parts = isRecord
        ? entries(row)
        : (isArray(row) ? row : [row]).map((part, at) => [String(at + 1), part])
      const cells = []
      for (const [key, value] of parts) {
        let at = columns.indexOf(key)
        if (at === -1 && columns.length < caps.columns) at = columns.push(key) - 1
        if (at !== -1) cells[at] = cell(value)
      }
      rows.push(cells)
    }
    tell('table', stringify({ title: cut(String(title), 200), columns, rows, rowCount }))
  }

  function describe(thrown) {
    const told = { name: '', message: '', stack: '', code: '', hint: '' }
    if (typeof thrown !== 'object' || thrown === null)
      return stringify({ ...told, message: shown(thrown, 0) })
    for (const key of keys(told)) {
      try {
        const value = thrown[key]
        if (typeof value === 'string') told[key] = value.slice(0, 5000)
      } catch {
        told[key] = ''
      }
    }
    if (told.message === '' && told.name === '') told.message = shown(thrown, 1)
    return stringify(told)
  }

  const define = (name, value) =>
    defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false })
  define('graph', freeze(made.graph))
  for (const name of ['nx', 'ig', 'nk']) define(name, freeze(made[name]))
  define('print', print)
  define('show', show)
  define('console', freeze({ log: print, info: print, warn: print, error: print, table: show }))

  return {
    take,
    give,
    describe,
    valueText: (value) => stringify([value], spell),
    /** Where the script is. A few empty turns before: a loop of few steps would be met at the same step each time, which
     *  may be one of the engine's own. */
    stack(turns) {
      for (let turn = 0; turn < turns; turn++);
      return new GuestError().stack
    },
    /** Where it asked what it waits for. */
    waitingStack() {
      for (const id of keys(waiting)) return waiting[id].at.stack
      return ''
    },
  }
}
