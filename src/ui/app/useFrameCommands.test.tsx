import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { Progress } from '../../contract'
import { runJob, useJobs } from './jobs'
import { useFrameCommands } from './useFrameCommands'

afterEach(() => {
  cleanup()
  useJobs.setState({ jobs: [] })
})

it('leaves the frame, and with it the whole screen, as it stands while a job comes on', async () => {
  let renders = 0
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  renderHook(
    () => {
      renders++
      useFrameCommands(() => {})
    },
    { wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider> }
  )
  let tell: (progress: Progress) => void = () => {}
  await act(async () => {
    void runJob('long', (_signal, onProgress) => {
      tell = onProgress
      return new Promise<string>(() => {})
    })
  })
  const before = renders
  for (const done of [1, 2, 3]) {
    await act(async () => {
      tell({ step: { fr: 'Lecture', en: 'Reading' }, done, total: 3 })
      await new Promise((resolve) => setTimeout(resolve, 110))
    })
    expect(useJobs.getState().jobs[0]?.progress?.done).toBe(done)
  }
  expect(renders).toBe(before)
})
