/** What can be done to the drawing, by whatever hand: each is an edit of the text, or a change of the layout, and one step
 *  of the history. */
import { nextTick, ref, shallowRef } from 'vue'
import { refuse } from '../../../dotmotif/editing/edit'
import { addEdge, removeEdge, reverseEdge, toggleForbidden } from '../../../dotmotif/editing/edge-edits'
import { mergeNodes } from '../../../dotmotif/editing/merge-nodes'
import { deleteNode, freeName, renameNode } from '../../../dotmotif/editing/node-edits'
import { isName } from '../../../dotmotif/write-words'
import type { DrawingLayout, Place } from '../../../scripting/drawing-layout'
import { useDrawingStore } from '../../../state/use-drawing-store'
import { useMotifStore } from '../../../state/use-motif-store'
import { freshPlaces, keepPlaces } from './keep-places'
import type { Scene } from './drawing-scene'
import { useDrawingSelection } from './use-drawing-selection'

/** What the next node that is chosen is for. */
export type Mode = { kind: 'edge'; from: string | null } | { kind: 'merge'; kept: string } | null

const noMotif = { nodes: [], edges: [] }

export function useDrawingActions(scene: () => Scene) {
  const drawing = useDrawingStore()
  const motif = useMotifStore()
  const { selected, selectedNode, selectedEdge } = useDrawingSelection(scene)
  const mode = shallowRef<Mode>(null)
  /** The node whose name is being typed. */
  const renaming = ref<string | null>(null)
  /** Two nodes of which one shall be made, once the user agrees. */
  const merging = shallowRef<{ kept: string; gone: string } | null>(null)
  /** Whether the constraints of what is selected are shown. */
  const showsConstraints = ref(false)

  const isLoose = (name: string) => drawing.loose.some((node) => node.name === name)
  const say = (words: string) => (drawing.said = words)

  const withPlace = (layout: DrawingLayout, name: string, place: Place): DrawingLayout => ({
    ...layout,
    places: { ...layout.places, [name]: place },
  })

  /** A place for a node that nobody placed. */
  function placeFor(name: string): Place {
    const loose = [...drawing.loose.map((node) => node.name), name]
    const before = scene().nodes.map((node) => node.name)
    return keepPlaces(motif.motif ?? noMotif, loose, before, drawing.layout.places)[name] ?? { x: 0, y: 0 }
  }

  const newName = () =>
    freeName(
      motif.source,
      drawing.loose.map(({ name }) => name),
    )

  function addNode(place?: Place): string {
    const name = newName()
    const layout = withPlace(drawing.layout, name, place ?? placeFor(name))
    const words = `Node ${name} is there. It comes into the text with its first edge.`
    drawing.step([], { ...layout, loose: [...layout.loose, { name, lines: [] }] }, words)
    selected.value = { kind: 'node', name }
    return name
  }

  /** An edge between two nodes; `place`: of the second, where it is a new one. */
  function join(from: string, to: string, place?: Place): void {
    const lines = drawing.loose.flatMap((node) => (node.name === from || node.name === to ? node.lines : []))
    const edge = { from, to, exists: true, action: 'SYN' as const }
    const isDone = drawing.carryOut(
      addEdge(motif.source, edge, lines),
      `${from} connects to ${to}.`,
      (layout) => ({
        ...(place ? withPlace(layout, to, place) : layout),
        loose: layout.loose.filter(({ name }) => name !== from && name !== to),
      }),
    )
    mode.value = null
    if (isDone) selected.value = { kind: 'edge', id: `${from} SYN ${to}` }
  }

  const joinNew = (from: string, place: Place) => join(from, newName(), place)

  function removeSelected(): void {
    const edge = selectedEdge.value?.edge
    const name = selectedNode.value?.name
    if (edge) {
      const words = `The edge from ${edge.from} to ${edge.to} is removed.`
      if (drawing.carryOut(removeEdge(motif.source, edge), words))
        selected.value = { kind: 'node', name: edge.from }
    } else if (name !== undefined && isLoose(name)) {
      const loose = drawing.loose.filter((node) => node.name !== name)
      drawing.step([], { ...drawing.layout, loose }, `Node ${name} is removed.`)
    } else if (name !== undefined)
      drawing.carryOut(deleteNode(motif.source, name), `Node ${name} and its lines are removed.`)
  }

  function forbid(): void {
    const edge = selectedEdge.value?.edge
    if (!edge) return
    const words = `The edge from ${edge.from} to ${edge.to} is ${edge.exists ? 'forbidden' : 'required'} now.`
    const id = `${edge.from} ${edge.exists ? '!' : ''}${edge.action} ${edge.to}`
    if (drawing.carryOut(toggleForbidden(motif.source, edge), words)) selected.value = { kind: 'edge', id }
  }

  function reverse(): void {
    const edge = selectedEdge.value?.edge
    if (!edge) return
    const words = `The edge goes from ${edge.to} to ${edge.from} now.`
    const id = `${edge.to} ${edge.exists ? '' : '!'}${edge.action} ${edge.from}`
    if (drawing.carryOut(reverseEdge(motif.source, edge), words)) selected.value = { kind: 'edge', id }
  }

  function refusedName(name: string, to: string): string | null {
    if (isLoose(to) || (isLoose(name) && motif.motif?.nodes.includes(to)))
      return `\`${to}\` is in use: another node has this name.`
    if (isName(to) || !isLoose(name)) return null
    return `\`${to}\` is no name: a name is a letter or \`_\`, then letters, digits and \`_\`.`
  }

  /** Answers whether the name was taken. */
  function rename(name: string, to: string): boolean {
    if (to === name) return true
    const next = (layout: DrawingLayout): DrawingLayout => {
      const { [name]: place, ...places } = layout.places
      const relabel = (line: string) => (line.startsWith(name) ? to + line.slice(name.length) : line)
      return {
        places: place ? { ...places, [to]: place } : places,
        loose: layout.loose.map((node) =>
          node.name === name ? { name: to, lines: node.lines.map(relabel) } : node,
        ),
      }
    }
    const words = `${name} is called ${to} now.`
    const problem = refusedName(name, to)
    if (problem !== null) {
      drawing.refuse(refuse(problem))
      return false
    }
    if (isLoose(name)) drawing.step([], next(drawing.layout), words)
    else if (!drawing.carryOut(renameNode(motif.source, name, to), words, next)) return false
    selected.value = { kind: 'node', name: to }
    return true
  }

  function merge({ kept, gone }: { kept: string; gone: string }): void {
    merging.value = null
    const words = `${kept} and ${gone} are one node now.`
    if (isLoose(gone) || isLoose(kept)) {
      const [loose, other] = isLoose(gone) ? [gone, kept] : [kept, gone]
      const left = drawing.loose.filter(({ name }) => name !== loose)
      drawing.step([], { ...drawing.layout, loose: left }, words)
      selected.value = { kind: 'node', name: other }
    } else if (drawing.carryOut(mergeNodes(motif.source, kept, gone), words))
      selected.value = { kind: 'node', name: kept }
  }

  function move(name: string, place: Place): void {
    const at = { x: Math.round(place.x), y: Math.round(place.y) }
    drawing.step([], withPlace(drawing.layout, name, at), `Node ${name} is moved.`)
  }

  function tidy(): void {
    const loose = drawing.loose.map(({ name }) => name)
    const places = freshPlaces(motif.motif ?? noMotif, loose)
    drawing.step([], { ...drawing.layout, places }, 'The nodes are arranged afresh.')
  }

  /** Which node comes next: the second end of an edge, or the node to merge with. */
  function choose(name: string): void {
    const { value } = mode
    if (value?.kind === 'merge') {
      mode.value = null
      if (name !== value.kept) merging.value = { kept: value.kept, gone: name }
    } else if (value?.from === null) {
      mode.value = { kind: 'edge', from: name }
      say(`An edge from ${name}: choose the node it goes to.`)
    } else if (value) join(value.from ?? name, name)
  }

  function beginEdge(): void {
    const from = selectedNode.value?.name ?? null
    mode.value = mode.value?.kind === 'edge' ? null : { kind: 'edge', from }
    if (mode.value === null) say('No edge is drawn.')
    else if (from === null) say('A new edge: choose the node it comes from, then the one it goes to.')
    else say(`An edge from ${from}: choose the node it goes to.`)
  }

  function beginMerge(): void {
    const kept = selectedNode.value?.name
    if (kept === undefined) return
    mode.value = mode.value?.kind === 'merge' ? null : { kind: 'merge', kept }
    if (mode.value) say(`Choose the node that ${kept} shall be merged with.`)
  }

  /** Escape: the nearest thing that is open; answers whether there was one. */
  function cancel(): boolean {
    const { value } = mode
    if (value) {
      mode.value = null
      say('Left as it was.')
    } else if (showsConstraints.value) showsConstraints.value = false
    else if (drawing.refusal) drawing.refusal = null
    else return false
    return true
  }

  async function beginRename(): Promise<void> {
    renaming.value = null
    await nextTick()
    renaming.value = selectedNode.value?.name ?? null
  }

  return {
    selected,
    selectedNode,
    selectedEdge,
    mode,
    renaming,
    merging,
    showsConstraints,
    isLoose,
    addNode,
    join,
    joinNew,
    removeSelected,
    forbid,
    reverse,
    rename,
    merge,
    move,
    tidy,
    choose,
    beginEdge,
    beginMerge,
    beginRename,
    cancel,
    say,
  }
}

export type DrawingActions = ReturnType<typeof useDrawingActions>
