import { speakIfAsked } from '#shared/words/askedLanguage.ts'
import { inWords } from '#shared/words/inWords.ts'
import { predictLine } from '../../engine/predict/predict.ts'
import type { AppPaths } from '../paths.ts'
import { openFacts } from './predictFacts.ts'

/** Answers the lines of `memwall predict`. */
export interface Predictor {
  /** One sentence when the library was restored or cannot be written; null when all is well. */
  readonly notice: string | null
  /** @param line one request as JSON text @returns its answer as JSON text, without a line end; never throws */
  answer(line: string): string
  /** Lets go of the library. */
  close(): Promise<void>
}

/**
 * Joins the library and the engine for the machine interface: no worker and no contract, because the caller is a script
 * that sends thousands of requests to a process of its own.
 * @throws CodedError library-failed
 */
export async function openPredictor(paths: Pick<AppPaths, 'dataFolder' | 'resourcesFolder'>): Promise<Predictor> {
  speakIfAsked(process.env['MEMWALL_LANGUAGE'])
  const { facts, notice, close } = await openFacts(paths)
  return { notice, answer: (line) => JSON.stringify(inWords(predictLine(line, facts))), close }
}
