import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parse } from '@vue/compiler-sfc'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { repositoryFile } from '../support/nodeRuntime.ts'
import { FONT_FAMILIES, HOLE, withoutMarkup } from './notRead.ts'

/*
 * Words that users read live in src-shared/words; elsewhere they may only become fewer. What is counted is a guess:
 * - in scripts: a text, or a piece of a template, with a letter word of two letters or more beside a space, where it is no
 *   import, type, key, source of a pattern or message for who builds Memwall (`new Error`);
 * - in templates: text between tags, and label, title, aria-label, placeholder and alt, that holds such a word.
 * Statements of SQL, names of shipped fonts and markup without words are left out; names of classes and the like are counted with the words: the number is for comparing
 * with itself.
 */

const SHOWN_ATTRIBUTES: ReadonlySet<string> = new Set(['label', 'title', 'aria-label', 'placeholder', 'alt'])
const WORD = /\p{L}{2,}/u
const SQL = /^\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|BEGIN|VACUUM|PRAGMA)\s/
const WORDS = /\p{L}{2,}\S*\s|\s\S*\p{L}{2,}/u

/** Whether somebody may read words in a text. */
function isRead(text: string): boolean {
  return WORDS.test(withoutMarkup(text)) && !FONT_FAMILIES.has(text)
}

/** A template as one text, with a hole for every value. */
function wholeOf({ head, templateSpans }: ts.TemplateExpression): string {
  return [head.text, ...templateSpans.map(({ literal }) => literal.text)].join(HOLE)
}

/** How many texts a script holds. */
function inScript(source: string): number {
  let count = 0
  const look = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return
    if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Error') return
    if (ts.isTemplateExpression(node) && SQL.test(node.head.text)) {
      for (const { expression } of node.templateSpans) look(expression)
      return
    }
    if (ts.isTemplateExpression(node) && !isRead(wholeOf(node))) {
      for (const { expression } of node.templateSpans) look(expression)
      return
    }
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)
    if (isText && isRead(node.text) && !SQL.test(node.text)) count++
    ts.forEachChild(node, look)
  }
  look(ts.createSourceFile('words.ts', source, ts.ScriptTarget.ESNext, true))
  return count
}

interface TemplateNode {
  readonly type: number
  readonly content?: unknown
  readonly children?: readonly TemplateNode[]
  readonly props?: readonly {
    readonly type: number
    readonly name: string
    readonly value?: { readonly content: string }
    readonly exp?: { readonly content?: string }
  }[]
}
/** Kinds of nodes as the compiler numbers them. */
const TEXT = 2
const INTERPOLATION = 5
const ATTRIBUTE = 6

/** How many texts a template shows. */
function inTemplate(node: TemplateNode): number {
  let count = 0
  if (node.type === TEXT && WORD.test(String(node.content))) count++
  if (node.type === INTERPOLATION) count += inScript(`(${(node.content as { content: string }).content})`)
  for (const { type, name, value, exp } of node.props ?? []) {
    if (type === ATTRIBUTE && SHOWN_ATTRIBUTES.has(name) && WORD.test(value?.content ?? '')) count++
    if (type !== ATTRIBUTE && name === 'bind' && exp?.content !== undefined) count += inScript(`(${exp.content})`)
  }
  for (const child of node.children ?? []) count += inTemplate(child)
  return count
}

function inFile(name: string, source: string): number {
  if (!name.endsWith('.vue')) return inScript(source)
  const { descriptor } = parse(source, { filename: name })
  const script = inScript(`${descriptor.script?.content ?? ''}\n${descriptor.scriptSetup?.content ?? ''}`)
  return script + (descriptor.template?.ast ? inTemplate(descriptor.template.ast as unknown as TemplateNode) : 0)
}

/** The room a file is in: "src-main/engine". */
function areaOf(file: string): string {
  return file.split('/').slice(0, 2).join('/')
}

function counted(): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const root of ['src-shared', 'src-main', 'src-renderer']) {
    for (const entry of readdirSync(repositoryFile(root), { recursive: true, encoding: 'utf8' })) {
      const file = `${root}/${entry.replaceAll('\\', '/')}`
      if (!/\.(?:ts|vue)$/.test(file) || file.startsWith('src-shared/words/')) continue
      const found = inFile(file, readFileSync(repositoryFile(file), 'utf8'))
      if (found > 0) counts[areaOf(file)] = (counts[areaOf(file)] ?? 0) + found
    }
  }
  return counts
}

const KEPT = new URL('hardCodedWords.json', import.meta.url)
const allowed = JSON.parse(readFileSync(KEPT, 'utf8')) as Record<string, number>
/** Writes down what has fallen, and rooms that are new. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1'

describe('words that users read', () => {
  it('are found in scripts and templates', () => {
    expect(inScript(`const a = 'Two words'; const b = \`\${1} of them\`; import 'not me'; const c = 'single'`)).toBe(2)
    expect(inScript(`const a = 'SELECT id FROM hardware'; const b = 'Select a device'`)).toBe(1)
    expect(inScript(`type A = 'Two words'; throw new Error('for builders only')`)).toBe(0)
    expect(inScript("const a = 'IBM Plex Sans'; const b = 'IBM Plex Sans and words'")).toBe(1)
    expect(inScript('const a = `<g class="two words"><rect x="${1}"/></g>`; const b = \' style="one two"\'')).toBe(0)
    expect(inScript('const a = `<text x="${1}">Two words</text>`; const b = \'<g aria-label="Two words"/>\'')).toBe(3)
    expect(inScript("const a = 'less than <b and more'; const b = 'a style=\\\"one two\\\"'")).toBe(2)
    const page = `<template><p title="Help" class="a b">Text {{ a ? 'of two' : b }}</p><C :label="\`\${n} of all\`" /></template>`
    expect(inFile('a.vue', page)).toBe(4)
  })

  it('live in src-shared/words; elsewhere they only become fewer', { timeout: 120_000 }, () => {
    const counts = counted()
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(500)
    if (UPDATE) {
      const kept = Object.entries(counts).map(([area, now]) => [area, Math.min(now, allowed[area] ?? now)] as const)
      const lower = Object.fromEntries(kept.toSorted(([one], [two]) => (one < two ? -1 : 1)))
      writeFileSync(KEPT, `${JSON.stringify(lower, null, 2)}\n`)
      Object.assign(allowed, lower)
    }
    const areas = [...new Set([...Object.keys(counts), ...Object.keys(allowed)])].toSorted()
    const wrong = areas.flatMap((area) => {
      const [now, most] = [counts[area] ?? 0, allowed[area] ?? 0]
      if (now > most)
        return [`${area} has ${now} texts of its own, ${most} before: say the new ones in src-shared/words`]
      return now < most
        ? [`${area} has come down to ${now}: write that into test/arch/hardCodedWords.json (UPDATE_GOLDEN=1)`]
        : []
    })
    expect(wrong).toEqual([])
  })
})
