import { message } from '../message.ts'

/** The assumption register: what stands in it, and where it comes from. */
export const register = {
  'register.group.load': message('Load and objective'),
  'register.group.economics': message('Economics and operation'),
  'register.group.device': message<{ readonly device: string; readonly unit: string }>('{device}, per {unit}'),
  /** What a device is counted by; other words are the profile's own. */
  'register.unit': message<{ readonly unit: string }>(
    '{unit, select, package {package} wafer {wafer} card {card} board {board} other {{unit}}}',
  ),
  'register.setHere': message('Set in this workspace'),
  'register.startingValue': message('Starting value'),
  'register.noSource': message<{ readonly known: 'yes' | 'no' }>(
    '{known, select, yes {No source} other {No source found}}',
  ),
  'register.siteOnly': message<{ readonly title: string }>('{title} (site only; the exact page is not recorded)'),
  'register.published': message<{ readonly text: string }>('printed as {text}'),
  'register.elsewhere': message<{ readonly values: string }>('elsewhere {values}'),
  'register.range': message<{ readonly low: string; readonly high: string }>('{low} to {high}'),
  'register.rangeSetHere': message<{ readonly ranges: string }>('{ranges}, range set here'),
  'register.point': message<{ readonly count: number }>('{count, plural, one {point} other {points}}'),
  /** The load. */
  'register.inputTokens': message('Input, per request'),
  'register.outputTokens': message('Output, per request'),
  'register.concurrency': message('Requests in flight'),
  'register.cachedShare': message('Input found in a prefix cache'),
  'register.objective': message<{ readonly metric: 'tpot' | 'ttft' }>(
    'Objective, {metric, select, tpot {time per token} other {time to the first token}}',
  ),
  /** The model. */
  'register.layers': message('Layers'),
  'register.hiddenSize': message('Hidden size'),
  'register.vocabulary': message('Vocabulary'),
  'register.mixers': message('Mixers'),
  'register.feedForward': message('Feed-forward'),
  'register.parameters': message('Parameters'),
  'register.active': message('Active per token'),
  'register.context': message('Longest context'),
  'mixer.attention': message<{
    readonly queryHeads: number
    readonly keyValueHeads: number
    readonly size: number
    readonly window: string
  }>(
    'attention, {queryHeads, number, ::group-off} query and {keyValueHeads, number, ::group-off} KV heads of {size, number, ::group-off}{window, select, none {} other {, window {window}}}',
  ),
  'mixer.mla': message<{ readonly heads: number; readonly rank: number; readonly rope: number }>(
    'latent attention, {heads, number, ::group-off} heads, KV rank {rank, number, ::group-off} + {rope, number, ::group-off}',
  ),
  'mixer.compressed': message<{ readonly heads: number; readonly window: string }>(
    'compressed attention, {heads, number, ::group-off} heads, window {window}',
  ),
  'mixer.linear': message<{ readonly heads: number; readonly size: number }>(
    'linear attention, {heads, number, ::group-off} heads of {size, number, ::group-off}',
  ),
  'mixer.ssm': message<{ readonly heads: number; readonly state: number }>(
    'state space, {heads, number, ::group-off} heads, state {state, number, ::group-off}',
  ),
  'mixer.none': message('no mixer'),
  'feedForward.dense': message<{ readonly gated: 'yes' | 'no'; readonly size: string }>(
    '{gated, select, yes {gated FFN} other {FFN}} {size}',
  ),
  'feedForward.moe': message<{
    readonly perToken: number
    readonly experts: number
    readonly size: string
    readonly shared: string
  }>(
    '{perToken, number, ::group-off} of {experts, number, ::group-off} experts of {size}{shared, select, none {} other {, shared {shared}}}',
  ),
  'feedForward.none': message('no FFN'),
  /** The device. `format`: "FP8". */
  'register.densePeak': message<{ readonly format: string }>('Dense peak, {format}'),
  'register.modelMemory': message('Model memory'),
  'register.level.capacity': message<{ readonly level: string }>('{level} capacity'),
  'register.level.bandwidth': message<{ readonly level: string }>('{level} bandwidth'),
  'register.level.energy': message<{ readonly level: string }>('{level} energy'),
  'register.link.bandwidth': message<{ readonly link: 'scaleUp' | 'scaleOut' | 'hostLink' }>(
    '{link, select, scaleUp {Scale-up} scaleOut {Scale-out} other {Host link}}, per direction',
  ),
  'register.link.reach': message<{ readonly link: 'scaleUp' | 'scaleOut' | 'hostLink' }>(
    '{link, select, scaleUp {Scale-up} scaleOut {Scale-out} other {Host link}} reach, devices',
  ),
  'register.cores': message('Cores'),
  'register.coreClock': message('Core clock'),
  'register.sramPerCore': message('SRAM per core'),
  'register.dieArea': message('Silicon area'),
  /** Economics and operation. */
  'register.paidBy': message('Paid by'),
  'register.paid': message<{ readonly mode: 'own' | 'rent' }>('{mode, select, own {purchase} other {rental}}'),
  'register.price': message<{ readonly mode: 'own' | 'rent' }>(
    '{mode, select, own {Purchase, per device} other {Rental, per device}}',
  ),
  'register.ofProfile': message<{ readonly value: string }>('profile: {value}'),
  'register.devicesPaidFor': message('Devices paid for'),
  'register.overlap': message('Overlap of collectives'),
  'register.routingSkew': message('Routing skew'),
  'register.economics.utilisation': message('Hours in use'),
  'register.economics.lifetimeYears': message('Lifetime'),
  'register.economics.powerUsageEffectiveness': message('Power usage effectiveness'),
  'register.economics.electricityTariff': message('Electricity'),
  'register.economics.surroundingsShare': message('Host, network, rack'),
  'register.economics.operationsPerDeviceYear': message('Operations, device-year'),
  'register.economics.carbonIntensity': message('Carbon of electricity, CO2e'),
  'register.economics.networkShare': message('Scale-out network'),
  'register.economics.spacePerKilowattYear': message('Space, kW-year'),
  'register.economics.coolingPerKilowattYear': message('Cooling plant, kW-year'),
  'register.economics.peoplePerYear': message('People, year'),
  'register.economics.sparesShare': message('Spare devices'),
  'register.economics.failuresPerYear': message('Devices failing, year'),
  'register.economics.costOfCapital': message('Cost of capital, year'),
  'register.economics.migrationPort': message('Migration: port software'),
  'register.economics.migrationTraining': message('Migration: train people'),
  'register.economics.migrationRisk': message('Migration: software risk'),
  'register.economics.embodiedCarbon': message('Carbon of making a device'),
  'register.weights': message<{ precision: string }>('Weights in {precision}'),
  /** What devices come in, with how many of them. */
  'system.counted': message<{ readonly systems: number; readonly devices: number; readonly kind: string }>(
    '{systems, number, ::group-off} × {devices, plural, =1 {} other {{devices, number, ::group-off}-device }}{kind, select, node {{systems, plural, one {node} other {nodes}}} rack {{systems, plural, one {rack} other {racks}}} supernode {{systems, plural, one {supernode} other {supernodes}}} pod {{systems, plural, one {pod slice} other {pod slices}}} cluster {{systems, plural, one {cluster} other {clusters}}} other {{systems, plural, one {cloud instance} other {cloud instances}}}}',
  ),
} as const
