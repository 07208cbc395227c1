import type { experiment as english } from '../english/experiment.ts'
import type { Translation } from '../translation.ts'

/** What a bandwidth experiment says, and the command that asks for it. */
export const experiment: Translation<typeof english> = {
  'experiment.noLaw.same-bandwidth': '各测量的带宽相同；请在两个不同带宽下测量。',
  'experiment.noLaw.slower-with-more': '时间随带宽上升，说明还有其他变化；请只改变带宽重新测量。',
  'experiment.noLaw.faster-than-proportional':
    '时间的下降超过带宽的上升，仅靠数据移动做不到；请求排队可以，或者还有其他变化：请在低并发或固定并发下重新测量。',
  'experiment.share':
    '在{bandwidth}下，{share}的时间用于在其上移动数据：100 次此类实验中有 80 次真值在{low}与{high}之间。',
  'experiment.notRepeated':
    '在{bandwidth}下，{share}的时间用于在其上移动数据。没有重复测量，无从得知可信程度：若时间偏差{off}，则在{low}与{high}之间。请在每个带宽下测量三次。',
  'experiment.repeatsNeeded': '重复测量的离散为{spread}：每个带宽{count, number}次可将占比确定到上下{within}。',
  'experiment.repeatsHopeless':
    '重复测量的离散为{spread}，再多次数也无法将占比确定到上下{within}：请查找其间还有什么变化。',
  'experiment.lawHolds': '就重复测量所能判断，各带宽符合同一规律。',
  'experiment.bringsLess': '最快的测量慢于规律：数据移动与其余部分重叠，或已有其他瓶颈，下一步带来的收益小于规律所示。',
  'experiment.bringsMore': '最快的测量快于规律：还有其他因素随带宽变化，请在其余不变的条件下重新测量。',
  'experiment.lawNotTested': '没有重复测量，无法判断各带宽是否符合同一规律；偏离最大的测量相差{off}。',
  'experiment.next': '在{bandwidth}下，规律给出的时间相对最快实测带宽变化{change}：在{low}与{high}之间。',
  'experiment.nextWithout': '在{bandwidth}下，规律给出的时间相对最快实测带宽变化{change}。',
  'experiment.tooFar': '{bandwidth}与实测相差超过{times, number}倍：仍按规律推算，但无法给出可信程度。',
  'experiment.underLoad': '负载下的首 token 时间主要是等待：请在低并发或固定并发下测量。',
  'experiment.command.needsTwo': '前两个带宽需要实测时间，例如“200 Gb/s=0.78”',
  'experiment.command.about':
    '若只有一个带宽变化，则时间 = a + b ÷ 带宽。前两个测量给出 a 和 b：即在任意带宽下，用于在该链路或内存上移动数据的时间。其余带宽为预测；给出时间的，则与预测对照。\n有重复测量或使用 --fit 时，规律取自全部测量：占比带有 100 次实验中 80 次成立的区间，规律以重复测量的离散检验，并说明需要多少次重复。重复测量以斜杠分隔，或再次写出同一带宽。\n带宽带单位（Gb/s 为比特，GB/s 为字节）。时间带单位，或为相对其他值的数字：吞吐可写 1 和 1/增益，或用 --throughput 直接写吞吐。',
  'experiment.command.fit': '规律取自全部测量，而非前两个',
  'experiment.command.throughput': '= 之后是吞吐，越大越好',
  'experiment.command.exampleRepeats': '每个带宽重复三次：并给出占比的可信程度',
}
