import type { DropZoneProps } from 'react-aria-components'
import { pastedFile } from './paste'

type DropItems = Parameters<NonNullable<DropZoneProps['onDrop']>>[0]['items']

/** A file to import, by its content or by its place on disk. */
export type Picked = { name: string; file: File } | { name: string; path: string }

/** Files of a file input; those of a folder are named by their path in it where two have the same name. */
export function pickedFiles(files: readonly File[]): { picked: Picked[]; leftOut: string[] } {
  const kept = files.filter(({ name }) => !isSystemFile(name))
  const times = new Map<string, number>()
  for (const { name } of kept) times.set(name, (times.get(name) ?? 0) + 1)
  return {
    picked: kept.map((file) => ({
      name: (times.get(file.name) ?? 0) > 1 && file.webkitRelativePath ? file.webkitRelativePath : file.name,
      file
    })),
    leftOut: files.filter(({ name }) => isSystemFile(name)).map(({ name }) => name)
  }
}

/** Files that the host's own dialog chose; they are read where they lie. */
export function pickedPaths(paths: readonly string[]): Picked[] {
  return paths.map((path) => ({ path, name: path.split(/[/\\]/).at(-1) ?? path }))
}

/** Files that were dropped, those of dropped folders included, and dropped text as a file. */
export async function droppedFiles(items: DropItems, now: Date): Promise<File[]> {
  const files: File[] = []
  for (const item of items) {
    if (item.kind === 'file') files.push(await item.getFile())
    else if (item.kind === 'directory') for await (const file of filesIn(item)) files.push(file)
    else if (item.types.has('text/plain')) files.push(pastedFile(await item.getText('text/plain'), now))
  }
  return files
}

/** What systems and open editors leave in folders: no data of the user. */
export function isSystemFile(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$') || /^(thumbs\.db|desktop\.ini)$/i.test(name)
}

type Directory = Extract<DropItems[number], { kind: 'directory' }>

async function* filesIn(directory: Directory): AsyncIterable<File> {
  for await (const entry of directory.getEntries()) {
    if (entry.kind === 'file') yield await entry.getFile()
    else yield* filesIn(entry)
  }
}
