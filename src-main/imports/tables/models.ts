import type { FeedForward, LayerGroup, Mixer, ModelProfile } from '#shared/domain/model.ts'
import { idOf } from '../identity.ts'
import type { RowReader } from './row.ts'

/** Columns of a table of models and the titles they may have, without spaces and punctuation. */
export const MODEL_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  id: ['id'],
  name: ['name', 'model'],
  organisation: ['organisation', 'organization', 'publisher', 'vendor'],
  family: ['family'],
  year: ['year'],
  layers: ['layers', 'numhiddenlayers'],
  hiddenSize: ['hiddensize', 'hidden'],
  heads: ['heads', 'queryheads', 'attentionheads', 'numattentionheads'],
  keyValueHeads: ['kvheads', 'keyvalueheads', 'numkeyvalueheads'],
  headSize: ['headsize', 'headdim'],
  window: ['window', 'slidingwindow'],
  intermediateSize: ['intermediatesize', 'feedforwardsize'],
  vocabulary: ['vocabulary', 'vocabularysize', 'vocabsize'],
  experts: ['experts', 'numexperts'],
  expertsPerToken: ['expertspertoken', 'activeexperts'],
  expertSize: ['expertsize', 'expertintermediatesize'],
  sharedSize: ['sharedexpertsize', 'sharedsize'],
  denseLayers: ['denselayers', 'firstdenselayers'],
  tied: ['tied', 'tiedembeddings'],
  gated: ['gated'],
  context: ['context', 'contextlength'],
  totalParameters: ['parameters', 'totalparameters'],
  activeParameters: ['activeparameters'],
  format: ['format', 'nativeformat'],
  grade: ['grade'],
  source: ['source'],
  note: ['note', 'notes'],
}

/** Without these a table is not one of models. */
export const NEEDED_MODEL_COLUMNS = ['name', 'layers', 'hiddenSize', 'heads', 'vocabulary'] as const

const ANSWERS = ['yes', 'no', 'true', 'false'] as const

/**
 * The model of one row: layers of softmax attention and dense or expert feed-forward. What is of another kind is given as
 * a profile in JSON.
 * @param assume takes one sentence for each thing no column says
 * @returns null where the row lacks a dimension; `missing` names it
 */
export function modelOfRow(
  row: RowReader,
  assume: (sentence: string) => void,
  missing: (column: string) => void,
): ModelProfile | null {
  const need = (column: string): number => {
    const value = row.count(column)
    if (value === null) missing(column)
    return value ?? 0
  }
  const name = row.text('name')
  if (name === null) missing('name')
  const layers = need('layers')
  const hiddenSize = need('hiddenSize')
  const queryHeads = need('heads')
  const vocabularySize = need('vocabulary')
  const keyValueHeads = row.count('keyValueHeads')
  if (keyValueHeads === null) assume('Models without key/value heads have as many as query heads.')
  const experts = row.count('experts')
  const denseLayers = experts === null ? layers : (row.count('denseLayers') ?? 0)
  const gated = answer(row, 'gated')
  if (gated === null) assume('Feed-forward layers have three matrices, as gated ones do.')
  const tied = answer(row, 'tied')
  if (tied === null)
    assume('Where a row does not say whether embedding and head share one matrix, they are counted as two.')
  const mixer: Mixer = {
    kind: 'attention',
    queryHeads,
    keyValueHeads: keyValueHeads ?? queryHeads,
    headSize: row.count('headSize') ?? Math.floor(hiddenSize / Math.max(1, queryHeads)),
    window: row.count('window'),
  }
  const groups: LayerGroup[] = []
  if (denseLayers > 0) {
    const dense: FeedForward = { kind: 'dense', intermediateSize: need('intermediateSize'), gated: gated ?? true }
    groups.push({ count: Math.min(denseLayers, layers), mixer, feedForward: dense })
  }
  if (experts !== null && layers > denseLayers) {
    const moe: FeedForward = {
      kind: 'moe',
      experts,
      perToken: need('expertsPerToken'),
      intermediateSize: need('expertSize'),
      gated: gated ?? true,
      sharedIntermediateSize: row.count('sharedSize') ?? 0,
    }
    groups.push({ count: layers - denseLayers, mixer, feedForward: moe })
  }
  if (name === null) return null
  const year = row.count('year')
  const note = row.text('note')
  return {
    id: row.text('id') ?? idOf(name),
    name: name.slice(0, 120),
    organisation: row.text('organisation')?.slice(0, 80) ?? 'Unknown',
    family: row.text('family')?.slice(0, 60) ?? '',
    year,
    hiddenSize,
    vocabularySize,
    tiedEmbeddings: tied,
    layerGroups: groups,
    predictionLayers: 0,
    dimensions: { grade: row.grade, source: row.source },
    published: {
      totalParameters: row.figure('totalParameters', 'model.published.totalParameters'),
      activeParameters: row.figure('activeParameters', 'model.published.activeParameters'),
      context: row.figure('context', 'model.published.context'),
    },
    nativeFormat: row.text('format')?.slice(0, 120) ?? null,
    notes: note === null ? [] : [note.slice(0, 2000)],
    sources: row.sources,
  }
}

function answer(row: RowReader, column: string): boolean | null {
  const word = row.choice(column, ANSWERS)
  return word === null ? null : word === 'yes' || word === 'true'
}
