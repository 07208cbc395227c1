import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * Makes the Chinese faces of the report, `resources/fonts/NotoSansSC-*.ttf`: Noto Sans SC cut down to the Han characters
 * of GB 2312, its punctuation, signs and full-width forms. The whole family is 95 MB, so its package is no dependency: this
 * fetches it into a temporary folder. The same versions give the same bytes.
 */
const PACKAGES = ['@expo-google-fonts/noto-sans-sc@0.4.3', 'subset-font@2.9.0']
const FACES = [
  { from: '400Regular/NotoSansSC_400Regular.ttf', to: 'NotoSansSC-Regular.ttf' },
  { from: '600SemiBold/NotoSansSC_600SemiBold.ttf', to: 'NotoSansSC-SemiBold.ttf' },
]
/** Rows of GB 2312 with punctuation, signs and full-width forms, and the first row of Han characters. */
const LAST_SIGNS = 0xa3
const FIRST_HAN = 0xb0
/** The zero of years, which GB 2312 has not. */
const MORE = '〇'

const fonts = resolve(import.meta.dirname, '..', 'resources', 'fonts')
const folder = mkdtempSync(join(tmpdir(), 'memwall-fonts-'))
try {
  execFileSync('npm', ['install', '--no-save', '--ignore-scripts', '--prefix', folder, ...PACKAGES], {
    stdio: 'inherit',
  })
  const source = join(folder, 'node_modules', '@expo-google-fonts', 'noto-sans-sc')
  const subsetFont = createRequire(join(folder, 'here.js'))('subset-font') as (
    font: Uint8Array,
    characters: string,
    options: { targetFormat: 'sfnt' },
  ) => Promise<Uint8Array>
  const characters = `${gb2312().join('')}${MORE}`
  for (const { from, to } of FACES) {
    const bytes = await subsetFont(readFileSync(join(source, from)), characters, { targetFormat: 'sfnt' })
    writeFileSync(join(fonts, to), bytes)
    console.log(`${to}: ${characters.length} characters, ${(bytes.length / 1e6).toFixed(2)} MB`)
  }
  copyFileSync(join(source, 'LICENSE_FONT'), join(fonts, 'OFL-NotoSansSC.txt'))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Signs and Han characters of GB 2312, in its order; its Latin, Greek, Cyrillic and kana are left out. */
function gb2312(): string[] {
  const decoder = new TextDecoder('gb2312')
  const characters: string[] = []
  for (let row = 0xa1; row <= 0xf7; row++) {
    if (row > LAST_SIGNS && row < FIRST_HAN) continue
    for (let column = 0xa1; column <= 0xfe; column++) {
      const character = decoder.decode(new Uint8Array([row, column]))
      if (character.length === 1 && character !== '\ufffd') characters.push(character)
    }
  }
  return characters
}
