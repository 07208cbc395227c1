import { broken, quoted } from '../failures.ts'

/** What `model.safetensors.index.json` says of the shards of a model. */
export interface ShardIndex {
  readonly tensors: number
  /** Files of the shards, in order. */
  readonly files: readonly string[]
  /** Bytes of all weights; null: it does not say. */
  readonly bytes: number | null
  /** Parameters; null: it does not say, as most do not. */
  readonly parameters: number | null
}

const MOST_SHARDS = 2000

/** @param value the parsed JSON @param name file name, for messages @throws CodedError document-broken */
export function readShardIndex(value: Readonly<Record<string, unknown>>, name: string): ShardIndex {
  const map = value['weight_map']
  const wrong = () =>
    broken(`${quoted(name)} does not say which tensor is in which file: copy it again from where it came.`)
  if (typeof map !== 'object' || map === null || Array.isArray(map)) throw wrong()
  const places = Object.values(map)
  if (!places.every((place) => typeof place === 'string')) throw wrong()
  const files = [...new Set(places)].toSorted()
  if (files.length === 0 || files.length > MOST_SHARDS) throw wrong()
  const metadata = value['metadata']
  const facts = typeof metadata === 'object' && metadata !== null ? (metadata as Readonly<Record<string, unknown>>) : {}
  return {
    tensors: places.length,
    files,
    bytes: count(facts['total_size']),
    parameters: count(facts['total_parameters']),
  }
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null
}
