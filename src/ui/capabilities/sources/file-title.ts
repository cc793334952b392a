import type { FileFacts } from '../../../contract'

/** The files of a delivery in a few words: the first by its name, the others counted. */
export function fileTitle(
  files: readonly FileFacts[],
  t: (key: 'andMore', values: { file: string; count: number }) => string
): string {
  const [first] = files
  const name = first ? [first.name, ...first.part].join(' › ') : ''
  return files.length > 1 ? t('andMore', { file: name, count: files.length - 1 }) : name
}
