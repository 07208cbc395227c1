import type { briefFields as english } from '../english/briefFields.ts'
import type { Translation } from '../translation.ts'

/** Why a field of the brief is not read or set, and what would do. */
export const briefFields: Translation<typeof english> = {
  'briefField.unknown': '需求书没有“{path}”；您是指“{nearest}”吗？',
  'briefField.alternative':
    '需求书没有备选方案“{named}”；{known, select, none {目前还没有任何备选} other {现有{known}}}。',
  'briefField.part': '“{path}”由多个部分组成：请设置其中之一，例如“{nearest}”。',
  'briefField.fixed': '“{path}”不能手工设置：请添加备选方案，或移除后另行添加。',
  'briefField.missing': '“{path}”所属的部分需求书中尚不存在：“{owner}”为空。',
  'briefField.needed': '“{path}”不能为空：请填写。',
  'briefField.number': '“{path}”：{why}',
  'briefField.range': '“{path}”写作一个值，或写作“值 (下限..上限)”，值在两者之间。',
  'briefField.plain': '“{path}”是单个数字，没有范围：请只填写该值。',
  'briefField.choice': '“{path}”应为以下之一：{choices}。',
  'briefField.date': '“{path}”是日期，例如 2026-11-20。',
  'briefField.long': '“{path}”至多{most, number}个字符。',
}
