import type { Timing } from '../costing/timing.ts'

/**
 * Scales a kernel's benchmark time to service. Its overhead holds the latency its traffic does not hide, so a factor below
 * 1 shortens the whole kernel (graphs, fusion) and one above 1 lengthens its traffic: either way more of a resource never
 * makes it slower.
 */
export function scaleKernel(factor: number, out: Timing): void {
  if (factor < 1) {
    out.seconds *= factor
    out.overhead *= factor
  } else {
    out.seconds += (factor - 1) * (out.seconds - out.overhead)
  }
}

/** The same for moving data between devices: its overhead is apart. */
export function scaleTransfer(factor: number, out: Timing): void {
  out.seconds = out.overhead + (out.seconds - out.overhead) * factor
}
