/** Which host nodes a step looks at, and what marks cannot say about one of them. Follows candidate-rows, step-checks
 *  and comparison of the reference line by line: cursors of one kernel are read by the other. */
import { Check, Link, Search, Step } from './layout'
import { holds, lowerBound } from './row-loops'

export function stepAt(search: Search, depth: i32): Step {
  return changetype<Step>(search.steps + <usize>depth * offsetof<Step>())
}

export function nodeAt(search: Search, step: u32): u32 {
  return load<u32>(search.nodes + ((<usize>step) << 2))
}

export function linkAt(links: usize, index: u32): Link {
  return changetype<Link>(links + <usize>index * offsetof<Link>())
}

export function rowBegin(link: Link, node: u32): usize {
  return link.targets + ((<usize>load<u32>(link.offsets + ((<usize>node) << 2))) << 2)
}

export function rowEnd(link: Link, node: u32): usize {
  return link.targets + ((<usize>load<u32>(link.offsets + ((<usize>node) << 2), 4)) << 2)
}

/** Whether another row that must hold the candidate is so much shorter that searching the generator's costs less. */
function shortest(search: Search, step: Step, generator: Link): Link {
  const node = nodeAt(search, generator.step)
  let longest = rowEnd(generator, node) - rowBegin(generator, node)
  let best = generator
  let times: u64 = search.muchShorter
  for (let i: u32 = 0; i < step.alternativeCount; i++) {
    const link = linkAt(step.alternatives, i)
    const other = nodeAt(search, link.step)
    const length = rowEnd(link, other) - rowBegin(link, other)
    if (<u64>length * times >= <u64>longest) continue
    longest = length
    times = 1
    best = link
    step.isSwapped = 1
  }
  return best
}

/** Makes the row of a step ready, given the host nodes of all earlier ones. */
export function enter(search: Search, depth: i32): void {
  const step = stepAt(search, depth)
  step.isSwapped = 0
  let begin: usize
  let end: usize
  if (step.generator) {
    let link = changetype<Link>(step.generator)
    if (step.alternativeCount) link = shortest(search, step, link)
    const node = nodeAt(search, link.step)
    step.targets = link.targets
    begin = rowBegin(link, node)
    end = rowEnd(link, node)
  } else {
    step.targets = step.list
    begin = step.list
    end = begin + ((<usize>step.listCount) << 2)
  }
  step.begin = begin
  for (let i: u32 = 0; i < step.aboveCount; i++)
    begin = lowerBound(begin, end, nodeAt(search, load<u32>(step.above + ((<usize>i) << 2))) + 1)
  for (let i: u32 = 0; i < step.belowCount; i++)
    end = lowerBound(begin, end, nodeAt(search, load<u32>(step.below + ((<usize>i) << 2))))
  step.place = begin
  step.end = end
}

/** Leaves of a row what lies from root item `first` to before `end`. */
export function clip(step: Step, first: u32, end: u32): void {
  step.place = max(step.place, step.targets + ((<usize>first) << 2))
  step.end = min(step.end, step.targets + ((<usize>end) << 2))
}

function rowHolds(search: Search, link: Link, candidate: u32): bool {
  const node = link.step < 0 ? 0 : nodeAt(search, link.step)
  return holds(rowBegin(link, node), rowEnd(link, node), candidate)
}

function checkHolds(search: Search, check: Check): bool {
  const l = load<i32>(check.left + ((<usize>nodeAt(search, check.leftStep)) << 2))
  const r = load<i32>(check.right + ((<usize>nodeAt(search, check.rightStep)) << 2))
  if (l < 0 || r < 0) return false
  const op = check.op
  if (op === 0) return l === r
  if (op === 1) return l !== r
  if (op === 6) {
    const bit = <u64>l * check.rightCount + r
    return ((load<u32>(check.bits + ((<usize>(bit >>> 5)) << 2)) >>> ((<u32>bit) & 31)) & 1) === 1
  }
  const areNumbers = l < check.numberEnd && r < check.numberEnd
  const areStrings =
    l >= check.numberEnd && r >= check.numberEnd && l < check.stringEnd && r < check.stringEnd
  if (!areNumbers && !areStrings) return false
  if (op === 2) return l < r
  if (op === 3) return l <= r
  return op === 4 ? l > r : l >= r
}

/** Whether marks alone decide about the row under way. */
export function isPlain(step: Step): bool {
  return (step.probeCount | step.checkCount | step.isSwapped) === 0
}

/** What marks do not decide. */
export function passes(search: Search, depth: i32, candidate: u32): bool {
  const step = stepAt(search, depth)
  store<u32>(search.nodes + ((<usize>depth) << 2), candidate)
  if (step.isSwapped && !rowHolds(search, changetype<Link>(step.generator), candidate)) return false
  for (let i: u32 = 0; i < step.probeCount; i++) {
    const probe = linkAt(step.probes, i)
    if (u32(rowHolds(search, probe, candidate)) !== probe.value) return false
  }
  for (let i: u32 = 0; i < step.checkCount; i++)
    if (!checkHolds(search, changetype<Check>(step.checks + <usize>i * offsetof<Check>()))) return false
  return true
}
