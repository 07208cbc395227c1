import { layoutWords } from '#shared/words/layoutWords.ts'
import { rivalsBrief, rivalsNotOwn, stackText, stepWithin } from '#shared/words/calibrationWords.ts'
import { memoryWordOf } from '#shared/words/scenario.ts'
import { precisionName, resourceName } from '#shared/words/labels.ts'
import { percentText } from '#shared/words/text.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import { amount } from '#shared/units/amount.ts'
import { fitState, heldText } from '#shared/words/fitWords.ts'
import { say } from '#shared/words/say.ts'
import { chipOf } from '#shared/register/chips.ts'
import { slotLetter } from '#shared/domain/workspace.ts'
import type { Chip } from '#shared/register/types.ts'
import { remarked, withCommas } from '#shared/words/joined.ts'

/** One column of the comparison, as its head shows it. */
export interface ScenarioHead {
  readonly chip: Chip
  readonly name: string
  readonly baseline: boolean
  /** "Llama 3.1 70B" */
  readonly model: string
  /** "fp8 weights, TP 8" */
  readonly layout: string
  /** "Fits, 9 % full" */
  readonly fit: string
  readonly fits: 'fits' | 'doesNotFit' | 'unknown'
  /** How far it is from what its calibration was fitted to, and on which stack: "model not measured, vLLM 0.19.0". */
  readonly calibration: string
  /** What binds decode: "HBM"; '' when unknown. */
  readonly binding: string
}

/** The head of one scenario's column. @param baselineId the workspace's baseline @param all those it is compared with, itself among them */
export function headOf(
  scenario: EvaluatedScenario,
  baselineId: string,
  all: readonly EvaluatedScenario[],
): ScenarioHead {
  const { fit } = scenario.result
  return {
    chip: chipOf(scenario),
    name: scenario.name,
    baseline: scenario.id === baselineId,
    model: scenario.resolved.model.name,
    layout: layoutText(scenario),
    fit: fitText(scenario),
    fits: fit.state,
    calibration: calibrationText(scenario, all),
    binding: bindingText(scenario),
  }
}

/** "FP8 · TP 8 · PP 2": precision of the weights, then what is used of degrees, drafts and host memory. */
function layoutText(scenario: EvaluatedScenario): string {
  const { deployment } = scenario.resolved
  return [precisionName(deployment.weightPrecision), ...layoutWords(deployment), deployment.serving].join(' · ')
}

/** "Fits, 9 % full", "May not fit, 96 % full", "Does not fit, 21.0 GB short", "Fit unknown"; then how many requests do. */
export function fitText({ result: { fit } }: EvaluatedScenario): string {
  const state = fitState(fit)
  const held = heldText(fit)
  const how =
    fit.state === 'doesNotFit'
      ? [...(fit.shortfall > 0 ? [say('fit.short', { bytes: amount(fit.shortfall, 'bytes') })] : [])]
      : [...(fit.fullness === null ? [] : [say('fit.fullness', { full: percentText(fit.fullness) })])]
  return withCommas([state, ...how, ...(held === '' ? [] : [held])])
}

/**
 * How far it is from what its calibration was fitted to, and on which stack: "model not measured, vLLM 0.19.0"; where it is
 * fitted to own measurements, which of the others are not: "your measurements (B is not), vLLM".
 */
function calibrationText(
  { id, result: { calibration } }: EvaluatedScenario,
  all: readonly EvaluatedScenario[],
): string {
  const others = all.filter((other) => other.id !== id)
  const rivals = rivalsBrief(
    rivalsNotOwn(
      calibration,
      others.map(({ slot, result }) => ({ name: slotLetter(slot), calibration: result.calibration })),
    ),
  )
  const step = stepWithin(calibration.step)
  return withCommas([rivals === '' ? step : remarked(step, rivals), stackText(calibration)])
}

/** What binds decode: "HBM"; '' when the result names none. */
function bindingText(scenario: EvaluatedScenario): string {
  const binding = scenario.result.binding
  return binding ? resourceName(binding.decode.resource, memoryWordOf([scenario])) : ''
}
