import { expect, it } from 'vitest'
import type { ChosenFile, FoundTable, ImportDraft } from './draft'
import { addFiles, EMPTY_DRAFT } from './draft'
import { nameTogether } from './name-together'

const file = (id: string, ...folders: string[]): Pick<ChosenFile, 'id' | 'name' | 'folders' | 'size' | 'origin'> => ({
  id,
  name: `${id}.csv`,
  folders,
  size: 1,
  origin: { kind: 'upload', id }
})
const tables = (...files: string[]) => files.map((id) => ({ key: id, file: id })) as unknown as FoundTable[]
const named = (draft: ImportDraft, ...files: string[]): string => nameTogether(draft, tables(...files))

it('tables of one folder are proposed under its name, the deepest that holds them all', () => {
  const draft = addFiles(EMPTY_DRAFT, [file('a', 'Exports', 'Ventes 2024'), file('b', 'Exports', 'Ventes 2024'), file('c', 'Exports', 'Autres')]) // prettier-ignore
  expect(named(draft, 'a', 'b')).toBe('Ventes 2024')
  expect(named(draft, 'a', 'b', 'c')).toBe('Exports')
})

it('no name is proposed for files chosen alone, nor in place of what the user wrote or wiped out', () => {
  const draft = addFiles(EMPTY_DRAFT, [file('a', 'Ventes'), file('b', 'Ventes'), file('c')])
  expect(named(draft, 'a', 'c')).toBe('')
  expect(named({ ...draft, togetherName: 'notes' }, 'a', 'b')).toBe('notes')
  expect(named({ ...draft, togetherName: '' }, 'a', 'b')).toBe('')
})
