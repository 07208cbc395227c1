import { readFileSync } from 'node:fs'
import type { Page, Route } from '@playwright/test'
import { CALL_ADDRESS } from '#shared/contract/httpAddresses.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import { embedProfile } from '../../src-main/documents/embed.ts'
import type { Workspace } from '../../src-shared/domain/workspace.ts'
import { BRIEF } from './briefVerdicts.ts'
import { repositoryFile } from './nodeRuntime.ts'

/** Samples open with the brief of the fixtures, and a verdict of it is answered in place of the core's. */
export interface DecidedPage {
  /** What is answered from now on; null: nothing is, until another is given. */
  answer(verdict: BriefVerdict | null): void
  /** How often a verdict was asked for. */
  asked(): number
}

interface Call {
  readonly name: string
  readonly input?: { readonly job?: string }
}

/**
 * Puts a page between its user and the core. @param first what is answered at the beginning
 * @param brief what samples open with
 */
export async function decidedPage(page: Page, first: BriefVerdict | null, brief: Brief = BRIEF): Promise<DecidedPage> {
  let verdict = first
  let count = 0
  const waiting: (() => void)[] = []
  const settle = async (route: Route): Promise<void> => {
    while (verdict === null) await new Promise<void>((go) => waiting.push(go))
    await route.fulfill({ json: { ok: true, value: verdict } })
  }
  await page.route(`**${CALL_ADDRESS}`, async (route) => {
    const { name, input } = route.request().postDataJSON() as Call
    // The pictures of the start page are the core's own.
    if (name === 'decision.decide' && input?.job !== 'samplePicture') {
      count += 1
      await settle(route).catch(() => {})
    } else if (name === 'documents.openSample') {
      const response = await route.fetch()
      const reply = (await response.json()) as { ok: boolean; value: { workspace: Workspace } }
      if (reply.ok) reply.value = { ...reply.value, workspace: withBrief(reply.value.workspace, brief) }
      await route.fulfill({ response, json: reply })
    } else await route.fallback()
  })
  return {
    answer(next) {
      verdict = next
      for (const go of waiting.splice(0)) go()
    },
    asked: () => count,
  }
}

function withBrief(workspace: Workspace, brief: Brief): Workspace {
  const machines = brief.alternatives.flatMap(({ hardware }) => (hardware === null ? [] : [hardware]))
  const shipped = machines.map((id) => [id, embedProfile(read(`resources/library/hardware/${id}.json`))])
  return {
    ...workspace,
    brief: { ...brief, model: workspace.brief.model },
    profiles: { ...workspace.profiles, hardware: { ...workspace.profiles.hardware, ...Object.fromEntries(shipped) } },
  }
}

const read = (path: string): object => JSON.parse(readFileSync(repositoryFile(path), 'utf8')) as object
