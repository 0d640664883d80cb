/** The lesson's sentences follow from the z scores, whatever they are. */
import { describe, expect, it } from 'vitest'
import { lessonConclusion, verdictSentence } from '../../../src/scripting/lesson-words'

describe('the lesson', () => {
  it('says of each kind of chance what its z says', () => {
    expect(verdictSentence(66)).toBe('Far more loops than this chance gives.')
    expect(verdictSentence(3)).toBe('More loops than this chance gives.')
    expect(verdictSentence(1.7)).toBe('About as many loops as this chance gives.')
    expect(verdictSentence(-2)).toBe('Fewer loops than this chance gives.')
    expect(verdictSentence(null)).toBe('Every sample has the same number, so z is not defined.')
  })

  it('says what becomes of z from one kind of chance to the next', () => {
    expect(lessonConclusion([66, 1.7, 13])).toBe(
      'Where degrees are kept, z falls to less than half; where mutual pairs are kept too, it more than doubles. The same count, and the null decides what is said of it.',
    )
    expect(lessonConclusion([40, 30, 34])).toBe(
      'Where degrees are kept, z falls; where mutual pairs are kept too, it rises. The three answers agree in kind; how strong they are depends on the null all the same.',
    )
    expect(lessonConclusion([40, 41, 40])).toContain('z hardly changes')
  })

  it('is silent while an answer is missing or not defined', () => {
    expect(lessonConclusion([66, 1.7])).toBe('')
    expect(lessonConclusion([66, null, 13])).toBe('')
  })
})
