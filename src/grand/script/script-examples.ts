/** Scripts to begin with, each with the Python that it was written after. Loaded when the console is opened. */
import coreNumber from './examples/core-number.js?raw'
import coreNumberPython from './examples/core-number.py?raw'
import feedForward from './examples/feed-forward.js?raw'
import feedForwardPython from './examples/feed-forward.py?raw'
import pagerank from './examples/pagerank.js?raw'
import pagerankPython from './examples/pagerank.py?raw'
import reciprocity from './examples/reciprocity.js?raw'
import reciprocityPython from './examples/reciprocity.py?raw'
import stepsAway from './examples/steps-away.js?raw'
import stepsAwayPython from './examples/steps-away.py?raw'

export interface ScriptExample {
  key: string
  name: string
  code: string
  /** The same in Python with NetworkX, for reading. */
  python: string
}

export const scriptExamples: readonly ScriptExample[] = [
  { key: 'steps-away', name: 'How many steps away', code: stepsAway, python: stepsAwayPython },
  { key: 'pagerank', name: 'PageRank', code: pagerank, python: pagerankPython },
  { key: 'core-number', name: 'Core numbers', code: coreNumber, python: coreNumberPython },
  { key: 'reciprocity', name: 'Reciprocity by class', code: reciprocity, python: reciprocityPython },
  { key: 'feed-forward', name: 'Feed-forward loops', code: feedForward, python: feedForwardPython },
]
