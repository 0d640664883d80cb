/** What can be wrong with a GraphML or GEXF file as XML, as sentences. */
import { MotifscopeError } from '../../model/errors'

/** Named as in sentences; its root element is the same in small letters. */
export type XmlFormat = 'GraphML' | 'GEXF'

/** For a text that does not begin with a tag. */
export function notXml(format: XmlFormat): MotifscopeError {
  return new MotifscopeError(
    `not-${format.toLowerCase()}`,
    `This is not XML, so it is not ${format}: it does not begin with “<”.`,
    {
      hint: 'Open it without naming a format, so that Motifscope can find out what it is.',
      line: 1,
    },
  )
}

/** For XML of another kind, whose root element is `name`. */
export function otherXml(format: XmlFormat, name: string, line: number): MotifscopeError {
  const sentence = `This is XML, but not ${format}: it begins with <${name}> instead of <${format.toLowerCase()}>.`
  return new MotifscopeError(`not-${format.toLowerCase()}`, sentence, {
    hint: 'Open it without naming a format; Motifscope reads GraphML and GEXF.',
    line,
  })
}

/** Refuses a document type that declares entities: expanded, a few lines can swallow all memory.
 *  @throws MotifscopeError `entities-refused`. */
export function refuseEntities(doctype: string, line: number): void {
  if (!/<!ENTITY/i.test(doctype)) return
  throw new MotifscopeError(
    'entities-refused',
    'This file declares XML entities, which are refused for safety.',
    {
      hint: 'Graphs need none. Remove the DOCTYPE with its ENTITY declarations and open the file again.',
      line,
    },
  )
}

/** What the parser found, at the place where it found it (`column` counts from 0). */
export function xmlMistake(error: Error, line: number, column: number): MotifscopeError {
  const what = error.message.replace(/^[\d:\s]*/, '').replace(/\.$/, '')
  const place = { line, column: column + 1, cause: error }
  if (/unclosed tag|unexpected end|must contain a root/.test(what))
    return new MotifscopeError(
      'truncated-xml',
      `The file ends on line ${line}, column ${place.column}, before its XML is complete.`,
      { hint: 'The file may have been cut off while it was saved or downloaded.', ...place },
    )
  return new MotifscopeError(
    'invalid-xml',
    `This is not well-formed XML (line ${line}, column ${place.column}): ${what}.`,
    place,
  )
}
