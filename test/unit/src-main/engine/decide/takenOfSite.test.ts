import { expect, it } from 'vitest'
import { decided, rowOf } from '../../../../support/decidedBriefs.ts'
import * as worked from '../../../../support/workedBriefs.ts'

const ADDED = worked.CHAT_WITH_ADDED
const within = (powerPerRack: number | null) =>
  decided({ ...ADDED, constraints: { ...ADDED.constraints, powerPerRack } })

it('what is kept beside new systems takes its part of power and racks, each by its own system', () => {
  const added = within(40e3).table.find(({ sizing }) => sizing?.kept)
  const sizing = added?.sizing
  if (!sizing?.kept) throw new Error('The brief keeps systems and adds to them.')
  const { kept, systems, systemPower, racksPerSystem } = sizing
  expect(sizing.power).toBeCloseTo(systems * (systemPower ?? NaN) + kept.systems * (kept.systemPower ?? NaN), 6)
  expect(sizing.power).toBeGreaterThan(systems * (systemPower ?? NaN))
  expect(sizing.racks).toBe(
    Math.ceil(systems * (racksPerSystem ?? NaN) - 1e-9) + Math.ceil(kept.systems * (kept.racksPerSystem ?? NaN) - 1e-9),
  )
})

it('a system and a rack are set against each other by power alone, and unknown where nobody says what a rack takes', () => {
  const [owned] = ADDED.alternatives
  const id = owned?.id ?? ''
  const each = rowOf(within(null), id).sizing?.systemPower ?? NaN
  expect(rowOf(within(null), id).sizing).toMatchObject({ racks: null, racksPerSystem: null })
  expect(rowOf(within(each * 3.5), id).sizing?.racksPerSystem).toBeCloseTo(1 / 3, 9)
  expect(rowOf(within(each / 1.5), id).sizing?.racksPerSystem).toBe(2)
})
