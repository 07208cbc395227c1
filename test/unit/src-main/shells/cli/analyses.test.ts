import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runCommand } from '../../../../support/commandLine.ts'
import { repositoryFile } from '../../../../support/nodeRuntime.ts'

/** One library for all: seeding it takes a moment. */
const home = mkdtempSync(path.join(tmpdir(), 'memwall-home-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const sample = repositoryFile('resources/samples/b200-against-wse3.memwall')
/** A process of its own. */
const memwall = (typed: readonly string[]) => runCommand(typed, home)

describe('memwall sensitivity', () => {
  it('ranks what moves the cost, and moves a facility’s overhead by a quarter, never below one', async () => {
    const answer = await memwall(['sensitivity', sample, '--json'])
    expect(answer.code).toBe(0)
    const { rows, base } = JSON.parse(answer.output) as {
      base: number
      rows: { input: string; low: number; high: number; atLow: number; atHigh: number }[]
    }
    expect(rows[0]?.input).toBe('economics.utilisation')
    expect((rows[0]?.atLow ?? 0) / base).toBeCloseTo(4 / 3, 1)
    const facility = rows.find(({ input }) => input === 'economics.powerUsageEffectiveness')
    expect([facility?.low, facility?.high]).toEqual([1, 1.5625])
  })

  it('names the scenarios and the metrics there are', async () => {
    expect((await memwall(['sensitivity', sample, '-s', 'Z'])).errors).toMatch(/no scenario “Z”; the file has A \(/)
    expect((await memwall(['sensitivity', sample, '-m', 'joy'])).errors).toMatch(
      /choose tpot, ttft, throughput, cost, energy/,
    )
  })
})

describe('memwall break-even', () => {
  it('finds where the sample’s two machines cost the same, smallest change first', async () => {
    const answer = await memwall(['break-even', sample, '--json'])
    expect(answer.code).toBe(0)
    const { points } = JSON.parse(answer.output) as {
      points: { input: string; base: number; at: number; own: number; rival: number; kind: string }[]
    }
    expect(points.length).toBeGreaterThan(0)
    const changes = points.map(({ at, base }) => Math.abs(Math.log(at / base)))
    expect(changes).toEqual(changes.toSorted((one, two) => one - two))
    for (const { own, rival, kind } of points) if (kind === 'equal') expect(own / rival).toBeCloseTo(1, 6)
  })

  it('prints a table by the metric asked for, and needs two scenarios', async () => {
    const { output } = await memwall(['break-even', sample, '-m', 'tpot'])
    expect(output).toMatch(/^Time per output token, per user, less is better\nA .*\nagainst B /)
    expect(output).toMatch(/Input +Now +Turns at|No input alone turns the ranking/)
    expect((await memwall(['break-even', sample, '-s', 'A', '-r', 'A'])).errors).toMatch(/no other scenario/)
  })
})

describe('memwall best', () => {
  it('finds a configuration within the objective for every machine that has a price', async () => {
    const answer = await memwall(['best', sample, '--devices', '8', '--json'])
    expect(answer.code).toBe(0)
    const { found } = JSON.parse(answer.output) as {
      found: { best: { tpot: number; deployment: { devices: number } } | null; reason: string | null }[]
    }
    expect(found.some(({ best }) => best !== null)).toBe(true)
    for (const { best, reason } of found) {
      if (best === null) expect(reason).toMatch(/\S/)
      else expect(best.deployment.devices).toBeLessThanOrEqual(8)
    }
  })

  it('prints a table with the devices for a traffic, and says what it does not know', async () => {
    const { output, code } = await memwall(['best', sample, '-d', '8', '-t', '100', '-a', 'device'])
    expect(code).toBe(0)
    expect(output).toMatch(/Best configuration .*Devices\n/)
    expect((await memwall(['best', sample, '-a', 'joy'])).errors).toMatch(/choose cost, device, energy/)
    expect((await memwall(['best', sample, '-d', '0.5'])).errors).toMatch(
      /--devices “0\.5”: Too small: enter 1 or more\./,
    )
  })
})

describe('memwall counterfactual', () => {
  it('meets what it is asked for at every answer', async () => {
    const answer = await memwall(['counterfactual', sample, '--tpot', '1 ms', '--json'])
    expect(answer.code).toBe(0)
    const { met, target, changes, levers } = JSON.parse(answer.output) as {
      met: boolean
      target: { tpot: number }
      changes: { reached: { tpot: number } }[]
      levers: { meets: boolean; reached: { tpot: number | null } }[]
    }
    expect([met, target.tpot]).toEqual([false, 0.001])
    for (const { reached } of changes) expect(reached.tpot).toBeLessThanOrEqual(target.tpot)
    for (const { meets, reached } of levers) if (meets) expect(reached.tpot).toBeLessThanOrEqual(target.tpot)
    expect(levers.length).toBeGreaterThan(2)
  })

  it('says when there is nothing to change, and what is missing from the question', async () => {
    const { output } = await memwall(['counterfactual', sample, '--tpot', '10 s'])
    expect(output).toMatch(/It meets the target as it stands\.|Input +Now +Needed|No input alone meets it/)
    expect((await memwall(['counterfactual', sample, '--ttft', 'soon'])).errors).toMatch(/--ttft “soon”/)
    expect((await memwall(['counterfactual', sample, '--cost', '0'])).errors).toMatch(
      /--cost “0”: Too small: enter 1e−4.USD or more\./,
    )
  })
})
