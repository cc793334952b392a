import { expect, test, vi } from 'vitest'
import { expandFolders } from './expand-folders'

vi.mock('node:fs/promises', () => ({
  lstat: async () => ({ isDirectory: () => true }),
  readdir: async () =>
    Array.from({ length: 150_000 }, (_, index) => ({ isFile: () => true, name: `f${index}.csv`, parentPath: '/lot' }))
}))

test('a folder of too many files is refused by their number', async () => {
  await expect(expandFolders(['/lot'])).rejects.toMatchObject({
    message: expect.stringContaining('150000') as string
  })
})
