import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

/** True while a file is dragged over the window, so that the page can show where it may be dropped. */
export function useFileDrag(): Ref<boolean> {
  const dragging = ref(false)
  /** Enter and leave come for every element under the pointer; the file is over the window while more were entered. */
  let depth = 0

  function enter(event: DragEvent) {
    if (!event.dataTransfer?.types.includes('Files')) return
    depth += 1
    dragging.value = true
  }
  function leave(event: DragEvent) {
    if (!event.dataTransfer?.types.includes('Files')) return
    depth = Math.max(0, depth - 1)
    if (depth === 0) dragging.value = false
  }
  function end() {
    depth = 0
    dragging.value = false
  }

  onMounted(() => {
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', end)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('dragenter', enter)
    window.removeEventListener('dragleave', leave)
    window.removeEventListener('drop', end)
  })
  return dragging
}
