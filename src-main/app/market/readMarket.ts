import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { CodedError } from '#shared/contract/errors.ts'
import { hostedFileSchema } from '#shared/domain/market/hosted.ts'
import type { Market } from '#shared/domain/market/market.ts'
import { softwareFileSchema } from '#shared/domain/market/software.ts'
import { spendFileSchema } from '#shared/domain/market/spend.ts'
import { say } from '#shared/words/say.ts'

/** What is known of the market, read when it is first asked for. */
export type MarketReader = () => Promise<Market>

/**
 * @param resourcesFolder where the shipped files are
 * @returns reads them once; after a failure the next call tries again. Throws CodedError io-failed
 */
export function createMarketReader(resourcesFolder: string): MarketReader {
  let reading: Promise<Market> | null = null
  return () =>
    (reading ??= readAll(resourcesFolder).catch((thrown: unknown) => {
      reading = null
      throw thrown
    }))
}

async function readAll(folder: string): Promise<Market> {
  const [software, hosted, spend] = await Promise.all([
    readShipped(folder, 'software.json', softwareFileSchema),
    readShipped(folder, 'hosted.json', hostedFileSchema),
    readShipped(folder, 'spend.json', spendFileSchema),
  ])
  return { software, hosted, spend }
}

async function readShipped<Schema extends z.ZodType>(
  folder: string,
  file: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  try {
    return schema.parse(JSON.parse(await readFile(join(folder, 'market', file), 'utf8')))
  } catch (cause) {
    const why = cause instanceof z.ZodError ? say('market.otherShape') : (cause as Error).message
    throw new CodedError('io-failed', say('market.unreadable', { file, why }))
  }
}
