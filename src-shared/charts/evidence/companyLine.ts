import type { CompanyShare } from '../../domain/brief/lifecycleCurve.ts'
import { amount } from '../../units/amount.ts'
import { say } from '../../words/say.ts'
import { text } from '../kit/draw.ts'
import { scenarioStyle, type ChartTheme } from '../kit/theme.ts'
import type { ChartOption, Graphic, RenderApi, RenderParams } from '../kit/types.ts'

/** A company's own share of inference, beside what is said of the market. */
export interface CompanyLine {
  readonly letter: string
  readonly name: string
  readonly slot: number
  readonly shares: readonly CompanyShare[]
  /** When service begins, as a year with its part: 2027.5. */
  readonly begins: number
}

const QUARTERS = 4
const MONTHS = 12

/** A month of service as a year with its part. */
export function yearOf({ begins }: CompanyLine, month: number): number {
  return begins + month / MONTHS
}

/** "Q3 2027". */
export function quarterText(year: number): string {
  const whole = Math.floor(year + 1e-9)
  const quarter = Math.min(QUARTERS, Math.floor((year - whole + 1e-9) * QUARTERS) + 1)
  return say('decide.company.quarter', { quarter, year: String(whole) })
}

/** When the company spends half on inference. */
export function halfText(company: CompanyLine): string {
  const { letter, shares } = company
  const half = shares.find(({ share }) => share >= 0.5)
  const state = half === undefined ? 'never' : half === shares[0] ? 'start' : 'passes'
  const when = half === undefined ? '' : quarterText(yearOf(company, half.month))
  return say('decide.company.half', { letter, state, when })
}

/** The company’s line by quarter, all of it ahead of what anybody has measured, with its name at its end. */
export function companySeries(theme: ChartTheme, company: CompanyLine): ChartOption[] {
  const { slot, shares, letter } = company
  const { color } = scenarioStyle(theme, slot)
  const last = shares.at(-1)
  return [
    {
      id: 'company',
      type: 'line',
      z: 4,
      symbol: 'circle',
      symbolSize: 6,
      showAllSymbol: true,
      itemStyle: { color, opacity: 0 },
      lineStyle: { color, width: 2, type: 'solid' },
      emphasis: { scale: 1.4 },
      data: shares.map(({ month, share }) => {
        const year = yearOf(company, month)
        return {
          value: [year, share],
          tooltip: {
            formatter: say('decide.company.point', {
              when: quarterText(year),
              share: amount(share, 'share', { digits: 2 }),
            }),
          },
        }
      }),
    },
    {
      type: 'custom',
      silent: true,
      z: 6,
      data: [[0, 0]],
      renderItem: ({ coordSys }: RenderParams, api: RenderApi): Graphic => {
        const [x, at] = api.coord([yearOf(company, last?.month ?? 0), last?.share ?? 0])
        const y = at - 12 < coordSys.y + 8 ? at + 13 : at - 12
        return text(theme, x, y, say('decide.company.line', { letter }), {
          align: 'right',
          color: theme.ink,
          weight: 500,
        })
      },
    },
  ]
}
