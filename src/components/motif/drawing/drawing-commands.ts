/** The drawing's actions as commands of the palette and lines of the list of keys. Pure but for running them. */
import type { Command } from '../../../state/commands'
import type { DrawingActions } from './use-drawing-actions'

interface OtherActions {
  tidy: () => void
  openPalette: () => void
  save: (kind: 'svg' | 'png') => void
}

interface History {
  stepsLeft: { undo: number; redo: number }
  undo: () => void
  redo: () => void
}

const where = 'in the drawing'

/** In the order of the toolbar. */
export function drawingCommands(actions: DrawingActions, history: History, others: OtherActions): Command[] {
  const [node, edge] = [actions.selectedNode.value, actions.selectedEdge.value]
  const noNode = node ? null : 'Choose a node of the drawing first.'
  const noEdge = edge ? null : 'Choose an edge of the drawing first.'
  const nothing = node || edge ? null : 'Choose a node or an edge of the drawing first.'
  const command = (
    id: string,
    label: string,
    shortcut: string,
    run: () => void,
    why: string | null = null,
  ) => ({
    id: `drawing.${id}`,
    label,
    group: 'Drawing' as const,
    run,
    why,
    ...(shortcut === '' ? {} : { shortcut, where }),
  })
  return [
    command('node', 'Add a node', 'N', () => void actions.addNode()),
    command('edge', 'Draw an edge', 'E', actions.beginEdge),
    command('forbid', 'Forbid or require the edge', 'X', actions.forbid, noEdge),
    command('reverse', 'Turn the edge round', 'R', actions.reverse, noEdge),
    command(
      'constraints',
      'Constraints of the node or edge',
      'C',
      () => (actions.showsConstraints.value = true),
      nothing,
    ),
    command('rename', 'Rename the node', 'F2', () => void actions.beginRename(), noNode),
    command('merge', 'Merge the node with another', 'M', actions.beginMerge, noNode),
    command('delete', 'Delete the node or edge', 'Delete', actions.removeSelected, nothing),
    command(
      'move',
      'Move the node',
      'Shift+Arrow',
      () => actions.say('Hold Shift and press an arrow key.'),
      noNode,
    ),
    command(
      'undo',
      'Undo in text and drawing',
      'Mod+Z',
      history.undo,
      history.stepsLeft.undo > 0 ? null : 'There is nothing to undo.',
    ),
    command(
      'redo',
      'Redo in text and drawing',
      'Mod+Y',
      history.redo,
      history.stepsLeft.redo > 0 ? null : 'There is nothing to do again.',
    ),
    command('tidy', 'Arrange the nodes afresh', '', others.tidy),
    {
      ...command('palette', 'Insert a motif that has a name…', '', others.openPalette),
      keywords: 'triad bi-fan clique palette',
    },
    command('svg', 'Export the drawing as SVG', '', () => others.save('svg')),
    command('png', 'Export the drawing as PNG', '', () => others.save('png')),
  ]
}
