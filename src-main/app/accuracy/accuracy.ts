import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { AccuracySummary } from '#shared/contract/accuracy.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { accuracyFileSchema, notModelledSchema } from '#shared/domain/accuracy.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { calibrationFor } from '../../engine/calibration/coefficients.ts'
import { servingFor } from '../../engine/calibration/serving.ts'
import { machineOf } from '../../engine/machine/machine.ts'

async function readShipped<Schema extends z.ZodType>(
  folder: string,
  name: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  try {
    return schema.parse(JSON.parse(await readFile(join(folder, 'calibration', name), 'utf8')))
  } catch (cause) {
    const why = cause instanceof z.ZodError ? 'it is not what this version writes' : (cause as Error).message
    throw new CodedError(
      'io-failed',
      `The accuracy figures in “${name}” could not be read: ${why}. Install Memwall again, or run npm run calibrate.`,
    )
  }
}

/**
 * The stored errors of predictions, and whose coefficients each device runs on.
 * @param resourcesFolder where the shipped files are
 * @param profiles every device of the library
 * @throws CodedError io-failed
 */
export async function accuracySummary(
  resourcesFolder: string,
  profiles: readonly HardwareProfile[],
): Promise<AccuracySummary> {
  const [{ operators, serving }, notModelled] = await Promise.all([
    readShipped(resourcesFolder, 'accuracy.json', accuracyFileSchema),
    readShipped(resourcesFolder, 'notModelled.json', z.array(notModelledSchema)),
  ])
  return {
    rows: [...serving.rows, ...operators.rows],
    date: operators.date > serving.date ? operators.date : serving.date,
    sources: [...serving.sources, ...operators.sources],
    devices: profiles.map((profile) => {
      const machine = machineOf(profile)
      const dense = calibrationFor(machine, null, 'bf16').origins.gemm
      const loop = servingFor(machine, null, 'aggregated')
      return {
        id: profile.id,
        name: profile.name,
        vendor: profile.vendor,
        operators: { source: dense.source, donor: dense.donor },
        serving: { source: loop.source, donor: loop.donor },
      }
    }),
    notModelled,
  }
}
