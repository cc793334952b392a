import type { FileFacts } from '../../../../contract'

/**
 * Tells the file of a line repaired or set aside by the place of that line among those of all files, which come in their
 * order; null where there is one file, or where it is not known how many lines each has.
 */
export function faultedFile(files: readonly FileFacts[]): ((place: number) => string) | null {
  if (files.length < 2 || files.some(({ read }) => !read)) return null
  return (place) => {
    let end = 0
    const file = files.find(({ read }) => (end += read?.faultCount ?? 0) > place)
    return file ? [file.name, ...file.part].join(' › ') : ''
  }
}
