/** The titles of the tests in a source file, read from its syntax: what is skipped, or only mentioned in a comment, is
 *  none. What stands in `${…}` is written `…`. */
import { readFileSync } from 'node:fs'
import ts from 'typescript'

/** The last two are our own: groups that run on every backend, or where Java is. */
const callees = new Set(['test', 'it', 'describe', 'describeBackend', 'describeWithJava'])
const refused = new Set(['skip', 'todo', 'fixme', 'fails', 'fail'])

/** `test`, `it.each([…])`, `test.describe`: the name at the root, and what is called of it. */
function calleeOf(expression: ts.Expression): { root: string; members: string[] } {
  if (ts.isIdentifier(expression)) return { root: expression.text, members: [] }
  if (ts.isPropertyAccessExpression(expression)) {
    const { root, members } = calleeOf(expression.expression)
    return { root, members: [...members, expression.name.text] }
  }
  return ts.isCallExpression(expression) ? calleeOf(expression.expression) : { root: '', members: [] }
}

function textOf(argument: ts.Expression | undefined): string | null {
  if (!argument) return null
  if (ts.isStringLiteralLike(argument)) return argument.text
  if (!ts.isTemplateExpression(argument)) return null
  return argument.head.text + argument.templateSpans.map(({ literal }) => `…${literal.text}`).join('')
}

export const testTitlesOf = (path: string): string[] => testTitlesIn(readFileSync(path, 'utf8'))

/** In the order of the source; a skipped group takes its tests with it. */
export function testTitlesIn(source: string): string[] {
  const titles: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const { root, members } = calleeOf(node.expression)
      const title = callees.has(root) ? textOf(node.arguments[0]) : null
      if (title !== null && members.some((member) => refused.has(member))) return
      if (title !== null) titles.push(title)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('tests.ts', source, ts.ScriptTarget.Latest, true))
  return titles
}
