import { alternativeName } from '#shared/words/decision/alternativeName.ts'
import type { Alternative } from '#shared/domain/brief/alternative.ts'
import type { Assumed } from '#shared/domain/brief/assumed.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { FIELD_KINDS } from '#shared/domain/brief/fieldKinds.ts'
import { briefNumber } from '#shared/domain/brief/fieldLimits.ts'
import { readBrief } from '#shared/domain/brief/fields.ts'
import { LIMITS } from '#shared/domain/limits.ts'
import { devicesOfSystem } from '#shared/domain/proposal/devicesOfSystem.ts'
import type { Figure } from '#shared/domain/provenance.ts'
import { profileIn } from '#shared/domain/resolve.ts'
import { slotLetter, type Workspace } from '#shared/domain/workspace.ts'
import { formatText } from '#shared/units/format.ts'
import { say } from '#shared/words/say.ts'
import { formatTable } from './table.ts'
import { valueText } from './valueText.ts'

const COLUMNS = ['Field', 'Value', 'Range', 'Grade', 'Source'].map((title) => ({ title, align: 'left' as const }))

/** Fields of an alternative that are listed where nothing is set: the rest only where something is. */
const ALWAYS =
  /\.(?:kind|ownedSystems|spareDomains|offer\.(?:price|lead|residual|maintenance|migration|lifetimeYears))$/

function isFigure(value: unknown): value is Assumed {
  return typeof value === 'object' && value !== null && 'grade' in value && 'low' in value
}

/** One field: its path, its value with the ends and the grade it has. */
function rowOf(path: string, value: unknown): string[] {
  const field = briefNumber(path.split('.'))
  const show = (number: number | null): string =>
    number === null || field === null
      ? valueText(number)
      : formatText(number, LIMITS[field.limit].dimension, { trim: true })
  if (isFigure(value)) {
    const { low, high, grade, source } = value
    const ends = low === null || high === null ? '' : say('briefCommand.range', { low: show(low), high: show(high) })
    return [path, value.value === null ? 'unknown' : show(value.value), ends, grade ?? '', source]
  }
  if (value === null) return [path, 'none']
  if (typeof value === 'number') return [path, show(value)]
  if (Array.isArray(value)) return [path, value.join(', ') || 'none']
  if (typeof value === 'string') return [path, valueText(value).replace(/^“|”$/g, '')]
  return [path, typeof value === 'object' ? Object.values(value).map(String).join(', ') : String(value)]
}

/** Paths in the order in which a brief, or an alternative, has its parts. @param depth of the part that orders them */
function inOrder(paths: readonly string[], parts: object, depth: number): readonly string[] {
  const order = Object.keys(parts)
  const rank = (path: string): number => order.indexOf(path.split('.')[depth] ?? '')
  return paths.toSorted((one, two) => rank(one) - rank(two))
}

/** What is asked of all alternatives: every field of the brief that is set by hand, under the path it is set by. */
export function briefTable(brief: Brief, bold: (text: string) => string): string {
  const paths = inOrder(
    ['model', ...Object.keys(FIELD_KINDS).filter((path) => !path.startsWith('alternatives.'))],
    brief,
    0,
  )
  const rows = paths.flatMap((path) => {
    const read = readBrief(brief, path)
    if (!read.ok || read.value === '') return []
    if (FIELD_KINDS[path]?.kind !== 'demand') return [rowOf(path, read.value)]
    // The amount in the unit it was not entered in.
    const isOther = path !== `demand.${brief.demand.unit}` && typeof read.value === 'number'
    return isOther ? [[path, formatText(read.value as number, 'count'), '', 'derived']] : []
  })
  return formatTable(COLUMNS, rows, bold)
}

/** The fields of one alternative, with its profile's price where the offer names none. */
export function alternativeTable(
  workspace: Workspace,
  alternative: Alternative,
  bold: (text: string) => string,
): string {
  const { id, slot, hardware, keeps, kind } = alternative
  const place = `alternatives.${id}`
  const patterns = Object.keys(FIELD_KINDS).filter(
    (path) => path.startsWith('alternatives.*.') && !path.includes('risks'),
  )
  const risks = Object.keys(alternative.risks).flatMap((risk) =>
    ['score', 'evidence', 'author'].map((part) => `${place}.risks.${risk}.${part}`),
  )
  const paths = [...patterns.map((path) => path.replace('alternatives.*', place)), ...risks]
  const rows = inOrder(paths, alternative, 2).flatMap((path) => {
    const read = readBrief(workspace.brief, path)
    const value = read.ok ? read.value : null
    if (path === `${place}.offer.price` && value === null) return [profilePrice(workspace, alternative, path)]
    const isBlank = value === null || value === '' || (isFigure(value) && value.value === null)
    if ((isBlank && !ALWAYS.test(path)) || (typeof value === 'object' && value !== null && !isFigure(value))) return []
    return [rowOf(path, value)]
  })
  const machine = [
    hardware ?? say('briefCommand.noMachine'),
    ...(keeps === null ? [] : [say('briefCommand.keeps', { device: keeps })]),
  ].join(', ')
  const title = `${slotLetter(slot)}  ${alternativeName(workspace, alternative)} (${id}: ${kind}, ${machine})`
  return `${bold(title)}\n${formatTable(COLUMNS, rows, (text) => text)}`
}

/** What the profile says of a price that the offer leaves to it. */
function profilePrice(workspace: Workspace, { hardware, kind }: Alternative, path: string): string[] {
  const profile = hardware === null ? null : profileIn(workspace, hardware)
  if (profile === null || kind === 'hosted') return [path, 'none']
  const rented = kind === 'rent'
  const figure: Figure = rented ? profile.price.rental : profile.price.purchase
  if (figure.value === null || kind === 'lease') return [path, 'unknown']
  const devices = devicesOfSystem(profile)
  const text = rented
    ? say('briefCommand.perDevice', { price: formatText(figure.value, 'dollarsPerHour') })
    : say('briefCommand.perSystem', { price: formatText(figure.value * devices, 'dollars'), devices })
  return [path, text, '', figure.grade ?? '', say('briefCommand.profile')]
}
