import type { DropZoneProps } from 'react-aria-components'
import { pastedFile } from './paste'
import { addressIn } from './refusals'

type DropItems = Parameters<NonNullable<DropZoneProps['onDrop']>>[0]['items']

/** A file to import, by its content or by its place on disk. */
export type Picked = { name: string; folders?: readonly string[] } & ({ file: File } | { path: string })

/** Files of a file input; those of a folder come in the order of their paths, and are named by them where two have the same name. */
export function pickedFiles(files: readonly File[]): { picked: Picked[]; leftOut: string[] } {
  const chosen = files.filter(({ name }) => !isSystemFile(name))
  const kept = chosen.every(({ webkitRelativePath }) => webkitRelativePath) ? chosen.sort(byPath) : chosen
  const times = new Map<string, number>()
  for (const { name } of kept) times.set(name, (times.get(name) ?? 0) + 1)
  return {
    picked: kept.map((file) => {
      const path = pathOf(file)
      return { name: (times.get(file.name) ?? 0) > 1 ? path : file.name, folders: path.split('/').slice(0, -1), file }
    }),
    leftOut: files.filter(({ name }) => isSystemFile(name)).map(({ name }) => name)
  }
}

/** Files that the host's own dialog chose; they are read where they lie. */
export function pickedPaths(paths: readonly string[]): Picked[] {
  return paths.map((path) => ({ path, name: path.split(/[/\\]/).at(-1) ?? path }))
}

/** What was dropped: files, those of folders included; folders that hold none; addresses in place of files. */
export type Dropped = { files: File[]; emptyFolders: string[]; addresses: string[] }

/** Gathers what was dropped; dropped text becomes a file, unless it is an address. */
export async function droppedFiles(items: DropItems, now: Date): Promise<Dropped> {
  const dropped: Dropped = { files: [], emptyFolders: [], addresses: [] }
  for (const item of items) {
    if (item.kind === 'file') dropped.files.push(await item.getFile())
    else if (item.kind === 'directory') {
      const files = await filesIn(item, item.name)
      dropped.files.push(...files.sort(byPath))
      if (!files.length) dropped.emptyFolders.push(item.name)
    } else if (item.types.has('text/plain')) {
      const text = await item.getText('text/plain')
      const address = addressIn(text)
      if (address === null) dropped.files.push(pastedFile(text, now))
      else dropped.addresses.push(address)
    }
  }
  return dropped
}

/** What systems and open editors leave in folders: no data of the user. */
export function isSystemFile(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$') || /^(thumbs\.db|desktop\.ini)$/i.test(name)
}

type Directory = Extract<DropItems[number], { kind: 'directory' }>

const inOrder = new Intl.Collator('fr', { numeric: true })
/** Where dropped files lie in their folder: the browser tells it of chosen ones alone. */
const paths = new WeakMap<File, string>()

/** The path of a file in the folder that was chosen or dropped; its name where it came alone. */
function pathOf(file: File): string {
  return paths.get(file) ?? (file.webkitRelativePath || file.name)
}

/** A folder lists its files in no order that a person would see; united, they come behind one another. */
function byPath(a: File, b: File): number {
  const [one, other] = [pathOf(a).split('/'), pathOf(b).split('/')]
  const apart = one.findIndex((step, depth) => step !== other[depth])
  return inOrder.compare(one[apart] ?? '', other[apart] ?? '')
}

async function filesIn(directory: Directory, path: string): Promise<File[]> {
  const files: File[] = []
  for await (const entry of directory.getEntries()) {
    const place = `${path}/${entry.name}`
    if (entry.kind === 'file') {
      const file = await entry.getFile()
      paths.set(file, place)
      files.push(file)
    } else files.push(...(await filesIn(entry, place)))
  }
  return files
}
