import { QueryObserver } from '@tanstack/react-query'
import { beforeEach, expect, test, vi } from 'vitest'
import { closeProject, projectIsOpen, STATUS_KEY } from './project'
import { queryClient } from './queries'

const engine = vi.hoisted(() => ({ close: vi.fn<() => Promise<unknown>>() }))
vi.mock('../client', async (original) => ({ ...(await original<object>()), api: { project: engine } }))

const OPEN = { open: { name: 'ventes' }, folder: '', version: '1' }
beforeEach(() => queryClient.setQueryData(STATUS_KEY, OPEN))

test('the screens have left before the engine closes the project, so that none asks it for anything', async () => {
  const shown: boolean[] = []
  engine.close.mockImplementation(() => {
    shown.push(projectIsOpen())
    return Promise.resolve({})
  })
  await closeProject()
  expect([shown, projectIsOpen()]).toEqual([[false], false])
})

test('a project that cannot be closed is shown again', async () => {
  engine.close.mockRejectedValue(new Error('the disk is full'))
  const stop = new QueryObserver(queryClient, { queryKey: STATUS_KEY, queryFn: () => OPEN }).subscribe(() => undefined)
  await closeProject()
  stop()
  expect(projectIsOpen()).toBe(true)
})
