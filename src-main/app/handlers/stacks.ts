import type { Handlers } from '#shared/contract/index.ts'
import type { ShippedStack } from '#shared/contract/stacks.ts'
import type { StackFact } from '#shared/domain/offeredStacks.ts'
import { wordingText } from '#shared/words/say.ts'
import { LOCAL_DOMAIN } from '../../engine/calibration/llamaCpp.ts'
import { LLAMA_CPP_ENTRIES } from '../../engine/calibration/llamaCppTable.ts'
import { SERVING_ENTRIES } from '../../engine/calibration/servingTable.ts'
import type { Library } from '../../library/library.ts'
import { measuredStacks } from '../../engine/calibration/measuredStacks.ts'
import { readMeasurements } from '../../imports/measurements/readMeasurements.ts'
import { shortened } from '../../imports/measurements/reading.ts'
import type { Evaluator } from '../analysis/evaluation.ts'
import type { Grant, Grants } from '../grants/grants.ts'
import { readImportFile } from '../library/importFile.ts'
import type { LibraryKeeper } from '../library/libraryKeeper.ts'
import { resolved } from '../../engine/analysis/resolved.ts'

/** The law of llama.cpp on each device it was measured on. */
function localStacks(): ShippedStack[] {
  return [...LLAMA_CPP_ENTRIES.values()].flatMap(({ devices, points, decodeError, decode, prompt }) =>
    devices.map((device) => ({
      hardware: device,
      software: 'llamacpp',
      style: 'static',
      versions: [],
      points,
      medianError: decodeError,
      tpot: decode,
      ttft: prompt,
      domain: LOCAL_DOMAIN,
    })),
  )
}

/** Shipped fits of one device and stack; those of many together stand behind them and are none of these. */
function shippedStacks(): ShippedStack[] {
  const fitted = SERVING_ENTRIES.flatMap(
    ({ hardware, software, style, versions, points, medianError, tpot, ttft, domain }) =>
      hardware === null || software === null
        ? []
        : [
            {
              hardware,
              software,
              style,
              versions: versions.map(({ version }) => version),
              points,
              medianError,
              tpot,
              ttft,
              domain,
            },
          ],
  )
  return [...fitted, ...localStacks()]
}

/** Whose devices of which kind each stack was measured on, each once. */
function stackFacts(library: Library): StackFact[] {
  const facts = new Map<string, StackFact>()
  for (const { hardware, software } of measuredStacks()) {
    if (library.origin('hardware', hardware) === null) continue
    const { vendor, kind } = library.hardware(hardware).profile
    facts.set(`${vendor} ${kind} ${software}`, { vendor, kind, software })
  }
  return [...facts.values()]
}

/** The methods of software stacks and their calibration. */
export function stackHandlers(keeper: LibraryKeeper, evaluator: Evaluator, grants: Grants) {
  return {
    'stacks.list': async () => {
      const library = await keeper.open()
      return { shipped: shippedStacks(), own: library.listStacks(), facts: stackFacts(library) }
    },
    'stacks.measure': async ({ workspace, scenario, file, concurrency }) => {
      const measured = resolved(workspace, scenario)
      const given = 'granted' in file ? await textOf(await grants.readable(file.granted, 'foreign')) : file
      const read = readMeasurements({ ...given, concurrency })
      const { possible, impossible, told } = await evaluator.weighPoints({ scenario: measured, points: read.points })
      const refused = [...read.refused, ...shortened(impossible.map(wordingText))]
      const assumed = [...read.assumed, ...shortened(told.map(wordingText))]
      const reading = { ...read, points: [...possible], assumed, refused }
      const answer = await evaluator.calibrate({ scenario: measured, points: possible })
      return 'reason' in answer
        ? { reading, calibration: null, reason: answer.reason }
        : { reading, calibration: answer, reason: null }
    },
    'stacks.save': async ({ stack, replace }) => (await keeper.open()).saveStack(stack, replace),
    'stacks.remove': async ({ id }) => (await keeper.open()).removeStack(id),
  } satisfies Partial<Handlers>
}

async function textOf({ path }: Grant): Promise<{ readonly name: string; readonly text: string }> {
  const { name, bytes } = await readImportFile(path)
  return { name, text: new TextDecoder('utf-8').decode(bytes) }
}
