import type { FoundTable, ImportDraft } from './draft'

/**
 * The name of the one table that several become: what the user wrote, else the folder that holds all of their files, which
 * says what they have in common better than the name of the first of them; empty where there is none.
 */
export function nameTogether(draft: ImportDraft, alike: readonly FoundTable[]): string {
  if (draft.togetherName !== null) return draft.togetherName
  const wanted = new Set(alike.map(({ file }) => file))
  const [first = [], ...others] = draft.files.filter(({ id }) => wanted.has(id)).map(({ folders }) => folders)
  const apart = first.findIndex((folder, depth) => others.some((path) => path[depth] !== folder))
  return first.slice(0, apart < 0 ? first.length : apart).at(-1) ?? ''
}
