/** What the page keeps of a drag. */
export interface DragRecord {
  /** Milliseconds from each move that changed the value to the painted frame with its results. */
  readonly latencies: number[]
  /** Resolves when every move so far is painted. */
  settled(): Promise<void>
}

/**
 * Runs inside the page, so it may use nothing from outside itself. A move counts when the slider's value changed by it.
 * The window has one evaluation under way and keeps only the newest value meanwhile: so a redraw of the charts answers
 * the moves that had come when its evaluation began, which is when the one before was answered. A redraw is seen by the
 * canvases being cleared; the frame is presented when the task after the next animation frame runs.
 */
export function watchDrag(): void {
  const latencies: number[] = []
  /** Times of the moves that the evaluation under way will answer, and of those that wait for the next. */
  let asked: number[] = []
  let waiting: number[] = []
  let lastMove = 0
  let waiters: (() => void)[] = []
  let painting = 0

  addEventListener('pointermove', (event) => (lastMove = event.timeStamp), { capture: true })
  const slider = document.querySelector('[data-field="workload.concurrency"] [role="slider"]')
  if (!slider) throw new Error('The slider is not there.')
  new MutationObserver(() => (asked.length === 0 ? asked : waiting).push(lastMove)).observe(slider, {
    // The value as the document holds it; the thumb's own position moves a moment before.
    attributeFilter: ['aria-valuetext'],
  })

  let drawn = false
  const clear = CanvasRenderingContext2D.prototype.clearRect
  CanvasRenderingContext2D.prototype.clearRect = function clearRect(...area) {
    if (!drawn && this.canvas.isConnected) {
      drawn = true
      // All charts are drawn in one task; its end is the time to look at what it answered.
      queueMicrotask(answered)
    }
    clear.apply(this, area)
  }
  const frameTask = new MessageChannel()
  const presented: (() => void)[] = []
  frameTask.port1.addEventListener('message', () => presented.shift()?.())
  frameTask.port1.start()

  function answered(): void {
    drawn = false
    const moves = asked
    asked = waiting
    waiting = []
    if (moves.length === 0) return
    painting += 1
    requestAnimationFrame(() => {
      presented.push(() => {
        painting -= 1
        const now = performance.now()
        for (const move of moves) latencies.push(now - move)
        settle()
      })
      frameTask.port2.postMessage(null)
    })
  }
  function settle(): void {
    if (asked.length + waiting.length + painting > 0) return
    for (const waiter of waiters) waiter()
    waiters = []
  }
  const dragged: DragRecord = {
    latencies,
    settled: () =>
      new Promise((resolve) => {
        waiters.push(resolve)
        // After the move's own task, in which the value changes.
        setTimeout(settle)
      }),
  }
  Object.assign(window, { dragged })
}
