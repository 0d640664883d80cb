/** Errors as NetworkX raises them: the class in `name`, the words in `message`. */

export type NetworkXErrorName =
  'NetworkXError' | 'NetworkXNoPath' | 'NetworkXNotImplemented' | 'KeyError' | 'AttributeError' | 'TypeError'

/** As Python names its exceptions. */
export class NetworkXError extends Error {
  override readonly name: NetworkXErrorName

  constructor(message: string, name: NetworkXErrorName = 'NetworkXError') {
    super(message)
    this.name = name
  }
}

/** A text as Python writes it: in single quotes, unless it has some itself. */
export function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t')
  if (!text.includes("'")) return `'${escaped}'`
  return text.includes('"') ? `'${escaped.replaceAll("'", "\\'")}'` : `"${escaped}"`
}

export const tupleOf = (ids: readonly string[]): string =>
  `(${ids.map(quoted).join(', ')}${ids.length === 1 ? ',' : ''})`

export const keyError = (key: string): NetworkXError => new NetworkXError(quoted(key), 'KeyError')
