import type { Wording } from '../domain/wording.ts'
import { wordingText } from './say.ts'

/** The words of a reason. @param otherwise said where none was given */
export function reasonText(reason: Wording | null | undefined, otherwise: string): string {
  return reason ? wordingText(reason) : otherwise
}
