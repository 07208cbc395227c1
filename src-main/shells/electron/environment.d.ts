/** What the bundler replaces in the Electron main process. */
interface ImportMetaEnv {
  /** True only in the build that `npm run dev` makes; the shipped build has no way to show another page. */
  readonly DEV: boolean
}

interface ImportMeta {
  readonly env: ImportMetaEnv
}
