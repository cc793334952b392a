import type { FileFacts } from '../../contract'

/** What a file is called in a column that names the file of each row, and in words: its name, then the way to its table. */
export function fileLabel({ name, part }: Pick<FileFacts, 'name' | 'part'>): string {
  return [name, ...part].join(' › ')
}
