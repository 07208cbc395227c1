import { withEnding } from './fileEnding.ts'
import { WRITTEN_KINDS, type WrittenKind } from './fileKinds.ts'

/**
 * A name as a native dialog may suggest it, whatever the page asked for: no folder, nothing hidden, nothing that cannot
 * be read, and the ending of its kind.
 */
export function suggestedName(wanted: string, kind: WrittenKind): string {
  const last = wanted.split(/[/\\]/).at(-1) ?? ''
  // Letters that turn the order of others around would show an ending that is not there.
  const plain = last
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/^[.\s]+/, '')
    .trim()
  return withEnding(plain === '' ? 'memwall' : plain, WRITTEN_KINDS[kind].extension)
}
