import { DOCUMENT_EXTENSION } from '#shared/document/envelope.ts'

/** Media type of our documents; `+json` lets text editors offer themselves as well. */
export const MIME_TYPE = 'application/vnd.memwall+json'

/** Name of that type's icon, as the icon naming of freedesktop.org derives it. */
export const MIME_ICON = MIME_TYPE.replace('/', '-')

/** @returns the description of our type for the shared MIME database; it goes by the ending of the file's name */
export function mimePackage(): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${MIME_TYPE}">
    <comment>Memwall workspace</comment>
    <sub-class-of type="application/json"/>
    <icon name="${MIME_ICON}"/>
    <glob pattern="*.${DOCUMENT_EXTENSION}"/>
  </mime-type>
</mime-info>
`
}
