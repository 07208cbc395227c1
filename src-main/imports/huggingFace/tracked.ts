import { isObject, type Json } from './fields.ts'

/** A configuration that remembers which of its keys were asked for. */
export interface Tracked {
  readonly config: Json
  /** Keys with a value that nobody asked for, as paths: "text_config.mamba_d_state". A part nobody entered is one path. */
  unread(): readonly Unread[]
}

/** A key nobody asked for. */
export interface Unread {
  readonly path: string
  readonly key: string
  readonly value: unknown
}

/**
 * Watches what is read of parsed JSON, so that what a reader passes over is known rather than hoped to be harmless.
 * @param value any parsed object; it is not changed
 */
export function trackReads(value: Json): Tracked {
  const root = watch(value, '')
  return { config: root.view, unread: root.unread }
}

interface Watched {
  readonly view: Json
  readonly unread: () => readonly Unread[]
}

function watch(target: Json, path: string): Watched {
  const parts = new Map<string, readonly Watched[]>()
  const views = new Map<string, unknown>()
  const at = (key: string) => (path === '' ? key : `${path}.${key}`)

  function open(key: string): unknown {
    const value = target[key]
    const watched = (Array.isArray(value) ? value : [value]).map((item: unknown) =>
      isObject(item) ? watch(item, at(key)) : null,
    )
    const present = watched.filter((item) => item !== null)
    parts.set(key, present)
    if (present.length === 0) return value
    if (!Array.isArray(value)) return present[0]?.view
    return value.map((item: unknown, index) => watched[index]?.view ?? item)
  }

  const view = new Proxy(target, {
    get(_target, key) {
      if (typeof key !== 'string' || !Object.hasOwn(target, key)) return undefined
      if (!views.has(key)) views.set(key, open(key))
      return views.get(key)
    },
  })
  return {
    view,
    unread: () =>
      Object.keys(target).flatMap((key) =>
        views.has(key)
          ? (parts.get(key) ?? []).flatMap((part) => part.unread())
          : [{ path: at(key), key, value: target[key] }],
      ),
  }
}
