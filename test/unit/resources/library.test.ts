import { describe, expect, it } from 'vitest'
import { allFigures, shipped } from './libraryProfiles.ts'

/*
 * Grades in the shipped files follow the trust of the source that was read:
 *   vendor     the vendor's documentation or slides, or a repository the vendor keeps (NVIDIA's aiconfigurator)
 *   secondary  a table or page by others that is known to be careful
 *   estimate   a figure read from a source of low trust, or an own estimate with its arithmetic in the note
 *   derived    arithmetic on sourced inputs, named in the note
 *   guess      a number nobody confirmed, kept because a comparison needs one
 * `siteOnly` on a source: the site is named, the exact page was not kept.
 */

const profiles = [...shipped.hardware, ...shipped.models]

describe('the shipped library', () => {
  it('has the devices and models it says it has', () => {
    expect(shipped.hardware.length).toBe(77)
    expect(shipped.models.length).toBe(65)
    expect(new Set(profiles.map((profile) => profile.id)).size).toBe(142)
  })

  it.each(profiles)('$id: every known figure has a source, or a grade that says it has none', (profile) => {
    const figures = allFigures(profile)
    expect(figures.length).toBeGreaterThan(2)
    for (const { path, figure } of figures) {
      if (figure.value === null) continue
      const excused = ['derived', 'estimate', 'guess'].includes(figure.grade ?? '')
      expect(figure.source !== null || (excused && figure.note !== undefined), path).toBe(true)
    }
  })

  it.each(profiles)('$id: every other value has a source, or a grade that says it has none', (profile) => {
    for (const { path, figure } of allFigures(profile)) {
      for (const { source, grade, note } of figure.alternatives ?? []) {
        const excused = ['derived', 'estimate', 'guess'].includes(grade) && note !== undefined
        expect(source !== null || excused, path).toBe(true)
      }
    }
  })

  it.each(profiles)('$id: nothing shipped says that a user put it there', (profile) => {
    expect(profile).not.toHaveProperty('copyOf')
    for (const { path, figure } of allFigures(profile)) expect(figure.override, path).toBeUndefined()
  })

  it.each(profiles)('$id: unknown is never zero, and bounds hold the value', (profile) => {
    for (const { path, figure } of allFigures(profile)) {
      expect(figure.value, path).not.toBe(0)
      if (figure.value === null) continue
      expect(figure.low ?? figure.value, path).toBeLessThanOrEqual(figure.value)
      expect(figure.high ?? figure.value, path).toBeGreaterThanOrEqual(figure.value)
    }
  })

  it.each(profiles)('$id: cites only sources it lists, and lists only sources it cites', (profile) => {
    const cited = new Set<string>()
    for (const { figure } of allFigures(profile)) {
      for (const key of [figure.source, ...(figure.alternatives ?? []).map((other) => other.source)]) {
        if (key !== null) cited.add(key)
      }
      for (const key of Object.keys(profile.sources)) if (figure.note?.includes(key)) cited.add(key)
    }
    const texts =
      'formFactor' in profile
        ? [profile.formFactor, profile.processNode].map((fact) => fact?.source ?? null)
        : [profile.dimensions.source, ...(profile.checkpoints ?? []).map(({ source }) => source)]
    for (const key of texts) if (key !== null) cited.add(key)
    expect([...cited].toSorted()).toEqual(Object.keys(profile.sources).toSorted())
  })

  it.each(profiles)('$id: addresses are web addresses', (profile) => {
    for (const source of Object.values(profile.sources)) {
      if (source.address !== null) expect(source.address).toMatch(/^https:\/\/[^\s()]+$/)
    }
  })
})
