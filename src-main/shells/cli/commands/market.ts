import { valueOf } from '#shared/contract/errors.ts'
import type { Market } from '#shared/domain/market/market.ts'
import { say } from '#shared/words/say.ts'
import type { Command } from '../command.ts'
import { EXIT, usageFailure } from '../exitCodes.ts'
import { jsonText } from '../jsonText.ts'
import { hostedTables, softwareTables, spendingTables } from '../marketTables.ts'

interface Part {
  readonly held: (market: Market) => unknown
  readonly printed: (market: Market, bold: (text: string) => string) => string
}

const PARTS = {
  software: { held: ({ software }) => software, printed: ({ software }, bold) => softwareTables(software, bold) },
  hosted: { held: ({ hosted }) => hosted, printed: ({ hosted }, bold) => hostedTables(hosted, bold) },
  spending: { held: ({ spend }) => spend, printed: ({ spend }, bold) => spendingTables(spend, bold) },
} as const satisfies Readonly<Record<string, Part>>

/** What is known of software support, supply, hosted prices and spending. */
export const marketCommand: Command = {
  name: 'market',
  get summary() {
    return say('market.cli.summary')
  },
  usage: [`market [${Object.keys(PARTS).join('|')}]`],
  words: [0, 1],
  get about() {
    return `${say('market.cli.about')}\n${say('market.cli.score')}`
  },
  options: {},
  get json() {
    return say('market.cli.json')
  },
  get examples() {
    return [
      ['memwall market', say('market.cli.example.all')],
      ['memwall market hosted --json', say('market.cli.example.hosted')],
    ] as const
  },
  run: async ({ words: [word], flags, terminal, connect }) => {
    if (word !== undefined && !Object.hasOwn(PARTS, word)) throw usageFailure(say('market.cli.unknownPart', { word }))
    const { client } = await connect()
    const market = valueOf(await client.call('market.read'))
    const parts = Object.entries<Part>(PARTS).filter(([name]) => word === undefined || name === word)
    if (flags.has('json')) {
      const [only] = parts
      await terminal.print(
        jsonText(
          word !== undefined && only
            ? only[1].held(market)
            : Object.fromEntries(parts.map(([name, { held }]) => [name, held(market)])),
        ),
      )
      return EXIT.done
    }
    await terminal.print(parts.map(([, { printed }]) => printed(market, terminal.bold)).join('\n'))
    return EXIT.done
  },
}
