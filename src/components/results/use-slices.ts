/** Long work in slices, between which the page answers. A step should take no more than some milliseconds. */
import { onScopeDispose, ref } from 'vue'

const sliceMs = 8

/** `run` calls `step` until it answers false, and then `done`; a new run, or the end of the component, stops it. */
export function useSlices() {
  const isWorking = ref(false)
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function stop(): void {
    turn++
    clearTimeout(timer)
    isWorking.value = false
  }

  function run(step: () => boolean, done: () => void): void {
    stop()
    const own = turn
    isWorking.value = true
    const slice = () => {
      if (own !== turn) return
      const end = performance.now() + sliceMs
      let goesOn = true
      while (goesOn && performance.now() < end) goesOn = step()
      if (goesOn) timer = setTimeout(slice)
      else {
        isWorking.value = false
        done()
      }
    }
    // Whoever asks is perhaps long at work already.
    timer = setTimeout(slice)
  }
  onScopeDispose(stop)
  return { isWorking, run, stop }
}
