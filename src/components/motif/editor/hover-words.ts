/** What stands at a place of the text, explained: the word itself, then what its statement asks for. Pure. */
import type { EdgeStatement, Range, Statement } from '../../../dotmotif/ast'
import { explainStatement, statementAt } from '../../../dotmotif/explain-statement'
import { leavesOf } from '../../../dotmotif/leaves'
import type { Leaf } from '../../../dotmotif/leaves'
import { symbolAt } from '../../../dotmotif/symbols'
import type { MotifSymbol } from '../../../dotmotif/symbols'
import type { AttributeOf, EditorWords } from './editor-words'
import { typeOfAttribute } from './editor-words'
import type { ReadText } from './read-text'
import { explainRelation, operatorWords } from './sign-words'

/** Sentences may set off names in back ticks. */
export interface WordExplanation extends Range {
  sentences: string[]
  /** Where the word is an attribute of the open host graph: its frequent values can be asked for. */
  attribute: { of: AttributeOf; name: string } | null
}

const maxSentences = 8
const typeWords = {
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  list: 'a list',
  json: 'JSON',
}

function listed({ sentences }: { sentences: string[] }): string[] {
  const more = sentences.length - maxSentences
  return more > 1 ? [...sentences.slice(0, maxSentences), `And ${more} more.`] : sentences
}

function edgeWithAlias({ statements }: ReadText, { references, macro }: MotifSymbol): EdgeStatement | null {
  const isNamed = (each: Statement): each is EdgeStatement =>
    each.kind === 'edge' && references.some(({ start }) => start === each.alias?.start)
  return (macro?.body ?? statements).find(isNamed) ?? null
}

function explainSymbol(text: ReadText, symbol: MotifSymbol): string[] {
  const { kind, name, macro, references } = symbol
  const places = references.length === 1 ? 'once' : `${references.length} times`
  if (kind === 'node') return [`\`${name}\` is a node of the motif, written ${places}.`]
  if (kind === 'parameter')
    return [
      `\`${name}\` is a parameter of the macro \`${macro?.name.text ?? ''}\`: each call says what it stands for.`,
    ]
  if (kind === 'edge') {
    const edge = edgeWithAlias(text, symbol)
    return edge ? [`\`${name}\` names the edge from \`${edge.from.text}\` to \`${edge.to.text}\`.`] : []
  }
  if (kind === 'unknown') return []
  const definition = text.statements.find((each) => each.kind === 'macro' && each.name.text === name)
  if (definition?.kind !== 'macro') return []
  const head = `${name}(${definition.parameters.map((parameter) => parameter.text).join(', ')})`
  return [`\`${head}\` is a macro: a call stands for the statements of its body, with these names replaced.`]
}

/** Whose attribute a key is; both, where a parameter may stand for either. */
function ownersOf(text: ReadText, statement: Statement, leaves: Leaf[], key: Leaf): AttributeOf[] {
  if (statement.kind === 'edge') return ['edges']
  const owner = leaves[leaves.indexOf(key) - 1]
  const kind = owner && symbolAt(text.symbols, owner.start)?.symbol.kind
  return kind === 'parameter' ? ['nodes', 'edges'] : [kind === 'edge' ? 'edges' : 'nodes']
}

function explainKey(of: AttributeOf[], name: string, words: EditorWords) {
  const owner = of.find((each) => typeOfAttribute(words, each, name))
  const type = owner && typeOfAttribute(words, owner, name)
  if (owner && type) {
    const sentence = `\`${name}\` is an attribute of the host graph’s ${owner}: ${typeWords[type]}.`
    return { sentences: [sentence], attribute: { of: owner, name } }
  }
  const isOpen = of.some((each) => Object.keys(words.attributes[each]).length > 0)
  const sentence = isOpen
    ? `\`${name}\` is no attribute of the open host graph’s ${of.join(' or ')}.`
    : `\`${name}\` is an attribute.`
  return { sentences: [sentence], attribute: null }
}

function explainLeaf(text: ReadText, statement: Statement, leaves: Leaf[], leaf: Leaf, words: EditorWords) {
  const plain = (...sentences: string[]) => ({ sentences, attribute: null })
  switch (leaf.kind) {
    case 'name':
    case 'macro': {
      const found = symbolAt(text.symbols, leaf.start)
      return found ? plain(...explainSymbol(text, found.symbol)) : plain()
    }
    case 'relation':
      return plain(explainRelation(leaf.text))
    case 'operator':
      return plain(`\`${leaf.text}\`: ${operatorWords[leaf.text] ?? ''}.`)
    case 'key':
      return explainKey(ownersOf(text, statement, leaves, leaf), leaf.text, words)
    case 'value':
      return plain()
  }
}

/** The explanation of the word at an offset; null between words, in comments and in what cannot be read. */
export function explainWordAt(text: ReadText, offset: number, words: EditorWords): WordExplanation | null {
  const found = statementAt(text.statements, offset)
  if (!found) return null
  const leaves = leavesOf(found.statement)
  const touches = ({ start, end }: Range) => start <= offset && offset <= end
  const leaf = leaves.find((each) => touches(each) && offset < each.end) ?? leaves.find(touches)
  if (!leaf) return null
  const { sentences, attribute } = explainLeaf(text, found.statement, leaves, leaf, words)
  const asked = explainStatement(text.statements, leaf.start)
  const all = [...sentences, ...(asked ? listed(asked) : [])]
  return all.length > 0 ? { start: leaf.start, end: leaf.end, sentences: all, attribute } : null
}
