import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { analyse } from '#main/audit/breakdown/analyse.ts'
import { readKineto } from '#main/audit/kineto/readKineto.ts'
import { BUSY_CLASSES } from '#main/audit/sweep/classes.ts'
import { runSliced, UNWATCHED } from '#main/audit/timeline/watch.ts'
import { draws } from '../../../../support/draws.ts'
import { bytesSource, TRACES, tracesAreHere } from '../../../../support/traces.ts'

/** Milliseconds for one broken file: a hang is a failure. */
const LONGEST = 5000
const COUNT = draws(2000)

/** Numbers that are the same in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const PIECES = [
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  ',',
  ':',
  '"ph":"X"',
  '{"ph":"X",',
  '-1',
  '1e308',
  '99999999999999999999',
  'N/A',
  'null',
  '"ts":0',
  '"dur":-5',
  '\u0000',
  '﻿',
  '"traceEvents":[',
  '[[[[[[[[',
  '',
]

function mutated(original: Buffer, random: (below: number) => number): Buffer {
  let bytes = Buffer.from(original)
  for (let change = 0; change <= random(6); change++) {
    const place = random(bytes.length)
    const length = random(random(10) === 0 ? 20_000 : 40)
    const before = bytes.subarray(0, place)
    const after = bytes.subarray(place + length)
    switch (random(6)) {
      case 0:
        bytes[place] = random(256)
        break
      case 1:
        bytes = Buffer.concat([before, after])
        break
      case 2:
        bytes = Buffer.concat([before, bytes.subarray(place, place + length), bytes.subarray(place)])
        break
      case 3:
        bytes = Buffer.concat([before, Buffer.from(PIECES[random(PIECES.length)] ?? ''), after])
        break
      case 4:
        bytes = Buffer.from(before)
        break
      default:
        bytes = Buffer.concat([
          before,
          Buffer.from((PIECES[random(PIECES.length)] ?? '').repeat(random(300))),
          bytes.subarray(place),
        ])
    }
    if (bytes.length === 0) return bytes
  }
  return bytes
}

describe.skipIf(!tracesAreHere)('broken traces', () => {
  it(`${COUNT} of them are read or refused in time, and what is read adds up`, async () => {
    const originals = [
      'kineto/hta/amd_trace_mi250_minitoy_train_ROCm6_2_kineto.json.gz',
      'kineto/hta/critical_path_cuda_event_sync_multi_stream_event_sync_trace.json.gz',
      'kineto/tracelens/inference_vllm_decode_full_graph_execution.json.gz',
    ].map((file) => gunzipSync(readFileSync(join(TRACES, file))).subarray(0, 150_000))
    let slowest = 0
    const outcomes = new Map<string, number>()
    for (let index = 0; index < COUNT; index++) {
      const random = seeded(index + 1)
      const text = mutated(originals[index % originals.length] ?? Buffer.alloc(0), random)
      const packed = index % 5 === 0
      const bytes = packed ? mutated(gzipSync(text), random) : text
      const began = performance.now()
      const reading = await readKineto(bytesSource(bytes, index % 3 === 0 ? 999 : 1 << 20), UNWATCHED)
      outcomes.set(reading.read, (outcomes.get(reading.read) ?? 0) + 1)
      if (reading.timeline !== null) {
        for (const { all, window } of runSliced(analyse(reading.timeline), UNWATCHED).devices) {
          for (const shares of [all, window]) {
            expect(BUSY_CLASSES.reduce((sum, name) => sum + shares.exposed[name], shares.idle)).toBe(shares.span)
          }
        }
      }
      const took = performance.now() - began
      slowest = Math.max(slowest, took)
      expect([index, took < LONGEST]).toEqual([index, true])
    }
    process.stdout.write(`${COUNT} broken traces: slowest ${slowest.toFixed(0)} ms, ${JSON.stringify([...outcomes])}\n`)
    expect(outcomes.get('partial') ?? 0).toBeGreaterThan(0)
    expect(outcomes.get('refused') ?? 0).toBeGreaterThan(0)
  }, 600_000)
})
