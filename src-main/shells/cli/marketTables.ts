import type { HostedFile } from '#shared/domain/market/hosted.ts'
import { PLATFORMS } from '#shared/domain/market/platform.ts'
import { FACT_GROUPS, SOFTWARE_CRITERIA, type SoftwareFile } from '#shared/domain/market/software.ts'
import { platformEvidence } from '#shared/domain/market/softwareEvidence.ts'
import { softwareScore } from '#shared/domain/market/softwareScore.ts'
import type { SpendFile } from '#shared/domain/market/spend.ts'
import type { SourceTable } from '#shared/domain/provenance.ts'
import {
  criterionName,
  datedText,
  groupName,
  platformName,
  priceText,
  shareRangeText,
  spendText,
  spendYear,
  standingText,
} from '#shared/words/marketWords.ts'
import { say } from '#shared/words/say.ts'
import { formatTable, type Column } from './table.ts'

type Bold = (text: string) => string

const left = (title: string): Column => ({ title, align: 'left' })
const right = (title: string): Column => ({ title, align: 'right' })
const column = (name: string): string => say('market.column', { column: name })

/** Sources by number, in the order they are first cited. */
function numbered(sources: SourceTable) {
  const keys: string[] = []
  return {
    /** "[3]". */
    cite: (...cited: readonly string[]): string =>
      cited
        .map((key) => {
          if (!keys.includes(key)) keys.push(key)
          return `[${keys.indexOf(key) + 1}]`
        })
        .join(' '),
    /** A line a source that was cited, under its table. */
    list: (): string =>
      keys
        .map((key, index) => {
          const source = sources[key]
          const address = source?.address ? `, ${source.address}` : ''
          return `  [${index + 1}] ${source?.title ?? key}${address}\n`
        })
        .join(''),
  }
}

function titled(part: string, bold: Bold): string {
  return `${bold(say('market.part', { part }))}\n`
}

/** Support of each platform with the score that is proposed from it, then supply, each entry with its source. */
export function softwareTables(software: SoftwareFile, bold: Bold): string {
  const sources = numbered(software.sources)
  const rows = PLATFORMS.map((platform) => {
    const facts = platformEvidence(platform, software)
    const score = softwareScore(facts)
    const cells = SOFTWARE_CRITERIA.map((criterion) => {
      const fact = facts.find((each) => each.criterion === criterion)
      return fact ? `${standingText(fact)} ${sources.cite(fact.source)}` : ''
    })
    return [platformName(platform), score === null ? '' : say('market.score', { score }), ...cells]
  })
  const support = formatTable(
    [left(column('platform')), left(column('score')), ...SOFTWARE_CRITERIA.map((each) => left(criterionName(each)))],
    rows,
    bold,
  )
  const facts = formatTable(
    [left(column('subject')), left(column('what')), left(column('value')), left(column('date')), left(column('grade'))],
    FACT_GROUPS.flatMap((group) =>
      software.facts
        .filter((fact) => fact.group === group)
        .map((fact) => [
          fact.subject,
          `${groupName(group)}: ${fact.criterion}`,
          fact.value,
          datedText(fact),
          `${fact.grade} ${sources.cite(fact.source)}`,
        ]),
    ),
    bold,
  )
  const shown = [titled('software', bold), support, '\n', titled('supply', bold), facts, '\n', sources.list()]
  return shown.join('')
}

/** Prices of hosted tokens, then what cached input costs, each with its source. */
export function hostedTables(hosted: HostedFile, bold: Bold): string {
  const sources = numbered(hosted.sources)
  const prices = formatTable(
    [
      left(column('model')),
      left(column('provider')),
      right(column('input')),
      right(column('cached')),
      right(column('output')),
      left(column('date')),
      left(column('grade')),
    ],
    hosted.prices.map((each) => [
      each.model,
      each.provider,
      priceText(each.input),
      priceText(each.cached),
      priceText(each.output),
      datedText(each),
      `${each.grade} ${sources.cite(...each.sources)}`,
    ]),
    bold,
  )
  const shares = formatTable(
    [left(column('subject')), right(column('share')), left(column('date')), left(column('grade'))],
    hosted.cacheShares.map((each) => [
      each.of,
      shareRangeText(each),
      datedText(each),
      `${each.grade} ${sources.cite(each.source)}`,
    ]),
    bold,
  )
  const note = `${say('market.perMillion')}\n`
  const cached = `${say('market.cacheShares')}\n`
  return [titled('hosted', bold), note, prices, '\n', cached, shares, '\n', sources.list()].join('')
}

/** Spending and the share of inference, each point with who says so and its source. */
export function spendingTables(spend: SpendFile, bold: Bold): string {
  const sources = numbered(spend.sources)
  const points = formatTable(
    [
      left(column('quantity')),
      left(column('year')),
      right(column('value')),
      left(column('who')),
      left(column('date')),
      left(column('grade')),
    ],
    spend.series.flatMap((series) =>
      series.points.map((point) => [
        series.name,
        spendYear(point),
        spendText(series, point),
        point.who,
        datedText(point),
        `${point.grade} ${sources.cite(point.source)}`,
      ]),
    ),
    bold,
  )
  return [titled('spending', bold), points, '\n', sources.list()].join('')
}
