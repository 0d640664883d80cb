/** The code that reproduces what the page of documents shows: JavaScript for this page's console, curl and Python for a
 *  remote that speaks CouchDB's protocol. A remote stores every document, so the Python finds the heads as the page does.
 *  Never holds a passphrase or a token. Pure. */

export type MossQuestion =
  | { kind: 'list'; query: { prefix?: string; linkedTo?: string; text?: string; since?: string } }
  | { kind: 'document'; id: string }

export interface MossCode {
  language: 'javascript' | 'curl' | 'python'
  label: string
  text: string
}

const placeholder = 'https://couchdb.example.org/moss'

/** `remote`: the address of the database; a placeholder when absent. */
export function mossCode(question: MossQuestion, remote = placeholder): MossCode[] {
  const url = remote.replace(/\/+$/, '')
  return [
    { language: 'javascript', label: 'JavaScript', text: javascriptFor(question) },
    { language: 'curl', label: 'curl', text: curlFor(question, url) },
    { language: 'python', label: 'Python', text: pythonFor(question, url) },
  ]
}

function javascriptFor(question: MossQuestion): string {
  if (question.kind === 'document')
    return [
      `const document = await motifscope.moss.get(${JSON.stringify(question.id)})`,
      'const head = await motifscope.moss.head(document.id)',
      'const history = await motifscope.moss.history(document.id)',
      'const linking = await motifscope.moss.list({ linkedTo: document.uri })',
    ].join('\n')
  const query = JSON.stringify(question.query, null, 2).replace(/^( +)"(\w+)":/gm, '$1$2:')
  return [
    'const documents = []',
    'let cursor',
    'do {',
    `  const page = await motifscope.moss.list({ ...${query.replaceAll('\n', '\n  ')}, cursor })`,
    '  documents.push(...page.documents)',
    '  cursor = page.cursor',
    '} while (cursor)',
  ].join('\n')
}

/** A text as one word of a POSIX shell. */
const shellWord = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

function curlFor(question: MossQuestion, url: string): string {
  if (question.kind === 'document') return `curl ${shellWord(`${url}/${question.id}`)}`
  const { prefix, linkedTo, text, since } = question.query
  const selector = {
    uri: prefix ? { $gte: prefix, $lt: `${prefix}\uffff` } : { $gt: null },
    ...(linkedTo ? { links: { $elemMatch: { $eq: linkedTo } } } : {}),
    ...(since ? { createdAt: { $gte: since } } : {}),
  }
  const find = `curl -H 'Content-Type: application/json' ${shellWord(`${url}/_find`)} \\\n  -d ${shellWord(JSON.stringify({ selector, limit: 1000 }))}`
  const notes = ['# Superseded and deleted documents are among the answers; the Python code leaves them out.']
  if (!text) return [...notes, find].join('\n')
  const filter = `[.docs[] | select(tostring | ascii_downcase | contains($text))]`
  return [
    ...notes,
    `${find} \\\n  | jq --arg text ${shellWord(text.toLowerCase())} ${shellWord(filter)}`,
  ].join('\n')
}

const pythonReading = (url: string) => `import json
import urllib.request

url = ${pythonText(url)}
with urllib.request.urlopen(url + "/_all_docs?include_docs=true") as answer:
    rows = json.load(answer)["rows"]
documents = {row["id"]: row["doc"] for row in rows if "uri" in (row.get("doc") or {})}
`

const pythonTrees = `
def root_of(document):
    while document.get("supersedes") in documents:
        document = documents[document["supersedes"]]
    return document["_id"]

superseded = {document.get("supersedes") for document in documents.values()}
heads = {}
for id, document in documents.items():
    if id not in superseded:
        rank = (document.get("deleted", False), document["createdAt"], id)
        root = root_of(document)
        heads[root] = max(heads.get(root, rank), rank)
`

/** JSON's texts are Python's, but for half surrogates, which Python takes as well. */
const pythonText = (text: string) => JSON.stringify(text)

function pythonFor(question: MossQuestion, url: string): string {
  if (question.kind === 'document')
    return `${pythonReading(url)}${pythonTrees}
document = documents[${pythonText(question.id)}]
root = root_of(document)
head = documents[heads[root][2]]
tree = [other for other in documents.values() if root_of(other) == root]
history = sorted(tree, key=lambda other: (other["createdAt"], other["_id"]))
linking = [documents[id] for deleted, _, id in heads.values()
           if not deleted and document["uri"] in documents[id]["links"]]
print(json.dumps(head, indent=2, ensure_ascii=False))
`
  return `${pythonReading(url)}${pythonTrees}${pythonTextSearch(question.query.text)}
found = [documents[id] for deleted, _, id in heads.values() if not deleted]
${pythonConditions(question.query)}found.sort(key=lambda document: ${question.query.prefix && !question.query.linkedTo ? '(document["uri"], document["createdAt"])' : 'document["createdAt"]'}${question.query.prefix && !question.query.linkedTo ? '' : ', reverse=True'})
for document in found:
    print(json.dumps(document, ensure_ascii=False))
`
}

function pythonTextSearch(text: string | undefined): string {
  if (!text) return ''
  return `
def texts_in(value):
    if isinstance(value, dict):
        return [text for name, member in value.items() for text in [name, *texts_in(member)]]
    if isinstance(value, list):
        return [text for item in value for text in texts_in(item)]
    return [value if isinstance(value, str) else json.dumps(value)]
`
}

function pythonConditions({ prefix, linkedTo, text, since }: { [key: string]: string | undefined }): string {
  const conditions = [
    prefix && `document["uri"].startswith(${pythonText(prefix)})`,
    linkedTo && `${pythonText(linkedTo)} in document["links"]`,
    since && `document["createdAt"] >= ${pythonText(since)}`,
    text &&
      `any(${pythonText(text.toLowerCase())} in text.lower() for text in ` +
        `[document["uri"], document["author"], *document["links"], *texts_in(document["body"])])`,
  ].filter(Boolean)
  if (conditions.length === 0) return ''
  return `found = [document for document in found\n         if ${conditions.join('\n         and ')}]\n`
}
