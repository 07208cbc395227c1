import { language } from './spoken.ts'

/** Punctuation that brings its own room. */
const FULL_WIDTH = /[，。；：、？！（）“”]$/

const inChinese = (): boolean => language() === 'zh'

/** Sentences one after another; what is '' is left out. Chinese has no space behind its own full stop. */
export function sentences(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .reduce((said, part) => {
      if (said === '') return part
      return inChinese() && FULL_WIDTH.test(said) ? said + part : `${said} ${part}`
    }, '')
}

/** Parts of one line: "a, b"; "甲，乙". */
export function withCommas(parts: readonly string[]): string {
  return parts.join(inChinese() ? '，' : ', ')
}

/** Figures or words of one kind, without "and": "a, b"; "甲、乙". */
export function enumerated(parts: readonly string[]): string {
  return parts.join(inChinese() ? '、' : ', ')
}

/** Parts that hold commas of their own: "a, b; c"; "甲，乙；丙". */
export function withSemicolons(parts: readonly string[]): string {
  return parts.join(inChinese() ? '；' : '; ')
}

/** What something is, and what is said of it: "A: b"; "甲：乙". */
export function labelled(label: string, text: string): string {
  return inChinese() ? `${label}：${text}` : `${label}: ${text}`
}

/** Something with a remark behind it: "A (b)"; "甲（乙）". */
export function remarked(text: string, remark: string): string {
  return inChinese() ? `${text}（${remark}）` : `${text} (${remark})`
}

/** Words that end without a stop, as a sentence. */
export function stopped(text: string): string {
  return inChinese() ? `${text}。` : `${text}.`
}
