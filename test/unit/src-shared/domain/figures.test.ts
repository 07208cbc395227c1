import { describe, expect, it } from 'vitest'
import { figureAt } from '#shared/domain/overrides.ts'
import { countOverridden, dimensionOf, hardwareFigures, modelFigures, withFigure } from '#shared/domain/figures.ts'
import { limitOf } from '#shared/domain/limits.ts'
import { hardwareProfileSchema } from '#shared/domain/hardware.ts'
import { allFigures, device, shipped } from '../../resources/libraryProfiles.ts'

const NEW = { value: 7, grade: 'guess', source: null, override: { typed: '7', unit: '', replaced: null } } as const

describe('the figures of a profile', () => {
  it.each(shipped.hardware)('$id: are all of them but those on record only', (profile) => {
    const named = hardwareFigures(profile).filter(({ workedOut }) => workedOut !== true)
    const expected = allFigures(profile).filter(({ path }) => !path.startsWith('other.'))
    expect(named.map(({ figure }) => figure)).toEqual(expect.arrayContaining(expected.map(({ figure }) => figure)))
    expect(named.length).toBe(expected.length)
    expect(new Set(named.map(({ path }) => path)).size).toBe(named.length)
  })

  it.each(shipped.models)('$id: of a model are its published ones', (profile) => {
    expect(modelFigures(profile).length).toBe(allFigures(profile).length)
  })

  it('have the paths of scenario overrides where those have one', () => {
    for (const { path, figure } of hardwareFigures(device('b200-sxm'))) {
      const found = figureAt(device('b200-sxm'), path)
      if (found !== null) expect(found, path).toEqual(figure)
    }
    expect(figureAt(device('b200-sxm'), 'memory.hbm.bandwidth')).not.toBeNull()
  })

  it.each(shipped.hardware)('$id: each is replaced by its path, and nothing else is', (profile) => {
    for (const { path } of hardwareFigures(profile)) {
      const put = { ...NEW, value: limitOf(`hardware.${path}`)?.least ?? 7 }
      const changed = withFigure(profile, path, put)
      expect(hardwareProfileSchema.safeParse(changed).success, path).toBe(true)
      const figures = hardwareFigures(changed)
      expect(figures.filter(({ figure }) => figure === put).map((named) => named.path)).toEqual([path])
      expect(countOverridden(figures)).toBe(1)
    }
    expect(countOverridden(hardwareFigures(profile))).toBe(0)
  })

  it('measure what their last name says', () => {
    expect(dimensionOf('peaks.fp8')).toBe('flopsPerSecond')
    expect(dimensionOf('memory.hbm.capacity')).toBe('bytes')
    expect(dimensionOf('published.context')).toBe('tokens')
    expect(dimensionOf('other.capacity')).toBeNull()
    expect(dimensionOf('notes')).toBeNull()
    expect(dimensionOf('constructor')).toBeNull()
  })
})
