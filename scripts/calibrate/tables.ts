import { SLOT_FAMILY } from '../../src-main/engine/calibration/inherit.ts'
import type { TableEntry } from '../../src-main/engine/calibration/table.ts'
import { isListed } from './devices.ts'
import { summarise, type Outcome } from './fitting.ts'
import type { StepCoverage, StepOutcomes } from './ladder.ts'

interface Fit {
  readonly entry: TableEntry
  readonly outcomes: readonly Outcome[]
}

const percent = (share: number): string => (share * 100).toFixed(1)

function line(name: string, outcomes: readonly Outcome[]): string {
  const summary = summarise(outcomes)
  return `| ${name} | ${summary.count} | ${percent(summary.median)} | ${percent(summary.mean)} | ${percent(summary.p90)} | ${(summary.coverage * 100).toFixed(0)} |`
}

const HEAD = '| | rows | median | mean | p90 | coverage |\n|---|---:|---:|---:|---:|---:|\n'

function section(title: string, groups: Map<string, Outcome[]>): string {
  const lines = [...groups]
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([name, rows]) => line(name, rows))
  return `### ${title}\n\n${HEAD}${lines.join('\n')}\n\n`
}

function collect(fits: readonly Fit[], name: (entry: TableEntry) => string): Map<string, Outcome[]> {
  const groups = new Map<string, Outcome[]>()
  for (const { entry, outcomes } of fits) {
    if (outcomes.length === 0) continue
    const key = name(entry)
    const known = groups.get(key)
    if (known) known.push(...outcomes)
    else groups.set(key, [...outcomes])
  }
  return groups
}

function scope(entry: TableEntry): string {
  if (entry.subject === 'all') return 'another vendor'
  // Vendors are written with a capital, generations without.
  const vendor = entry.subject[0] !== entry.subject[0]?.toLowerCase()
  const kind = entry.subject.includes(' ')
  return vendor ? (kind ? 'same vendor and memory kind' : 'same vendor') : 'same generation and memory kind'
}

function coverageSection(coverage: readonly StepCoverage[]): string {
  const head = '| | rows | by halves of its own rows | by the step on other devices |\n|---|---:|---:|---:|\n'
  const lines = coverage.map(
    ({ family, step, count, own, step80 }) =>
      `| ${family} · ${step} | ${count} | ${(own * 100).toFixed(0)} | ${(step80 * 100).toFixed(0)} |`,
  )
  return `### Coverage of each step\n\nShare of rows inside the 80 % interval in per cent.\n\n${head}${lines.join('\n')}\n\n`
}

/** The error tables of a calibration run, as Markdown. All figures are of rows left out of the fit. */
export function operatorTables(
  devices: readonly Fit[],
  pools: readonly Fit[],
  steps: readonly StepOutcomes[],
  coverage: readonly StepCoverage[],
): string {
  const listed = devices.filter(({ entry }) => isListed(entry.subject))
  const anyStack = pools.filter(({ entry }) => entry.software === 'any')
  const sameStack = pools.filter(({ entry }) => entry.software !== 'any')
  return [
    '# Operator times: error on rows left out of the fit\n\n',
    'Written by `npm run calibrate`. Absolute relative errors in per cent; coverage is the share of rows inside the 80 % interval.\n\n',
    section(
      'By family, calibrated devices of the library',
      collect(listed, (entry) => SLOT_FAMILY[entry.slot]),
    ),
    section(
      'By coefficient set and precision, calibrated devices of the library',
      collect(listed, (entry) => `${entry.slot} ${entry.variant}`),
    ),
    section(
      'By device, stack and family',
      collect(devices, (entry) => `${entry.subject} · ${entry.software} · ${SLOT_FAMILY[entry.slot]}`),
    ),
    section(
      'A device left out, coefficients of its relatives, same stack',
      collect(sameStack, (entry) => `${SLOT_FAMILY[entry.slot]} · ${scope(entry)}`),
    ),
    section(
      'A device left out, coefficients of its relatives, any stack',
      collect(anyStack, (entry) => `${SLOT_FAMILY[entry.slot]} · ${scope(entry)}`),
    ),
    section(
      'Each step of the ladder',
      new Map(steps.map(({ family, step, outcomes }) => [`${family} · ${step}`, [...outcomes]])),
    ),
    coverageSection(coverage),
  ].join('')
}
