import { z } from 'zod'

/**
 * The page's policy forbids eval, with which zod would compile its parsers; even asking whether it may is a violation.
 * It asks as soon as a schema is made, so this module must be imported before any schema.
 */
z.config({ jitless: true })
