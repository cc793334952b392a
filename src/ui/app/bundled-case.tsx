import { useQuery } from '@tanstack/react-query'
import { Database } from 'lucide-react'
import { api, isCancelled } from '../client'
import { Button, localize, translate, useText } from '../parts'
import { followEvents, runJob } from './jobs'
import { projectIsOpen, refreshProject, showProject } from './project'
import { enterScreen, readRoute } from './route'
import { text } from './text'

/** The cases that come with the product. */
export function useCases() {
  return useQuery({ queryKey: ['project', 'cases'], queryFn: ({ signal }) => api.exercises.cases({}, { signal }) })
}

/**
 * Opens a bundled case as a new project and shows its first table, unless the user has gone elsewhere since. Failures are in
 * the job tray.
 */
export async function openCase(slug: string, title: string): Promise<void> {
  if (!projectIsOpen()) enterScreen('sources')
  try {
    await runJob(translate(text, 'openCaseNamed', { title }), async (signal, onProgress) =>
      followEvents(await api.exercises.openCase({ slug }, { signal }), onProgress)
    )
    const status = await api.project.status({})
    const { screen } = readRoute(location.hash)
    await showProject(status.open, screen === '' || screen === 'sources' ? 'explore' : 'stay')
  } catch (error) {
    await refreshProject()
    if (!isCancelled(error)) throw error
  }
}

/** The link of empty states: opens the first bundled case. */
export function BundledCaseLink() {
  const t = useText(text)
  const { data } = useCases()
  const first = data?.[0]
  if (!first) return null
  return (
    <Button
      variant="quiet"
      icon={Database}
      onPress={() => void openCase(first.slug, localize(first.title)).catch(() => {})}
    >
      {t('tryCase')}
    </Button>
  )
}
