import { layoutWords } from '#shared/domain/layoutWords.ts'
import { memoryWordOf } from '#shared/words/scenario.ts'
import { precisionName, resourceName } from '#shared/words/labels.ts'
import { percentText } from '#shared/words/text.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import { formatText } from '#shared/units/format.ts'
import { chipOf } from '#shared/register/chips.ts'
import type { ScenarioHead } from './reportData.ts'

/** The head of one scenario's column. @param baselineId the workspace's baseline */
export function headOf(scenario: EvaluatedScenario, baselineId: string): ScenarioHead {
  const { fit } = scenario.result
  return {
    chip: chipOf(scenario),
    name: scenario.name,
    baseline: scenario.id === baselineId,
    model: scenario.resolved.model.name,
    layout: layoutText(scenario),
    fit: fitText(scenario),
    fits: fit.state,
    relative: relativeText(scenario),
    binding: bindingText(scenario),
  }
}

/** "FP8 · TP 8 · PP 2": precision of the weights, then what is used of degrees, drafts and host memory. */
function layoutText(scenario: EvaluatedScenario): string {
  const { deployment } = scenario.resolved
  return [precisionName(deployment.weightPrecision), ...layoutWords(deployment), deployment.serving].join(' · ')
}

/** "Fits, 9 % full", "Does not fit, 21.0 GB short", "Fit unknown". */
function fitText(scenario: EvaluatedScenario): string {
  const { fit } = scenario.result
  switch (fit.state) {
    case 'fits':
      return fit.fullness === null ? 'Fits' : `Fits, ${percentText(fit.fullness)} full`
    case 'doesNotFit':
      return fit.shortfall > 0 ? `Does not fit, ${formatText(fit.shortfall, 'bytes')} short` : 'Does not fit'
    case 'unknown':
      return 'Fit unknown'
  }
}

/** Whose measurements stand in for a machine's own; '' when it has its own. */
function relativeText({ result: { calibration } }: EvaluatedScenario): string {
  return calibration.source === 'fitted' ? '' : `calibrated on ${calibration.donor}`
}

/** What binds decode: "HBM"; '' when the result names none. */
function bindingText(scenario: EvaluatedScenario): string {
  const binding = scenario.result.binding
  return binding ? resourceName(binding.decode.resource, memoryWordOf([scenario])) : ''
}
