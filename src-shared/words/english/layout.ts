import type { Amount } from '../../units/amount.ts'
import { message } from '../message.ts'

/** How a model is laid out over its devices. A number and its word stay on one line. */
export const layout = {
  'layout.degree': message<{ readonly name: string; readonly degree: number }>(
    '{name}\u00a0{degree, number, ::group-off}',
  ),
  /** Redundant experts a layer. */
  'layout.redundantExperts': message<{ readonly copies: number }>('RE\u00a0{copies, number, ::group-off}'),
  'layout.drafted': message<{ readonly tokens: number }>('{tokens, number, ::group-off}\u00a0drafted'),
  'layout.weightsInHostMemory': message<{ readonly share: Amount }>('{share} of weights in host memory'),
  'layout.kvInHostMemory': message<{ readonly share: Amount }>('{share} of KV in host memory'),
  'layout.prefillDevice': message('Prefill runs on'),
  'layout.sameDevice': message('The devices that decode'),
  'layout.thisScenario': message('This scenario'),
  'layout.devicesThatDecode': message('Devices that decode'),
  'layout.prefillDeviceStep': message<{ readonly letter: string }>('{letter}: device of the prefill pool'),
  'layout.redundantExpertsField': message('Redundant experts a layer'),
  /** After the name of a pool: "Decode: …". */
  'layout.redundantExpertsWithin': message('redundant experts a layer'),
}
