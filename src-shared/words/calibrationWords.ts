import type { CalibrationStep, ServingUse } from '../domain/calibrationUse.ts'
import { donorName } from './accuracyNames.ts'
import { softwareName } from './labels.ts'
import { say } from './say.ts'
import { sentences } from './joined.ts'

type Level = NonNullable<ServingUse['level']>
type NameOf = (id: string) => string | null

const unnamed: NameOf = () => null

/** A year or a month, which stands for a version where sources say no other. */
const DATE = /^\d{4}(?:-\d{2})?$/

/** How far a scenario is from what its calibration was fitted to: "Model not measured". */
export const stepName = (step: CalibrationStep): string => say(`calibration.${step}`)

/** The same within a sentence: "model not measured", "a relative’s". */
export function stepWithin(step: CalibrationStep): string {
  const name = stepName(step)
  return name.charAt(0).toLowerCase() + name.slice(1)
}

/** The stack with the version that is assumed: "vLLM 0.19.0", "vLLM, measured 2026-03", "SGLang". */
export function stackText({ software, version }: Pick<ServingUse, 'software' | 'version'>): string {
  const stack = softwareName(software)
  // What stands for all stacks has no version.
  if (version === null || software === 'generic') return stack
  return say('calibration.version', { stack, version, dated: DATE.test(version) ? 'yes' : 'no' })
}

/** Whether some scenarios rest on another stack than others, which a comparison must say. @param uses one a scenario */
export function stacksDiffer(uses: readonly Pick<ServingUse, 'software'>[]): boolean {
  return new Set(uses.map(({ software }) => software)).size > 1
}

/** A scenario of a comparison, by the letter or name it is told apart by. */
export interface Compared {
  readonly name: string
  readonly calibration: Pick<ServingUse, 'step'>
}

/**
 * Those that a scenario fitted to the user's own measurements is compared with and that are not fitted so: part of what tells
 * them apart is then how they are calibrated. None where it is not, or all are.
 */
export function rivalsNotOwn(of: Compared['calibration'], others: readonly Compared[]): readonly string[] {
  return of.step === 'own' ? others.filter(({ calibration }) => calibration.step !== 'own').map(({ name }) => name) : []
}

/** "B and C are not": after a badge that says a scenario is calibrated. @param rivals of `rivalsNotOwn`; '' without any */
export function rivalsBrief(rivals: readonly string[]): string {
  return rivals.length === 0 ? '' : say('calibration.rivalsBrief', { count: rivals.length, rivals })
}

/** The same as a sentence that says what follows. */
export function rivalsSentence(rivals: readonly string[]): string {
  return rivals.length === 0 ? '' : say('calibration.rivals', { count: rivals.length, rivals })
}

/** Which version of the stack is assumed, in a sentence; '' where sources name none or the user runs another. */
export function assumedText(use: ServingUse): string {
  return use.version === null || use.software === 'generic' || use.step === 'versionUnseen'
    ? ''
    : say('calibration.assumed', { stack: stackText(use) })
}

/** How runs of the model differ from all of the fit; null: no run of it tells. */
function levelSentence({ tpot, ttft, points: runs }: Level): string {
  return ttft === 1 ? say('calibration.levelOfSteps', { tpot, runs }) : say('calibration.level', { tpot, ttft, runs })
}

/**
 * All that is said of a calibration, a sentence each: what was measured, which version is assumed, the model's level, the
 * error on runs left out.
 * @param nameOf a device's name; null: none is at hand, and its id stands for it
 */
export function calibrationSentences(use: ServingUse, nameOf: NameOf = unnamed): readonly string[] {
  const { step, points, level, medianError } = use
  const assumed = assumedText(use)
  const donor = step === 'own' ? use.donor : donorName(use.donor, nameOf)
  return [
    say('calibration.meaning', { step, points, donor }),
    ...(assumed === '' ? [] : [assumed]),
    ...(level === null ? [] : [levelSentence(level)]),
    say('calibration.error', { judged: medianError === null ? 'no' : 'yes', error: medianError ?? 0 }),
  ]
}

/** "Calibration: vLLM 0.19.0; model not measured.", and all that is said of it. @param nameOf as of `calibrationSentences` */
export function calibrationLine(use: ServingUse, nameOf: NameOf = unnamed): string {
  const line = say('calibration.line', { stack: stackText(use), step: stepWithin(use.step) })
  return sentences([line, ...calibrationSentences(use, nameOf)])
}
