import type { CalibrationStep } from '../../domain/calibrationUse.ts'
import { message, type Message } from '../message.ts'

type Steps = { readonly [Step in CalibrationStep as `calibration.${Step}`]: Message }
/** How far a scenario is from what its calibration was fitted to: short enough for a badge. */
const steps: Steps = {
  'calibration.own': 'Your measurements',
  'calibration.fitted': 'Fitted',
  'calibration.modelUnseen': 'Model not measured',
  'calibration.versionUnseen': 'Version not measured',
  'calibration.relative': 'A relative’s',
  'calibration.generic': 'Generic',
}

/** What else is said of a calibration. */
export const calibration = {
  ...steps,
  'calibration.none': message<{ readonly device: string }>(
    'No calibration of {device, select, none {any device} other {{device}}}: its relatives’ are used, with wider intervals.',
  ),
  /** `points`: runs of the fit; `donor`: whose they are. */
  'calibration.meaning': message<{ readonly step: CalibrationStep; readonly points: number; readonly donor: string }>(
    `{step, select,
own {Fitted to {points, plural, one {# point} other {# points}} of your own, “{donor}”.}
fitted {Fitted to {points, plural, one {# run} other {# runs}} of this device and stack, this model among them.}
modelUnseen {Fitted to {points, plural, one {# run} other {# runs}} of this device and stack, none of them with this model: the interval is wider.}
versionUnseen {Fitted to {points, plural, one {# run} other {# runs}} of this device and stack in another version than yours: the interval is that of a version left out.}
relative {This device was not measured so with this stack: {points, plural, one {# run} other {# runs}} of {donor} stand in, and the interval is wider.}
other {{points, plural, =0 {Nobody has measured anything alike: efficiencies are neutral} one {Nobody has measured this device or a relative: # run of {donor} stands in} other {Nobody has measured this device or a relative: # runs of {donor} stand in}}, and the interval is the widest.}}`,
  ),
  'calibration.version': message<{ readonly stack: string; readonly version: string; readonly dated: 'yes' | 'no' }>(
    '{dated, select, yes {{stack}, measured {version}} other {{stack} {version}}}',
  ),
  'calibration.assumed': message<{ readonly stack: string }>('The version measured last is assumed: {stack}.'),
  /** Factors by which this model's runs differ from all of the fit. */
  'calibration.level': message<{ readonly tpot: number; readonly ttft: number; readonly runs: number }>(
    'Runs of this model ({runs, number, ::group-off}) take {tpot, number, ::.00} × the stack’s time per token and {ttft, number, ::.00} × its time to first token.',
  ),
  'calibration.levelOfSteps': message<{ readonly tpot: number; readonly runs: number }>(
    'Runs of this model ({runs, number, ::group-off}) take {tpot, number, ::.00} × the stack’s time per token.',
  ),
  'calibration.error': message<{ readonly judged: 'yes' | 'no'; readonly error: number }>(
    '{judged, select, yes {Median error {error, number, ::scale/100 precision-integer} % on runs left out.} other {Its error was never measured.}}',
  ),
  'calibration.showAccuracy': message('Shows the accuracy on this device.'),
  'calibration.line': message<{ readonly stack: string; readonly step: string }>('Calibration: {stack}; {step}.'),
  'calibration.badge': message<{ readonly step: string }>('Calibration: {step}'),
  'calibration.versionField': message('Version of the stack'),
  'calibration.measuredLast': message('Measured last'),
  'calibration.bestCalibrated': message('Best calibrated'),
  'calibration.measuredLastNamed': message<{ readonly last: string }>('{last}, measured last'),
  'calibration.anotherVersion': message('Another'),
  'calibration.versionFieldPrefill': message('Prefill: version of the stack'),
  'calibration.versionsMeasured': message<{ readonly last: string; readonly earlier: number }>(
    '{last}{earlier, plural, =0 {} other { and {earlier, number} more}}',
  ),
  'calibration.versionColumn': message('Versions measured'),
  'calibration.measuredIn': message<{ readonly versions: string }>('Measured in {versions}'),
  'calibration.rivalsBrief': message<{ readonly count: number; readonly rivals: readonly string[] }>(
    '{rivals} {count, plural, one {is} other {are}} not',
  ),
  'calibration.rivals': message<{ readonly count: number; readonly rivals: readonly string[] }>(
    '{rivals} {count, plural, one {is} other {are}} not calibrated to measurements of yours: part of the difference may be that.',
  ),
  'calibration.title': message('Calibration'),
  'calibration.stackTitle': message('Software stack'),
  'calibration.allDevices': message('all measured devices'),
  'calibration.family': message<{ readonly family: string }>('measured {family} devices'),
  'calibration.underStack': message<{ readonly who: string; readonly stack: string }>('{who} with {stack}'),
}
