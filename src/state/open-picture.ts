/** A picture that was exported here brings back its motif and its layout, as one step of the history. Nothing else of the
 *  picture is looked at. */
import { readPicture } from '../scripting/picture-file'
import { useAppearanceStore } from './use-appearance-store'
import { useDrawingStore } from './use-drawing-store'
import { useMotifStore } from './use-motif-store'
import { useNoticesStore } from './use-notices-store'

export { isPictureFile } from '../scripting/picture-file'

/** Opens the motif of a picture, or says why there is none. Never rejects. */
export async function openPicture(file: File): Promise<void> {
  const drawing = useDrawingStore()
  const motif = useMotifStore()
  const notices = useNoticesStore()
  try {
    const content = await readPicture(file)
    useAppearanceStore().view = 'studio'
    const changes = [{ from: 0, to: motif.source.length, insert: content.motif }]
    drawing.step(changes, content.layout, 'The motif of the picture is open.')
    notices.show({
      kind: 'info',
      message: `The motif of ${file.name} is open.`,
      hint: 'Undo brings back the one before.',
    })
  } catch (thrown) {
    notices.showError(thrown, `${file.name} could not be opened`)
  }
}
