import { z } from 'zod'
import { hardwareProfileSchema } from '../domain/hardware.ts'
import { modelProfileSchema } from '../domain/model.ts'
import { method } from './define.ts'
import { fileId } from './fileId.ts'

/** Kinds of file that are imported. */
export const IMPORT_KINDS = [
  'huggingFaceConfig',
  'gguf',
  'safetensors',
  'safetensorsIndex',
  'profiles',
  'deviceTable',
  'modelTable',
] as const

/** Most profiles one file may hold. */
export const MOST_IMPORTED = 1000

const id = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, 'use small letters, digits, dots and hyphens')

/** A profile on its way into the library. */
export const importedProfileSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hardware'), profile: hardwareProfileSchema }),
  z.strictObject({ kind: z.literal('model'), profile: modelProfileSchema }),
])
/** A profile on its way into the library. */
export type ImportedProfile = z.infer<typeof importedProfileSchema>

/** What a file holds, before anything of it enters the library. */
export const importPreviewSchema = z.strictObject({
  kind: z.enum(IMPORT_KINDS),
  /** Name of the file. */
  file: z.string(),
  /** What was read, in words; `of` names the profile, '' the file itself. */
  understood: z.array(z.strictObject({ of: z.string(), label: z.string(), text: z.string() })),
  /** One sentence for each thing the file does not say. */
  assumed: z.array(z.string()),
  /** Keys and columns that were passed over and decide nothing. */
  ignored: z.array(z.string()),
  /** One sentence for each thing that may be wrong; what was read may be entered all the same. */
  doubts: z.array(z.string()),
  /** One sentence for each reason not to enter what was read. */
  problems: z.array(z.string()),
  /** What would be entered. `known`: what the library has under the id now, which entering would replace or hide. */
  entries: z.array(z.intersection(importedProfileSchema, z.object({ known: z.enum(['nothing', 'bundled', 'user']) }))),
  /** The weights a file holds, counted; null: it holds none. */
  weights: z
    .strictObject({
      tensors: z.number(),
      /** Parameters of the language model. */
      parameters: z.number(),
      /** Parameters beside it: what reads pictures and sound, and layers that predict further tokens. */
      beside: z.number(),
      formats: z.array(z.strictObject({ format: z.string(), parameters: z.number() })),
    })
    .nullable(),
  /** The file describes a model and does not name it: a name may be given. */
  unnamed: z.boolean(),
  /** Peaks that are the sparse ones of a device the library has under that name, whether or not its dense ones were taken. */
  sparse: z.number(),
})
/** What a file holds, before anything of it enters the library. */
export type ImportPreview = z.infer<typeof importPreviewSchema>

/** Characters of a text and of bytes in base64: what fits the largest request of every transport. */
const LONGEST_CONTENT = 45_000_000

const name = z.string().min(1).max(255)
/** A file that was granted, or what the caller has of one. */
const fileSchema = z.union([
  z.strictObject({ granted: fileId }),
  z.strictObject({ name, text: z.string().max(LONGEST_CONTENT) }),
  /** The start of a file in base64 and the bytes of the whole: weights need not be sent, their header is enough. */
  z.strictObject({
    name,
    base64: z.string().max(LONGEST_CONTENT),
    size: z.number().int().nonnegative(),
  }),
])

/** Which door a file belongs to; `profiles` stands for all that enters the library entry by entry. */
export const RECOGNISED_KINDS = ['workspace', 'library', 'profiles', 'measurements', 'unknown'] as const
/** Which door a file belongs to. */
export type RecognisedKind = (typeof RECOGNISED_KINDS)[number]

export const importsContract = {
  /** Says which door a text belongs to, whatever state it is in; weights are known by their names. Nothing enters. */
  'imports.recognise': method(
    z.strictObject({ name, text: z.string().max(LONGEST_CONTENT) }),
    z.strictObject({ kind: z.enum(RECOGNISED_KINDS) }),
  ),
  /**
   * Says what a file holds: a Hugging Face configuration, GGUF, safetensors or their index, our own profiles, or a table
   * of devices or models, held against what the library has under the same names. Nothing enters the library. `id` and
   * `name` call a single profile otherwise than the file does ("Qwen/Qwen3-8B" has its publisher too); `dense` takes the
   * library's dense peaks in place of sparse ones; `against` is the model that stored weights should add up to. Errors: document-broken, document-foreign, document-too-large,
   * not-found, not-allowed, io-failed.
   */
  'imports.preview': method(
    z.strictObject({
      file: fileSchema,
      id: id.nullable().default(null),
      name: z.string().trim().min(1).max(200).nullable().default(null),
      dense: z.boolean().default(false),
      against: z
        .union([z.strictObject({ id: z.string().max(64) }), z.strictObject({ profile: modelProfileSchema })])
        .nullable()
        .default(null),
    }),
    importPreviewSchema,
  ),
  /**
   * Enters profiles into the library as the user's. All or none; an id the library has is refused unless `replace` is
   * set. A shipped profile is hidden by the user's and stays as it is. Errors: not-allowed, read-only, library-failed, disk-full.
   */
  'imports.accept': method(
    z.strictObject({
      entries: z.array(importedProfileSchema).min(1).max(MOST_IMPORTED),
      /** What they were read from, kept in their history. */
      file: z.string().max(255).default(''),
      replace: z.boolean(),
    }),
    z.strictObject({
      entered: z.array(z.strictObject({ kind: z.enum(['hardware', 'model']), id: z.string(), hash: z.string() })),
      /** Revision of the library after it. */
      revision: z.number(),
      /** One sentence when the library cannot keep the change; null when all is well. */
      notice: z.string().nullable(),
    }),
  ),
}
