import type { columns as english } from '../english/columns.ts'
import type { Translation } from '../translation.ts'

/** What a change of a column brought with it. */
export const columns: Translation<typeof english> = {
  'action.undo': '撤销',
  'origin.scenario': '在本方案中设定',
  'columns.before': '之前',
  'columns.asMany': '{letter}有{devices} × {device}，设备数与{other}相同。',
  'columns.otherNumber':
    '{letter}有{devices} × {device}，而不是像{other}那样的{before}台：{why, select, systems {设备按整机提供} other {那么多台承载不了该负载}}。',
  'columns.splitAnew':
    '{letter}：该模型无法按之前的方式切分，因此同样的{devices}台设备重新切分：由{before}改为{after}。',
}
