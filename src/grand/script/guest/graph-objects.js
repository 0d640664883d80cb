/** The objects on which a script finds the graph's functions, and what they answer in streams. Runs inside QuickJS for the
 *  prelude, before the script; `ask` is the prelude's. */
;(settings, ask) => {
  'use strict'
  const { assign, create, entries, freeze, keys } = Object
  const { asyncIterator } = Symbol
  const { operations, constants, answers } = settings

  class Items {
    #name
    #given
    #items = []
    #at = 0
    #source = null
    #isDone = false
    constructor(name, given) {
      this.#name = name
      this.#given = given
    }
    [asyncIterator]() {
      return this
    }
    async next() {
      while (this.#at >= this.#items.length) {
        if (this.#isDone) return { value: undefined, done: true }
        const { items, source } =
          this.#source === null ? await asked(this.#name, this.#given) : await ask('more', [this.#source])
        this.#items = items
        this.#at = 0
        this.#source = source
        this.#isDone = source === null
      }
      return { value: this.#items[this.#at++], done: false }
    }
    async return(value) {
      if (this.#source !== null && !this.#isDone) void ask('enough', [this.#source])
      this.#isDone = true
      this.#items = []
      return { value, done: true }
    }
  }

  /** Streams among the arguments are read before they leave. */
  function asked(name, given) {
    const isStream = (value) => typeof value === 'object' && value !== null && value[asyncIterator]
    const read = async (value) => {
      if (!isStream(value)) return value
      const items = []
      for await (const item of value) items.push(item)
      return items
    }
    return given.some(isStream)
      ? Promise.all(given.map(read)).then((all) => ask(name, all))
      : ask(name, given)
  }

  const isOne = ([first]) => first !== undefined && first !== null && typeof first !== 'object'

  function makeFunction(made, object, name, kind, isListed) {
    const full = `${made}${object}.${name}`
    if (kind === 'stream') return (...given) => new Items(full, given)
    if (kind === 'each')
      return async (...given) => {
        const callback = given.pop()
        for await (const item of new Items(full, given)) await callback(...item)
      }
    if (kind === 'graph')
      return async (...given) => {
        const { number, answers } = await asked(full, given)
        return freeze(makeObject(`${number}:`, object, answers))
      }
    if (isListed) return (...given) => (isOne(given) ? ask(full, given) : new Items(`${full}()`, given))
    return (...given) => asked(full, given)
  }

  /** @param made of a graph that the script has made: its number and a colon */
  function makeObject(made, object, known = {}) {
    const own = assign({}, constants[object])
    for (const [name, kind] of entries(operations[object]))
      if (!name.endsWith('()'))
        own[name] = makeFunction(made, object, name, kind, `${name}()` in operations[object])
    for (const [name, answer] of entries(known)) own[name] = () => answer
    if (object === 'nx') own[asyncIterator] = () => own.nodes()
    return own
  }

  const made = create(null)
  for (const object of keys(operations)) made[object] = makeObject('', object, answers[object])
  made.graph.backend = freeze(made['graph.backend'])
  return { Items, made }
}
