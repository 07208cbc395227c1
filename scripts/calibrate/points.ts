import { inferSimPoints } from './inferSimPoints.ts'
import { attentionPoints, expertPoints, gemmPoints, latentPoints, normPoints } from './kernelPoints.ts'
import {
  collectivePoints,
  deepEpDirections,
  deepEpPoints,
  pairPoints,
  rackDirections,
  rackPoints,
} from './linkPoints.ts'
import type { Point } from './point.ts'

/** Every measured operator of the folder that some coefficient set answers for, in file order. */
export function readPoints(folder: string): Point[] {
  return [
    ...gemmPoints(folder),
    ...attentionPoints(folder, 'op_attention_decode_aic.csv', false),
    ...attentionPoints(folder, 'op_attention_prefill_aic.csv', true),
    ...latentPoints(folder),
    ...expertPoints(folder),
    ...collectivePoints(folder),
    ...pairPoints(folder),
    ...deepEpPoints(folder),
    ...rackPoints(folder),
    ...deepEpDirections(folder),
    ...rackDirections(folder),
    ...normPoints(folder),
    ...inferSimPoints(folder),
  ].filter((point) => point.seconds > 0)
}
