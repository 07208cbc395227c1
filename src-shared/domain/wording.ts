import type { Amount } from '../units/amount.ts'
import type { AuditFileWords } from './auditFileWords.ts'
import type { AuditWords } from './auditWords.ts'
import type { BriefWords } from './briefWords.ts'
import type { Cause } from './cause.ts'
import type { WeightPart } from './checkpoint.ts'
import type { Economics } from './economics.ts'
import type { ExperimentWords } from './experimentWords.ts'
import type { Grade } from './provenance.ts'
import type { Software } from './software.ts'

/** Words whose code and parameters are known; without parameters, the code alone. Plain data: it crosses threads and JSON. */
export type Worded<Table> =
  | { readonly code: PlainCode<Table>; readonly parameters?: never }
  | {
      [Code in keyof Table]: keyof Table[Code] extends never
        ? never
        : { readonly code: Code; readonly parameters: Table[Code] }
    }[keyof Table]

/** Codes of a table that take no parameters. */
export type PlainCode<Table> = {
  [Code in keyof Table]: keyof Table[Code] extends never ? Code : never
}[keyof Table]

/** No parameters. */
type None = Readonly<Record<never, never>>
type YesNo = 'yes' | 'no'
type Device = { readonly device: string }
/** `allowed`: numbers that would do. */
type Divides = { readonly degree: number; readonly allowed: Alternatives }

/** One of several, as a sentence offers them: "1, 2, 4 or 8". */
export interface Alternatives {
  readonly oneOf: readonly string[]
}
/** Terms of a formula: "weights + KV cache". */
export interface Sum {
  readonly sum: readonly Wording[]
}

/** What the user should know, by code. */
export interface FindingWords {
  /** `held`: of the requests asked for, how many fit at once where all that is estimated is at its upper end. */
  'fit-uncertain': { readonly held: number; readonly requests: number }
  'degrees-devices': {
    readonly tensor: number
    readonly pipeline: number
    readonly data: number
    readonly context: number
    readonly product: number
    readonly devices: number
  }
  'tensor-heads': Divides & {
    readonly heads: number
    readonly kind: 'query' | 'linear' | 'state'
    readonly model: string
  }
  'pipeline-layers': { readonly model: string; readonly layers: number; readonly stages: number }
  'expert-dense': { readonly model: string }
  /** `held`: redundant experts that are set; `redundant`: the fewest with which the degree divides. */
  'expert-experts': Divides & {
    readonly experts: number
    readonly held: number
    readonly model: string
    readonly redundant: number
  }
  'expert-width': Divides & { readonly width: number }
  'wafer-context': Device
  'wafer-offload': Device
  'offload-link': Device
  'wafer-stages': { readonly degree: number; readonly stages: number }
  'pools-missing': None
  'pool-surplus': {
    readonly pool: 'prefill' | 'decode'
    readonly surplus: number
    readonly workers: number
    readonly device: string
  }
  'pools-transfer': {
    readonly bytes: Amount
    readonly link: string
    readonly device: string
    readonly bandwidth: Amount
    /** Whether the cache is written anew as it arrives, and why. */
    readonly anew: 'no' | 'order' | 'format'
    readonly from: string
    readonly to: string
  }
  'pools-devices': { readonly prefill: number; readonly decode: number; readonly total: number }
  'figure-missing': {
    readonly figure: 'bandwidth' | 'cores' | 'peak' | 'link' | 'other'
    readonly device: string
    readonly precision: string
  }
  /** `share`: of the weights, 0 to 1. */
  'weights-streamed': { readonly share: number }
  /** `needed`: such devices that would hold it; 0: no number of them does. */
  'weights-do-not-fit': Device & {
    readonly weights: Amount
    readonly missing: Amount
    readonly devices: number
    readonly needed: number
  }
  /** `held`: requests that fit at once. `needed`: see above. */
  'kv-does-not-fit': {
    readonly held: number
    readonly requests: number
    readonly kv: Amount
    readonly input: number
    readonly output: number
    readonly missing: Amount
    readonly needed: number
  }
  'requests-wait': { readonly served: number; readonly waiting: number; readonly limit: 'memory' | 'step' }
  'prefill-saturated': None
  bottleneck: { readonly part: 'prefill' | 'decode' | 'link' }
  'context-exceeded': { readonly tokens: number; readonly model: string; readonly context: number }
  /** `shared`: the machine has both to deal out. `prefill`: memory's share with prompts in the step, 0 to 1. */
  'bandwidth-allocation': Device & {
    readonly shared: YesNo
    readonly memory: Amount
    readonly link: Amount
    readonly prefill: number
  }
  'figure-estimated': Device & { readonly figure: 'peak' | 'link' }
  /** Seconds each wafer adds to a token, with their range. */
  'wafer-passage': { readonly wafers: number; readonly each: Amount; readonly low: Amount; readonly high: Amount }
  'peak-derived': Device & { readonly precision: string }
  'precision-unpacked': Device & { readonly precision: string; readonly format: string }
  /** `checkpoint`: the published form that is followed, where one is; else the rule of the name holds. */
  'weights-cover': {
    readonly precision: string
    readonly published: YesNo
    readonly checkpoint: string
    readonly held: readonly Wording[]
  }
  'stack-unused': { readonly stack: string }
  /** `error`: on points left out, as a share; said where it is judged. */
  'stack-own': {
    readonly points: number
    readonly stack: string
    readonly judged: YesNo
    readonly error: number
  }
  'calibration-unexercised': {
    readonly part: 'experts' | 'collectives' | 'attention' | 'ranks'
    readonly donor: string
  }
  'calibration-inherited': Device & { readonly source: string; readonly donor: string }
  extrapolated: {
    readonly axis: 'requestsPerRank' | 'inputTokens' | 'contextTokens'
    readonly value: Amount
    readonly donor: string
    readonly low: Amount
    readonly high: Amount
  }
  'stages-idle': { readonly stages: number; readonly requests: number }
  /** Shares from 0 to 1. */
  'movement-share': { readonly share: number; readonly onDie: number; readonly wall: YesNo; readonly within: YesNo }
}

/** Why a number is not known, and what fits, by code. */
export interface ReasonWords {
  /** Words of somebody else: the name of a level or of a device. */
  verbatim: { readonly text: string }
  'fit.invalid': None
  'fit.capacityUnknown': Device
  'fit.fits': { readonly weights: Amount; readonly kv: Amount; readonly usable: Amount }
  'weights.held': { readonly format: string; readonly bits: number; readonly parts: readonly Wording[] }
  /** `layers`: how many of its layers; 0: all of them, or it is in no layer. */
  'weights.part': { readonly part: WeightPart; readonly layers: number; readonly of: number }
  'reason.noDecodeStep': None
  'reason.costUnknown': None
  'reason.powerUnknown': Device
  /** `other`: the price of the other way to pay is known. */
  'reason.noPrice': Device & { readonly mode: Economics['mode']; readonly other: YesNo }
  'reason.noPriceToSearch': Device & { readonly mode: Economics['mode']; readonly other: YesNo }
  'reason.electricityUnknown': Device
  'reason.facilityUnknown': Device
  'reason.doesNotRun': None
  'reason.noConfiguration': Device & {
    readonly most: number
    readonly model: string
    readonly bounds: readonly Wording[]
    readonly bounded: YesNo
  }
  'bound.tpot': None
  'bound.ttft': None
  'bound.budget': None
  'reason.invalidWhenMeasured': None
  'reason.tooFewPoints': { readonly points: number; readonly least: number }
  'reason.cannotBeServed': None
  'reason.noPowerInProfile': None
  'reason.noRackInProfile': None
  'reason.noAreaInProfile': None
  'reason.noPriceAtHand': None
  'reason.priceNotKnown': None
  'reason.doesNotFit': None
  'reason.notKnown': None
  'reason.notEvaluated': None
  'warning.figureEstimated': Device
  'warning.doesNotFit': None
  'warning.requestsWait': { readonly served: number }
  'warning.inherited': { readonly donor: string }
  'warning.redundantExperts': { readonly copies: number }
  'warning.extrapolated': { readonly donor: string }
  'warning.bottleneck': { readonly part: string }
  'warning.ignored': { readonly fields: string }
}

/** Formulas, labels and notes of "Why?". */
export interface ExplanationWords {
  'formula.tpot': { readonly causes: Sum }
  'formula.tpotMeanStep': None
  'formula.ttft': None
  'formula.e2e': None
  'formula.userSpeed': None
  'formula.systemThroughput': None
  'formula.deviceThroughput': None
  'formula.inputThroughput': None
  'formula.movementShare': None
  'formula.onDieShare': None
  'formula.prefill': None
  'formula.decodeStep': None
  'formula.power': None
  'formula.energyPerOutputToken': None
  'formula.energyPerInputToken': None
  'formula.costPerHour': { readonly mode: Economics['mode'] }
  'formula.costPerMillionOutput': None
  'formula.costPerMillionInput': None
  'formula.costPerMillionCachedInput': None
  'formula.carbonPerHour': None
  'formula.carbonPerMillionOutput': None
  'term.requestOverhead': None
  'term.promptHost': None
  'term.modelLevel': None
  'term.prompt': None
  'term.timeToFirstToken': None
  'term.outputTokensButOne': None
  'term.timePerOutputToken': None
  'term.requestsAtOnce': None
  'term.outputTokens': None
  'term.outputTokensPerSecond': None
  'term.devices': None
  'term.inputTokens': None
  'term.inputTokensPerSecond': None
  'term.requestRate': None
  'term.step': None
  'term.meanPower': None
  'term.hostPower': None
  'term.networkPower': None
  'term.addedToPrice': None
  'term.addedToPriceOf': Device
  'term.decodeShare': None
  'term.promptShare': None
  'term.pricePerDevice': None
  'term.priceOf': { device: string; count: number }
  'term.devicesPaidFor': None
  'term.capitalOrRent': None
  'term.energy': None
  'term.operations': None
  'term.facility': None
  'term.migration': None
  'term.costPerHour': None
  'term.utilisation': None
  'term.carbonUse': None
  'term.carbonIntensity': None
  'term.carbonOfMaking': None
  'term.carbonPerHour': None
  'note.moved': { readonly bytes: Amount; readonly level: string }
  'note.servingStack': None
  'note.promptHost': None
  'note.modelLevel': { readonly runs: number; readonly donor: string }
  'note.waitingFor': None
  'note.promptSteps': { readonly steps: number; readonly tokens: number }
  'note.notHidden': None
  'note.seeThere': None
  'note.butOne': { readonly tokens: number }
  'note.thoseThatFit': None
  'note.perRequest': None
  'note.wholeDeployment': None
  'note.inTheDeployment': None
  'note.finishedPerSecond': None
  'note.stepOf': { readonly requests: number; readonly tokens: number }
  'note.devicesUnderLoad': { readonly devices: number }
  'note.allTheTime': None
  'note.notInPrice': None
  'note.butPrompts': None
  'note.ofDeviceTime': None
  'note.price': { readonly mode: Economics['mode'] }
  'note.wholeSystems': None
  'note.perHour': None
  'note.operations': None
  'note.migration': None
  'note.hourlyParts': None
  'note.hoursServing': None
  'note.ofElectricity': None
  'note.ofSite': None
  'note.makingUnknown': None
  'note.perLifetimeHour': None
  'note.useAndMaking': None
  'uncertainty.energy': None
  'uncertainty.cost': None
  'uncertainty.measured': { readonly runs: number; readonly donor: string }
  'uncertainty.unmeasured': None
}

/** Work of one operator with its numbers. */
export interface OperatorWords {
  'operator.product': { readonly rows: Amount; readonly n: Amount; readonly k: Amount; readonly weightBytes: number }
  'operator.attention': {
    readonly requests: Amount
    readonly context: Amount
    readonly elements: Amount
    readonly elementBytes: number
    readonly read: Amount
  }
  'operator.index': {
    readonly requests: Amount
    readonly entries: Amount
    readonly heads: number
    readonly headSize: number
    readonly operations: Amount
    readonly keys: Amount
    readonly scores: Amount
  }
  'operator.experts': {
    readonly tokens: Amount
    readonly chosen: number
    readonly experts: number
    readonly read: Amount
  }
  'operator.collective': {
    readonly rows: Amount
    readonly rowBytes: Amount
    readonly devices: number
    readonly link: string
  }
  'operator.state': { readonly moved: Amount }
  'operator.stream': { readonly moved: Amount }
}

/** What operators are called, and what takes time without being one. */
export interface OperatorNameWords {
  'operatorName.normalisation': None
  'operatorName.contextGather': None
  'operatorName.contextSum': None
  'operatorName.cacheWrite': None
  'operatorName.allReduceAttention': None
  'operatorName.allReduceFeedForward': None
  'operatorName.allReduceEmbedding': None
  'operatorName.embedding': None
  'operatorName.stageTransfer': None
  'operatorName.head': None
  'operatorName.sampling': None
  'operatorName.logits': None
  'operatorName.queryKeyValue': None
  'operatorName.attention': None
  'operatorName.attentionOutput': None
  'operatorName.router': None
  'operatorName.latentDown': None
  'operatorName.latentUp': None
  'operatorName.tokensToExperts': None
  'operatorName.expertsToTokens': None
  'operatorName.routedExperts': None
  'operatorName.queryAndLatent': None
  'operatorName.queryLatentDown': None
  'operatorName.queryUp': None
  'operatorName.keyValueUp': None
  'operatorName.latentAttention': None
  'operatorName.attentionOutputDown': None
  'operatorName.attentionOutputUp': None
  'operatorName.stateUpdate': None
  'operatorName.queryKeyValueGate': None
  'operatorName.mixerOutput': None
  'operatorName.mixerInput': None
  'operatorName.stateParameters': None
  'operatorName.timeStep': None
  'operatorName.indexProjection': None
  'operatorName.indexScan': None
  'operatorName.requestOverhead': None
  'operatorName.queue': None
  'operatorName.kvTransfer': None
  'operatorName.stepOverhead': None
  'operatorName.feedForwardGateUp': None
  'operatorName.feedForwardUp': None
  'operatorName.feedForwardActivation': None
  'operatorName.feedForwardDown': None
  'operatorName.sharedExpertGateUp': None
  'operatorName.sharedExpertUp': None
  'operatorName.sharedExpertActivation': None
  'operatorName.sharedExpertDown': None
  'operatorName.attentionWindow': { readonly window: number }
  /** Tokens an entry of the cache stands for. */
  'operatorName.attentionCompressed': { readonly ratio: number }
  /** The part of an operator that works on decoding requests, where prompts are in the step. */
  'operatorName.decoding': { readonly operator: Wording }
}

/** Why a number, or an edit of a figure, is refused, and what would do. */
export interface LimitWords {
  'limit.most': { readonly most: Amount }
  'limit.least': { readonly least: Amount }
  /** Whole numbers beside one that is none. */
  'limit.whole': { readonly below: Amount; readonly above: Amount }
  'limit.range': None
  'limit.idle': None
  'limit.active': None
  'limit.reportSections': None
  'limit.ownSections': None
  'limit.editedBlocks': None
  'limit.leftOut': { readonly figure: string; readonly found: string; readonly why: Wording }
  'limit.leftOutRest': { readonly others: number }
  'limit.leftOutNote': { readonly found: string; readonly why: Wording }
  'edit.ungraded': None
  'edit.unsourced': { readonly grade: string }
}

/** Why a field of the brief is not read or set. Paths as in the file. */
export interface BriefFieldWords {
  'briefField.unknown': { readonly path: string; readonly nearest: string }
  /** `known`: ids in one line; “none”: there are no alternatives. */
  'briefField.alternative': { readonly named: string; readonly known: string }
  'briefField.part': { readonly path: string; readonly nearest: string }
  'briefField.fixed': { readonly path: string }
  'briefField.missing': { readonly path: string; readonly owner: string }
  'briefField.needed': { readonly path: string }
  'briefField.number': { readonly path: string; readonly why: Wording }
  'briefField.range': { readonly path: string }
  'briefField.plain': { readonly path: string }
  'briefField.choice': { readonly path: string; readonly choices: string }
  'briefField.date': { readonly path: string }
  'briefField.long': { readonly path: string; readonly most: number }
}

/** A measured load. `device`: that of the scenario it is held against. */
type Load = { readonly inFlight: number; readonly input: number; readonly output: number }
/** Seconds, and the least physics allows. */
type BelowFloor = Load & Device & { readonly measured: Amount; readonly floor: Amount }

/** Why measured points are not what a scenario could give, and what is made of them. */
export interface MeasuredWords {
  'measured.belowStep': BelowFloor
  'measured.belowPrompt': BelowFloor
  'measured.belowRequest': BelowFloor
  /** Tokens of prompts a second, and the most that the operations of such prompts allow. */
  'measured.beyondPeak': Load & Device & { readonly measured: Amount; readonly most: Amount }
  /** `held`: such requests that fit at once. Bytes, and seconds of a request. */
  'measured.beyondMemory': BelowFloor & { readonly needed: Amount; readonly room: Amount; readonly held: number }
  /** `held`: of those in flight, how many the scenario serves at once. */
  'measured.waited': Load & { readonly held: number }
  /** `tokens`: of a request in a step. */
  'measured.guessedAhead': Load & { readonly tokens: number }
  'measured.guessedOtherwise': Load & { readonly tokens: number; readonly modelled: number }
}

/** What an input is called, where its range comes from, and what might be tried with a scenario. */
export interface InputWords {
  'input.memoryBandwidth': None
  'input.memoryCapacity': None
  'input.densePeak': { readonly format: string }
  'input.scaleUp': None
  'input.network': None
  'input.hostLink': None
  'input.boardPower': None
  'input.purchasePrice': None
  'input.rentalPrice': None
  'input.inputTokens': None
  'input.outputTokens': None
  'input.concurrency': None
  'input.cachedShare': None
  'input.utilisation': None
  'input.lifetimeYears': None
  'input.electricityTariff': None
  'input.powerUsageEffectiveness': None
  'input.surroundingsShare': None
  'input.operationsPerDeviceYear': None
  'input.networkShare': None
  'input.sparesShare': None
  'input.failuresPerYear': None
  'input.costOfCapital': None
  'input.spacePerKilowattYear': None
  'input.coolingPerKilowattYear': None
  'input.peoplePerYear': None
  'input.migrationPort': None
  'input.migrationTraining': None
  'input.migrationRisk': None
  /** Of the device of a prefill pool of its own. */
  'input.ofPrefill': Device & { readonly input: Wording }
  /** Of one of several devices. */
  'input.ofDevice': Device & { readonly input: Wording }
  /** How far the serving model is off. */
  'input.servingError': Device & { readonly metric: string; readonly software: Wording }
  'basis.assumed': None
  'basis.recorded': None
  'basis.grade': { readonly grade: Wording }
  'basis.own': None
  'lever.precision': { readonly precision: string }
  'lever.kv': None
  'lever.sparse': None
  'lever.batch': { readonly requests: number }
  'lever.drafting': None
  'lever.prefix': None
  /** Devices of each pool. */
  'lever.pools': { readonly devices: number }
  'lever.memory': None
  'lever.capacity': None
  'lever.cache': None
  'lever.network': None
  'lever.optical': None
  /** Shares of the bandwidth that memory has, 0 to 1. */
  'lever.phases': { readonly decode: number; readonly prefill: number }
  'lever.stages': { readonly devices: number }
  'lever.tensors': { readonly devices: number; readonly degree: number }
  'lever.copies': { readonly devices: number; readonly degree: number }
}

/** Resources of a machine. */
export interface ResourceWords {
  'resource.compute': None
  'resource.sram': None
  'resource.memory': None
  'resource.link': None
  'resource.host': None
  'resource.overhead': None
}

/** Limits of a machine that its profile gives no name. */
export interface RoofWords {
  'roof.dense': { readonly format: string; readonly devices: number }
  'roof.mesh': None
  'roof.offChip': None
  'roof.capacity': None
}

/** Parameters of everything that is told as a code, by the code. `words` has a message for each, or does not compile. */
export interface Wordings
  extends
    FindingWords,
    ReasonWords,
    ExplanationWords,
    OperatorWords,
    OperatorNameWords,
    LimitWords,
    MeasuredWords,
    AuditWords,
    AuditFileWords,
    ExperimentWords,
    BriefWords,
    BriefFieldWords,
    InputWords,
    CauseNames,
    ResourceWords,
    RoofWords,
    GradeNames,
    StackNames {}
type GradeNames = { readonly [Each in Grade as `grade.${Each}`]: None }
type StackNames = { readonly [Each in Software as `software.${Each}`]: None }
type CauseNames = { readonly [Each in Cause as `cause.${Each}`]: None }

/** Something to be said: a code with its parameters. The words are made where they are read. */
export type Wording = Worded<Wordings>
