import { describe, expect, it } from 'vitest'
import { droppedFiles, isSystemFile, pickedFiles, pickedPaths } from './gather'

describe('chosen files', () => {
  it('of a folder leave out what systems and open editors put there, and say so', () => {
    const { picked, leftOut } = pickedFiles([inFolder('d/a.csv'), inFolder('d/.DS_Store'), inFolder('d/~$b.xlsx')])
    expect(picked.map(({ name }) => name)).toEqual(['a.csv'])
    expect(picked.map(({ folders }) => folders)).toEqual([['d']])
    expect(leftOut).toEqual(['.DS_Store', '~$b.xlsx'])
  })

  it('of a folder come in the order of their paths, numbers as numbers; chosen one by one they stay as they came', () => {
    const names = ['d/releves_10.csv', 'd/sous/releves_05.csv', 'd/autre.csv', 'd/releves_2.csv', 'd/releves_01.csv']
    const inOrder = ['autre.csv', 'releves_01.csv', 'releves_2.csv', 'releves_10.csv', 'releves_05.csv']
    expect(pickedFiles(names.map(inFolder)).picked.map(({ name }) => name)).toEqual(inOrder)
    const alone = ['b.csv', 'a.csv'].map((name) => new File(['x'], name))
    expect(pickedFiles(alone).picked.map(({ name }) => name)).toEqual(['b.csv', 'a.csv'])
  })

  it('of one name are told apart by their folder', () => {
    const { picked } = pickedFiles([
      inFolder('d/nord/export.csv'),
      inFolder('d/sud/export.csv'),
      inFolder('d/seul.csv')
    ])
    expect(picked.map(({ name }) => name)).toEqual(['d/nord/export.csv', 'seul.csv', 'd/sud/export.csv'])
  })

  it('by the host are named by the end of their path', () => {
    expect(pickedPaths(['/a/b.csv', 'C:\\x\\y.xlsx']).map(({ name }) => name)).toEqual(['b.csv', 'y.xlsx'])
  })
})

it('dropped folders give the files in them, at any depth; dropped text is a file', async () => {
  const file = (name: string) => ({
    kind: 'file' as const,
    type: 'text/csv',
    name,
    getFile: async () => new File([name], name),
    getText: async () => name
  })
  const folder = (name: string, entries: unknown[]) => ({
    kind: 'directory' as const,
    name,
    getEntries: async function* () {
      yield* entries
    }
  })
  const dropped = [
    file('a.csv'),
    folder('d', [file('b.csv'), folder('e', [file('c.csv')])]),
    {
      kind: 'text' as const,
      types: new Set(['text/plain']),
      getText: async () => 'x\ty'
    }
  ]
  const address = { ...dropped[2], getText: async () => 'https://exemple.fr/a.csv' }
  const { files, emptyFolders, addresses } = await droppedFiles(
    [...dropped, folder('vide', []), address] as never,
    new Date(2026, 0, 2, 3, 4)
  )
  expect([emptyFolders, addresses]).toEqual([['vide'], ['https://exemple.fr/a.csv']])
  expect(files.map(({ name }) => name)).toEqual(['a.csv', 'b.csv', 'c.csv', 'collage du 2 janv. 03 h 04.txt'])
})

it('files of a dropped folder come in the order of their names, those of one name told apart by their folder', async () => {
  const file = (name: string) => ({ kind: 'file', name, getFile: async () => new File([name], name) })
  const folder = (name: string, entries: unknown[]) => ({
    kind: 'directory',
    name,
    getEntries: async function* () {
      yield* entries
    }
  })
  const sub = (name: string) => folder(name, [file('export.csv')])
  const { files } = await droppedFiles([folder('d', [sub('sud'), file('10.csv'), file('2.csv'), sub('nord')])] as never, new Date()) // prettier-ignore
  expect(pickedFiles(files).picked.map(({ name }) => name)).toEqual([
    '2.csv',
    '10.csv',
    'd/nord/export.csv',
    'd/sud/export.csv'
  ])
})

it('system files are known by name', () => {
  expect(['.gitignore', 'Thumbs.db', 'desktop.ini', '~$x.xlsx'].every(isSystemFile)).toBe(true)
  expect(['a.csv', 'note~.csv', 'thumbs.csv'].some(isSystemFile)).toBe(false)
})

function inFolder(path: string): File {
  const file = new File(['x'], path.split('/').at(-1) ?? path)
  Object.defineProperty(file, 'webkitRelativePath', { value: path })
  return file
}
