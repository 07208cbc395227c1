import type { limits as english } from '../english/limits.ts'
import type { Translation } from '../translation.ts'

/** Why a number, or an edit of a figure, is refused, and what would do. */
export const limits: Translation<typeof english> = {
  'limit.most': '过大：请填写{most}或更小的值。',
  'limit.least': '过小：请填写{least}或更大的值。',
  'limit.whole': '此处只能是整数：请填写{below}或{above}。',
  'limit.range': '该值在其范围之外：请填写低于它的下限和高于它的上限。',
  'limit.idle': '设备空闲时的功耗不会超过其板卡功耗：请降低前者或提高后者。',
  'limit.active': '一个 token 经过的参数不会多于模型的参数：请降低前者或提高后者。',
  'limit.reportSections': '报告的每个部分只出现一次，并以决策及其依据开头。',
  'limit.ownSections': '报告有两个部分的 id 相同：请更改其一。',
  'limit.editedBlocks': '报告中手工修改的文字过多：请让其中一些按计算结果显示。',
  'limit.leftOut': '{figure}未计入，因其为{found}。{why}',
  'limit.leftOutRest': '{others, plural, =0 {} other {另有 # 个数字超出其限制，同样未计入。}}其余与保存时相同。',
  'limit.leftOutNote': '未计入，因其为{found}。{why}',
  'edit.ungraded': '已知数据需要可信等级：请说明其可信程度。',
  'edit.unsourced': '等级为“{grade}”的数据需要来源：请注明，或将其等级改为自有、估计或猜测。',
}
