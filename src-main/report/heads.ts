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
import type { ScenarioHead } from './reportData.ts'

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
function fitText({ result: { fit } }: EvaluatedScenario): string {
  const state = fitState(fit)
  const held = heldText(fit)
  const how =
    fit.state === 'doesNotFit'
      ? [...(fit.shortfall > 0 ? [say('fit.short', { bytes: amount(fit.shortfall, 'bytes') })] : [])]
      : [...(fit.fullness === null ? [] : [say('fit.fullness', { full: percentText(fit.fullness) })])]
  return [state, ...how, ...(held === '' ? [] : [held])].join(', ')
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
  return [rivals === '' ? step : `${step} (${rivals})`, stackText(calibration)].join(', ')
}

/** What binds decode: "HBM"; '' when the result names none. */
function bindingText(scenario: EvaluatedScenario): string {
  const binding = scenario.result.binding
  return binding ? resourceName(binding.decode.resource, memoryWordOf([scenario])) : ''
}
