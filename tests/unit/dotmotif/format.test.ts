/** Tidying a text: what it looks like, what stays, and that it means what it meant. */
import { expect, test } from 'vitest'
import { formatEdits, formatMotif } from '../../../src/dotmotif/format'

test.each([
  ['statements get lines of their own', 'A->B;B ->C;; C - | A', 'A -> B\nB -> C\nC -| A\n'],
  [
    'a statement over lines becomes one',
    'A\n ->\n B [\n w>3 ,\n "k k"="x"\n ]\n as e',
    'A -> B [w > 3, "k k" = "x"] as e\n',
  ],
  [
    'subscripts cling, clauses do not',
    "A->B[w>3]\nA [ 'k' ]!=B [ k ]\nA . x<=-.5",
    "A -> B [w > 3]\nA['k'] != B[k]\nA.x <= -.5\n",
  ],
  [
    'bodies are indented',
    'm(a ,b){a->b as e;e.w>3}\nm (A,B)',
    'm(a, b) {\n  a -> b as e\n  e.w > 3\n}\nm(A, B)\n',
  ],
  ['quoted texts are untouched', 'A.x = "a  #b;\n  c"\nA->B', 'A.x = "a  #b;\n  c"\nA -> B\n'],
  ['at most one empty line stays, none at the ends', '\n\nA -> B\n\n\n\nB -> C\n\n', 'A -> B\n\nB -> C\n'],
  ['an empty text stays empty', ' \n ;; \n', ''],
  [
    'contextual words stay names',
    'A -> B as as;as.in in "x"\nin -> as2',
    'A -> B as as\nas.in in "x"\nin -> as2\n',
  ],
  ['a byte-order mark goes', '\uFEFFA -> B', 'A -> B\n'],
  ['carriage returns go', 'A -> B # x\r\nB -> C\r\n', 'A -> B  # x\nB -> C\n'],
])('%s', (_, source, expected) => {
  expect(formatMotif(source)).toBe(expected)
})

test('comments stay with what they stand beside', () => {
  const source = `# head
#no blank

A->B#beside
m(a) { # of the macro
   # own line
a -> a # in the body

# last of the body
} # behind the brace
A -> # within
  # on its own
  C   [ w > 3, # strong
  k = 1 ]
m(A)
# end`
  expect(formatMotif(source)).toBe(`# head
#no blank

A -> B  #beside
m(a) {  # of the macro
  # own line
  a -> a  # in the body

  # last of the body
}  # behind the brace
A ->  # within
  # on its own
  C [w > 3,  # strong
  k = 1]
m(A)
# end
`)
})

test('a text that cannot be read is left alone', () => {
  expect(formatMotif('A -> B\nA =>')).toBeNull()
  expect(formatMotif('m(a) { }')).toBeNull()
})

test('the edits between the two texts touch white space only, and make the one of the other', () => {
  const source = 'A->B  ;B ->C # x  \n\n\n\nm(a){a->a}'
  const formatted = formatMotif(source) ?? ''
  let [text, at] = ['', 0]
  for (const { from, to, insert } of formatEdits(source, formatted)) {
    expect(source.slice(from, to) + insert).toMatch(/^[\s;]*$/)
    text += source.slice(at, from) + insert
    at = to
  }
  expect(text + source.slice(at)).toBe(formatted)
  expect(formatEdits(formatted, formatted)).toEqual([])
})
