import { analysisContract } from './analysisMethods.ts'
import { accuracyContract } from './accuracy.ts'
import { appContract } from './app.ts'
import { decisionContract } from './decision.ts'
import type { InputOf, Method, OutputOf, ParsedInputOf } from './define.ts'
import { documentsContract } from './documents.ts'
import { engineContract } from './engine.ts'
import { exportsContract } from './exports.ts'
import { importsContract } from './imports.ts'
import { libraryContract } from './library.ts'
import { marketContract } from './market.ts'
import { reportContract } from './report.ts'
import { stacksContract } from './stacks.ts'

/** Every method that may be called across a process boundary. The same table serves all transports. */
export const contract = {
  ...libraryContract,
  ...importsContract,
  ...engineContract,
  ...analysisContract,
  ...decisionContract,
  ...accuracyContract,
  ...marketContract,
  ...documentsContract,
  ...reportContract,
  ...exportsContract,
  ...stacksContract,
  ...appContract,
} as const satisfies Readonly<Record<string, Method>>

/** The contract's type. */
export type Contract = typeof contract
/** A method's name. */
export type MethodName = keyof Contract
/** What a caller passes. */
export type Input<Name extends MethodName> = InputOf<Contract[Name]>
/** What a handler receives. */
export type ParsedInput<Name extends MethodName> = ParsedInputOf<Contract[Name]>
/** What comes back. */
export type Output<Name extends MethodName> = OutputOf<Contract[Name]>

/** One function per method. Features provide parts of it; `createApp` joins them and refuses a gap or a duplicate. */
export type Handlers = {
  readonly [Name in MethodName]: (input: ParsedInput<Name>) => Output<Name> | Promise<Output<Name>>
}
