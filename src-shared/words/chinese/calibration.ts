import type { calibration as english } from '../english/calibration.ts'
import type { Translation } from '../translation.ts'

/** How far a scenario is from what its calibration was fitted to. */
export const calibration: Translation<typeof english> = {
  'calibration.own': '您的测量',
  'calibration.fitted': '已拟合',
  'calibration.modelUnseen': '模型未测',
  'calibration.versionUnseen': '版本未测',
  'calibration.relative': '沿用同类',
  'calibration.generic': '通用',
  'calibration.none': '没有{device, select, none {任何设备} other { {device} }}的校准：采用同类设备的校准，区间更宽。',
  'calibration.meaning': `{step, select,
own {用您自己的{points, number}个测点拟合（“{donor}”）。}
fitted {用该设备与软件栈的{points, number}次运行拟合，其中包括该模型。}
modelUnseen {用该设备与软件栈的{points, number}次运行拟合，其中没有该模型：区间更宽。}
versionUnseen {用该设备与软件栈其他版本的{points, number}次运行拟合：区间为留出版本的区间。}
relative {该设备未用该软件栈这样测过：以{donor}的{points, number}次运行代替，区间更宽。}
other {{points, plural, =0 {没有任何类似的测量：效率取中性值} other {没有该设备或同类设备的测量：以{donor}的 # 次运行代替}}，区间最宽。}}`,
  'calibration.version': '{dated, select, yes {{stack}，{version}实测} other {{stack} {version}}}',
  'calibration.assumed': '假定为最近一次测量的版本：{stack}。',
  'calibration.level':
    '该模型的运行（{runs, number, ::group-off}次）为软件栈每 token 时延的{tpot, number, ::.00}倍、首 token 时延的{ttft, number, ::.00}倍。',
  'calibration.levelOfSteps':
    '该模型的运行（{runs, number, ::group-off}次）为软件栈每 token 时延的{tpot, number, ::.00}倍。',
  'calibration.error':
    '{judged, select, yes {在留出的运行上误差中位数为{error, number, ::scale/100 precision-integer} %。} other {其误差从未测量。}}',
  'calibration.showAccuracy': '显示在该设备上的准确度。',
  'calibration.line': '校准：{stack}；{step}。',
  'calibration.badge': '校准：{step}',
  'calibration.versionField': '软件栈版本',
  'calibration.measuredLast': '最近实测',
  'calibration.bestCalibrated': '校准最好',
  'calibration.measuredLastNamed': '{last}，最近实测',
  'calibration.anotherVersion': '其他',
  'calibration.versionFieldPrefill': '预填充：软件栈版本',
  'calibration.versionsMeasured': '{last}{earlier, plural, =0 {} other { 及另外 # 个}}',
  'calibration.versionColumn': '实测版本',
  'calibration.measuredIn': '实测版本{versions}',
  'calibration.rivalsBrief': '{count, plural, other {{rivals}未校准}}',
  'calibration.rivals': '{count, plural, other {{rivals}未用您的测量校准：部分差异可能源于此。}}',
  'calibration.title': '校准',
  'calibration.stackTitle': '软件栈',
  'calibration.allDevices': '全部实测设备',
  'calibration.family': '实测的{family}设备',
  'calibration.underStack': '{who}，{stack}',
}
