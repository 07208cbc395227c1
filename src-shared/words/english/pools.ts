import type { Amount } from '../../units/amount.ts'
import { message } from '../message.ts'

type Part = { readonly part: 'prefill' | 'decode' | 'link' }

/** Prefill and decode on pools of their own: what each is, what it could do and which of them binds. */
export const pools = {
  'pools.title': message('Pools'),
  'pools.hint': message('What the prefill pool, the way between and the decode pool can do, and which of them binds.'),
  'pools.prefill': message('Prefill'),
  'pools.transfer': message('KV transfer'),
  'pools.decode': message('Decode'),
  'pools.devices': message('Devices'),
  'pools.counted': message<{ readonly devices: number; readonly device: string; readonly workers: number }>(
    '{devices, number} × {device}, {workers, plural, one {# worker} other {# workers}}',
  ),
  'pools.over': message<{ readonly link: string; readonly device: string }>('{link} of {device}'),
  'pools.stack': message('Stack'),
  'pools.formats': message('Weights and KV'),
  'pools.format': message<{ readonly weights: string; readonly kv: string }>('{weights} and {kv}'),
  'pools.converted': message<{ readonly from: string; readonly to: string }>('{from} to {to}'),
  'pools.reordered': message<{ readonly format: string }>('{format}, laid out anew'),
  'pools.kept': message('As it comes'),
  'pools.memory': message('Memory taken'),
  'pools.sent': message<{ readonly bytes: Amount; readonly bandwidth: Amount }>('{bytes} a device at {bandwidth}'),
  'pools.rate': message('Requests a second'),
  'pools.binds': message<{ readonly rate: string }>('{rate}, binds'),
  'pools.anyRate': message('Any'),
  'pools.spare': message('More than needed'),
  'pools.spareWorkers': message<{ readonly surplus: number; readonly workers: number }>(
    '{surplus, plural, =0 {none} other {# of {workers, plural, one {# worker} other {# workers}}}}',
  ),
  'pools.waits': message<{ readonly seconds: Amount }>('{seconds} seen by a request'),
  'pools.power': message('Power'),
  'pools.cost': message('Cost'),
  'pools.prefillPool': message('Prefill pool'),
  'pools.prefillRunsOn': message('Prefill runs on'),
  'pools.decodePool': message('Decode pool'),
  /** How a pool is cut; `layout` may be empty: each worker is one device. */
  'pools.cut': message<{ readonly workers: number; readonly layout: string }>(
    '{workers, plural, one {# worker} other {# workers}} {layout}',
  ),
  'pools.prefillWeights': message('Prefill: weight precision'),
  'pools.prefillActivations': message('Prefill: activation precision'),
  'pools.prefillKv': message('Prefill: KV cache precision'),
  'pools.prefillStack': message('Prefill: software stack'),
  'pools.ofPrefill': message<{ readonly figure: string }>('Prefill: {figure}'),
  'pools.pricePerDevice': message('price, per device'),
  'pools.rentPerDevice': message('rent, per device and hour'),
  'pools.searchDevices': message('Search devices'),
  'pools.unknown': message('Unknown'),
  'pools.sentence': message<
    Part & { readonly rate: string; readonly spare: 'none' | 'prefill' | 'decode'; readonly surplus: number }
  >(
    '{part, select, prefill {The prefill pool} decode {The decode pool} other {The way between the pools}} binds at {rate} requests a second{spare, select, none {} prefill {; {surplus, plural, one {# prefill worker is} other {# prefill workers are}} more than that needs} other {; {surplus, plural, one {# decode worker is} other {# decode workers are}} more than that needs}}.',
  ),
}
