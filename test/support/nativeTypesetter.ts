import { createRequire } from 'node:module'

/** Whether there is a native typesetter for this machine; where there is none, it says so. */
export function hasNative(): boolean {
  try {
    createRequire(import.meta.url)('@myriaddreamin/typst-ts-node-compiler')
    return true
  } catch {
    process.stdout.write('Skipped: there is no native typesetter for this machine.\n')
    return false
  }
}
