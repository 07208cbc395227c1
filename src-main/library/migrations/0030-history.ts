import type { Migration } from '../migrate.ts'

/**
 * What became of the user's profiles: every state in `revisions` (no text: the profile was removed there), and in
 * `audit` who changed which figure, when, from what to what. Both only grow: triggers refuse changes and deletions, and
 * refuse a row under a number that is taken, because replacing a row fires no trigger for the deletion it is.
 * Profiles from before get their first state, found by nobody in particular.
 */
export const history: Migration = {
  version: 30,
  name: 'history',
  statements: [
    `CREATE TABLE revisions (
      kind TEXT NOT NULL CHECK (kind IN ('hardware', 'models')),
      id TEXT NOT NULL,
      revision INTEGER NOT NULL CHECK (revision > 0),
      hash TEXT CHECK (length(hash) = 64),
      profile TEXT,
      PRIMARY KEY (kind, id, revision),
      CHECK ((hash IS NULL) = (profile IS NULL))
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE audit (
      sequence INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('hardware', 'models')),
      id TEXT NOT NULL,
      revision INTEGER NOT NULL CHECK (revision > 0),
      action TEXT NOT NULL CHECK (action IN ('found', 'copied', 'edited', 'restored', 'imported', 'removed')),
      detail TEXT NOT NULL,
      path TEXT NOT NULL,
      before TEXT,
      after TEXT,
      person TEXT NOT NULL,
      moment TEXT NOT NULL
    ) STRICT`,
    'CREATE INDEX audit_of_profile ON audit (kind, id, revision)',
    ...['hardware', 'models'].flatMap((table) => [
      `INSERT INTO revisions (kind, id, revision, hash, profile)
       SELECT '${table}', id, 1, hash, profile FROM ${table} WHERE origin = 'user'`,
      `INSERT INTO audit (kind, id, revision, action, detail, path, before, after, person, moment)
       SELECT '${table}', id, 1, 'found', '', '', NULL, NULL, '', strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
       FROM ${table} WHERE origin = 'user' ORDER BY id`,
    ]),
    ...['revisions', 'audit'].flatMap((table) =>
      ['UPDATE', 'DELETE'].map(
        (verb) =>
          `CREATE TRIGGER ${table}_refuses_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
           BEGIN SELECT RAISE(ABORT, 'the history of the library only grows'); END`,
      ),
    ),
    `CREATE TRIGGER revisions_refuses_replacement BEFORE INSERT ON revisions
     WHEN EXISTS (SELECT 1 FROM revisions WHERE kind = NEW.kind AND id = NEW.id AND revision = NEW.revision)
     BEGIN SELECT RAISE(ABORT, 'the history of the library only grows'); END`,
    `CREATE TRIGGER audit_refuses_replacement BEFORE INSERT ON audit
     WHEN EXISTS (SELECT 1 FROM audit WHERE sequence = NEW.sequence)
     BEGIN SELECT RAISE(ABORT, 'the history of the library only grows'); END`,
  ],
}
