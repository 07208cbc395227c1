import { SOFTWARE_STACKS, type Software } from '#shared/domain/software.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { softwareName } from '#shared/words/labels.ts'
import { say } from '#shared/words/say.ts'
import type { ChoiceInput } from './fields.ts'
import { measuredVersions, type StackChoices } from './stackChoices.ts'
import type { Recipe } from '../history.ts'

/** The value of an option that stands for the best-calibrated stack. */
export const BEST = 'best'
const LAST = 'last'
/** What a file says of a version nobody measured, chosen here; one that is typed into a file has its own name. */
const ANOTHER = 'another'

type Option = ChoiceInput['options'][number]

/** Options of stacks, each with the versions it was measured in on the device. @param chosen what a file has; offered too */
export function softwareOptions(
  choices: StackChoices,
  hardware: HardwareProfile,
  offered: readonly Software[],
  chosen: Software | null,
): readonly Option[] {
  return SOFTWARE_STACKS.filter((stack) => offered.includes(stack) || stack === chosen).map((value) => {
    const versions = measuredVersions(choices, hardware, value)
    return {
      value,
      label: softwareName(value),
      ...(versions.length === 0 ? {} : { hint: say('calibration.measuredIn', { versions: versions.join(', ') }) }),
    }
  })
}

/** Which version of a stack runs: the one measured last, another measured one, or one nobody measured. */
export function versionField(
  field: Pick<ChoiceInput, 'id' | 'label'>,
  version: string | null,
  measured: readonly string[],
  set: (version: string | null) => Recipe,
): ChoiceInput {
  const [last, ...earlier] = measured
  const label = last === undefined ? say('calibration.measuredLast') : say('calibration.measuredLastNamed', { last })
  const others = [
    ...earlier,
    ...(version === null || version === ANOTHER || measured.includes(version) ? [] : [version]),
  ]
  return {
    ...field,
    kind: 'choice',
    group: 'Deployment',
    detail: version === null,
    overridden: false,
    grade: null,
    value: version === null || version === last ? LAST : version,
    as: others.length === 0 ? 'segment' : 'select',
    options: [
      { value: LAST, label },
      ...others.map((each) => ({ value: each, label: each })),
      { value: ANOTHER, label: say('calibration.anotherVersion') },
    ],
    set: (next) => set(next === LAST ? null : next),
  }
}
