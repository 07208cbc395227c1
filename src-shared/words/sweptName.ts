import { SWEPT_CODES, type SweptInput } from '../domain/analysis/sweep.ts'
import { say } from './say.ts'

/** What an input that can be swept is called: "Hours in use". */
export function sweptName(input: SweptInput): string {
  const code = SWEPT_CODES[input]
  return code === 'input.densePeak' ? say(code, { format: 'any' }) : say(code)
}
