/** What the palette lists for what was typed: commands by group, the best group and the best command first. Pure. */
import type { Command, CommandGroup } from './commands'
import { fuzzyMatch } from './fuzzy-match'

export interface FoundCommand {
  command: Command
  /** Offsets into its label. */
  letters: number[]
  score: number
}

export interface FoundGroup {
  group: CommandGroup
  found: FoundCommand[]
}

/** What is found by its group or by another word comes after what is found by its label. */
const byLabelBonus = 50

function findCommand(query: string, command: Command): FoundCommand | null {
  const byLabel = fuzzyMatch(query, command.label)
  if (byLabel) return { command, letters: byLabel.letters, score: byLabel.score + byLabelBonus }
  const words = [command.label, command.group, command.keywords, command.detail].filter(Boolean).join(' ')
  const byWords = fuzzyMatch(query, words)
  if (!byWords) return null
  return {
    command,
    letters: byWords.letters.filter((letter) => letter < command.label.length),
    score: byWords.score,
  }
}

/** Without a query all commands, as they stand. */
export function findCommands(commands: readonly Command[], query: string): FoundGroup[] {
  const isAll = query.trim() === ''
  const found = commands.flatMap((command) => findCommand(query, command) ?? [])
  if (!isAll) found.sort((left, right) => right.score - left.score)
  const groups = new Map<CommandGroup, FoundCommand[]>()
  for (const one of found) {
    const group = groups.get(one.command.group)
    if (group) group.push(one)
    else groups.set(one.command.group, [one])
  }
  return [...groups].map(([group, members]) => ({ group, found: members }))
}
