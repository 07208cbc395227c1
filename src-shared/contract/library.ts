import { z } from 'zod'
import { DEVICE_KINDS, hardwareProfileSchema } from '../domain/hardware.ts'
import { systemUnitSchema } from '../domain/systemUnit.ts'
import { modelProfileSchema } from '../domain/model.ts'
import { figureEditSchema } from '../domain/figureEdit.ts'
import { method, nothing, trusted } from './define.ts'
import { fileId, placeSchema } from './fileId.ts'
import { importPreviewSchema, mergeDecisionSchema, mergeOutcomeSchema } from './libraryExchange.ts'
import { PROFILE_KINDS, profileHistorySchema } from './libraryHistory.ts'
import { weakFiguresQuerySchema, weakFiguresSchema } from './weakFigures.ts'

/** Who put a profile there: Memwall, or the user, whose profile stands in place of the shipped one of its id. */
const origin = z.enum(['bundled', 'user'])

/** A device as the list shows it. Null: unknown. */
export const hardwareListingSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  vendor: z.string(),
  kind: z.enum(DEVICE_KINDS),
  generation: z.string(),
  status: z.string(),
  year: z.number().nullable(),
  /** Bytes of the largest level that holds a model. */
  capacity: z.number().nullable(),
  /** Bytes/s of that level. */
  bandwidth: z.number().nullable(),
  /** Kind of that level, e.g. "hbm". */
  memoryKind: z.string(),
  /** Dense FP8 peak, FLOP/s. Null: unknown, or the device has no such format. */
  peak8: z.number().nullable(),
  /** Dense BF16 peak, else FP16, FLOP/s. */
  peak16: z.number().nullable(),
  /** The system it is one device of; absent: a device of its own. */
  system: systemUnitSchema.optional(),
  figures: z.number(),
  sourced: z.number(),
  unknown: z.number(),
  conflicts: z.number(),
  /** Figures that the user put there. */
  overridden: z.number(),
  origin,
})
/** A device as the list shows it. */
export type HardwareListing = z.infer<typeof hardwareListingSchema>

/** A model as the list shows it. Parameter counts from the dimensions. */
export const modelListingSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  organisation: z.string(),
  family: z.string(),
  year: z.number().nullable(),
  totalParameters: z.number(),
  activeParameters: z.number(),
  context: z.number().nullable(),
  /** "GQA", "MLA", "hybrid" …, for the list. */
  attention: z.string(),
  experts: z.boolean(),
  /** Figures that the user put there. */
  overridden: z.number(),
  origin,
})
/** A model as the list shows it. */
export type ModelListing = z.infer<typeof modelListingSchema>

/** Both lists whole, each line with the words it is searched by: who shows them searches as one types. */
export interface LibraryLines {
  /** As in the summary. */
  readonly revision: number
  readonly devices: readonly (HardwareListing & { readonly words: string })[]
  readonly models: readonly (ModelListing & { readonly words: string })[]
}

const summarySchema = z.strictObject({
  /** Raised by every change, so that who shows the library knows to read it again. */
  revision: z.number(),
  devices: z.number(),
  /** Systems of devices: nodes, racks, pods, cloud instances. */
  systems: z.number(),
  models: z.number(),
  conflicts: z.number(),
  notice: z.string().nullable(),
})
/** Revision and counts. */
export type LibrarySummary = z.infer<typeof summarySchema>

const kind = z.enum(PROFILE_KINDS)
const profileName = z.strictObject({ kind, id: z.string().max(64) })
const savedProfileSchema = z.strictObject({ kind, id: z.string(), revision: z.number(), hash: z.string() })
const libraryFileSchema = z.strictObject({ name: z.string().max(300), text: z.string() })

const profileTitle = z.string().trim().min(1).max(120)
/**
 * Hash of the profile as the user saw it. Where what is to be changed has changed since, the change is refused with
 * not-allowed and the details `{ changed: true }`. Absent: the change is made whatever stands there.
 */
const seenHash = z.string().max(64).optional()

const byId = z.strictObject({ id: z.string().max(64) })

export const libraryContract = {
  /** Revision and counts, for the status bar. */
  'library.summary': method(nothing, summarySchema),
  /** Every device, sorted by vendor and name. `query` filters by words in name, vendor, generation and figures' text. */
  'library.listHardware': method(z.strictObject({ query: z.string().max(200) }), z.array(hardwareListingSchema)),
  /** Every model, sorted by organisation and name. */
  'library.listModels': method(z.strictObject({ query: z.string().max(200) }), z.array(modelListingSchema)),
  /** Both lists at once, to be searched where they are shown. */
  'library.lines': method(nothing, trusted<LibraryLines>()),
  /** Figures that are unknown, disputed, guessed, estimated or without a source; what an evaluation reads first is first. */
  'library.weakFigures': method(weakFiguresQuerySchema, weakFiguresSchema),
  /** One device with every figure and source. Errors: not-found. */
  'library.hardware': method(byId, z.strictObject({ hash: z.string(), profile: hardwareProfileSchema })),
  /** One model with its dimensions and sources. Errors: not-found. */
  'library.model': method(byId, z.strictObject({ hash: z.string(), profile: modelProfileSchema })),
  /**
   * Copies a profile to one of the user's, which can be edited: under a free id, or under the shipped one's own, in whose
   * place the copy then stands. Errors: not-found, not-allowed, invalid-input, read-only, disk-full, library-failed.
   */
  'library.copy': method(
    profileName.extend({ newId: z.string().min(1).max(64), name: profileTitle }),
    savedProfileSchema,
  ),
  /**
   * Puts a figure, as typed, in place of another in one of the user's profiles. `path` as in overrides: "peaks.fp8",
   * "memory.hbm.bandwidth", "published.context". Errors: as library.copy; invalid-input says why for the field;
   * not-allowed where the figure has changed since it was seen.
   */
  'library.edit': method(
    profileName.extend({ path: z.string().max(200), edit: figureEditSchema, seen: seenHash }),
    savedProfileSchema,
  ),
  /**
   * Puts a figure back as it was before the user's first change of it, with its source. Errors: as library.edit;
   * not-found where the original is not on record.
   */
  'library.revert': method(profileName.extend({ path: z.string().max(200), seen: seenHash }), savedProfileSchema),
  /** Gives one of the user's profiles another name and other notes. Errors: as library.edit. */
  'library.describe': method(
    profileName.extend({ name: profileTitle, notes: z.array(z.string().max(2000)).max(40), seen: seenHash }),
    savedProfileSchema,
  ),
  /** Removes one of the user's profiles; its history stays and can bring it back. Errors: as library.copy. */
  'library.remove': method(profileName, z.strictObject({ revision: z.number() })),
  /** Who changed what in one of the user's profiles, newest first. Errors: not-found. */
  'library.history': method(profileName, profileHistorySchema),
  /** Makes an earlier state of a profile the current one. Errors: as library.copy. */
  'library.restore': method(profileName.extend({ revision: z.number().int().positive() }), savedProfileSchema),
  /**
   * The library as one file, written only as .json: the user's profiles and calibrations, with `all` the shipped profiles
   * too. Null asks with the native dialog (null answer: cancelled); where there is none the answer holds the text. Errors:
   * not-allowed, read-only, disk-full, io-failed.
   */
  'library.export': method(
    z.strictObject({ file: fileId.nullable(), suggestedName: z.string().max(300), all: z.boolean() }),
    z
      .strictObject({
        /** Null: it was not saved. */
        saved: placeSchema.nullable(),
        text: z.string().nullable(),
        hardware: z.number(),
        models: z.number(),
        stacks: z.number(),
      })
      .nullable(),
  ),
  /** What a library file would bring, conflicts included. Nothing enters. Errors: the document-* codes. */
  'library.previewImport': method(libraryFileSchema, importPreviewSchema),
  /**
   * Takes a previewed file in, all or nothing, with one decision for each conflict. Errors: not-allowed where the library
   * changed since the preview or a conflict is undecided; as library.previewImport and library.copy.
   */
  'library.merge': method(
    libraryFileSchema.extend({ mark: z.string().max(100), decisions: z.array(mergeDecisionSchema).max(40_000) }),
    mergeOutcomeSchema,
  ),
}
