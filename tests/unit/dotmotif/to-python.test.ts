import { describe, expect, test } from 'vitest'
import { readMotif } from '../../../src/dotmotif/read-motif'
import type { PythonOptions } from '../../../src/dotmotif/to-python'
import { toPython } from '../../../src/dotmotif/to-python'

function scriptOf(source: string, options: Partial<PythonOptions> = {}) {
  const reading = readMotif(source)
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors))
  return toPython(reading.motif, { fileName: 'host.graphml', ...options })
}

describe('toPython', () => {
  test('gives required edges and simple constraints to the package, and checks everything', () => {
    const script = scriptOf('A -> B [weight > 3]\nB -> C\nA.type = "KC"\nA.x != 1')
    expect(script).toContain('host = nx.read_graphml("host.graphml")')
    expect(script).toContain('executor.find(Motif("""\nA -> B\nB -> C\nA.type == "KC"\n""")),')
    expect(script).toContain('and check(host.nodes[m["A"]], "x", "!=", 1)')
    expect(script).toContain('and any(True for e in edges(m["A"], m["B"]) if check(e, "weight", ">", 3))')
  })

  test('chooses compared edges together', () => {
    expect(scriptOf('A -> B as e\nB -> C as f\ne.w > f.w\ne.w > 1')).toContain(
      'any(True for e1 in edges(m["A"], m["B"]) for e2 in edges(m["B"], m["C"]) if check(e1, "w", ">", 1) and compare(read(e1, "w"), ">", read(e2, "w")))',
    )
  })

  test('combines parts that no required edge joins', () => {
    const script = scriptOf('A -> B\nC !> A\nD -> D')
    expect(script).toContain('[{"C": node} for node in host],')
    expect(script).toContain('and not any(True for f in edges(m["C"], m["A"]))')
    expect(script).toContain('and host.has_edge(m["D"], m["D"])')
  })

  test('ignores direction, breaks symmetry, demands induced matches, limits and counts', () => {
    const script = scriptOf('A -> B', {
      ignoreDirection: true,
      symmetryBreaking: [['A', 'B']],
      induced: true,
      limit: 5,
      countOnly: true,
    })
    expect(script).toContain('directed, host = host, nx.MultiGraph()')
    expect(script).toContain('ignore_direction=True')
    expect(script).toContain('and order[m["A"]] < order[m["B"]]')
    expect(script.match(/not host\.has_edge/g)).toHaveLength(2)
    expect(script).toContain('print(sum(1 for _ in itertools.islice(matches, 5)))')
  })

  test('renames what the package cannot read, and names it back in the answer', () => {
    const script = scriptOf('神経 -> n1', { symmetryBreaking: [['神経', 'n1']] })
    expect(script).toContain('n1_ -> n1')
    expect(script).toContain('order[m["n1_"]] < order[m["n1"]]')
    expect(script).toContain('names = {"n1_": "神経"}')
  })

  test('keeps texts within their quotes', () => {
    const evil = '"""\n__import__("os")\\'
    const script = scriptOf(`A -> B\nA.x = ${JSON.stringify(evil)}`, { fileName: 'a"b.graphml' })
    expect(script).toContain(`check(host.nodes[m["A"]], "x", "==", ${JSON.stringify(evil)})`)
    expect(script).not.toMatch(/^__import__/m)
    expect(script).toContain('read_graphml("a\\"b.graphml")')
  })
})
