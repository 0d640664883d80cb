/** A sentence in which `back ticks` set off names and signs of the user's text: drawn as code, never as markup. */
import { h } from 'vue'
import type { FunctionalComponent } from 'vue'

/** The sentence's parts; every second one stood between back ticks. */
export const splitAtTicks = (text: string): string[] => text.split(/`([^`]+)`/)

export const MessageText: FunctionalComponent<{ text: string }> = ({ text }) =>
  h(
    'span',
    splitAtTicks(text).map((part, index) => (index % 2 === 1 ? h('code', part) : part)),
  )
MessageText.props = ['text']
