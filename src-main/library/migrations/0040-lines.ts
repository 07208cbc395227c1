import type { Migration } from '../migrate.ts'

/**
 * An index that holds all the lists need: the profile stands before them in a row, so that without it a list of ten
 * thousand lines reads every profile from the disk.
 */
export const lines: Migration = {
  version: 40,
  name: 'lines',
  statements: [
    'CREATE INDEX hardware_lines ON hardware (id, origin, listing, words)',
    'CREATE INDEX models_lines ON models (id, origin, listing, words)',
  ],
}
