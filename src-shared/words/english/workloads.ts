import { message } from '../message.ts'

/** Loads to start from. */
export const workloads = {
  'workload.azure-chat': message('Chat, recorded by Azure'),
  'workload.azure-code': message('Code, recorded by Azure'),
  'workload.mooncake-chat': message('Long chat, recorded by Kimi'),
  'workload.servegen-reasoning': message('Reasoning, recorded by Alibaba'),
  'workload.coding-agent': message('Coding agent, recorded'),
  /** How widely a recorded load spreads, after its means. */
  'workload.spread': message<{ readonly half: string; readonly ninety: string; readonly output: string }>(
    'half of the inputs up to {half}, one in ten above {ninety}; outputs one in ten above {output}',
  ),
  'workload.middle': message('middle of all steps'),
}
