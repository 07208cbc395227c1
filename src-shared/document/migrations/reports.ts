import type { Migration } from './migration.ts'
import { asObject, type Json } from '../unchecked.ts'

/** How a report was printed before there was a choice: every part of it, in this order. */
const SECTIONS = [
  'decision',
  'case',
  'brief',
  'matrix',
  'inputs',
  'wall',
  'time',
  'frontier',
  'costs',
  'flips',
  'risks',
  'evidence',
  'changes',
  'register',
  'operators',
  'method',
]

const SETTINGS: Json = {
  audience: 'full',
  language: 'en',
  standing: 'proposed',
  addressee: '',
  company: '',
  logo: null,
  sections: SECTIONS.map((section) => ({ section, shown: true })),
  ownSections: [],
  texts: {},
  approved: null,
}

/** Version 6: how the report is set, for whom, and what was approved. */
export const reports: Migration = {
  from: 5,
  migrate: (workspace) => ({ ...workspace, report: { ...SETTINGS, ...asObject(workspace['report']) } }),
}
