import { useQuery } from '@tanstack/react-query'
import { useProject } from '../../app/project'
import { queryClient } from '../../app/queries'
import { api } from '../../client'

/** The register of anomalies of the open project. */
export function useRegister() {
  const project = useProject()
  return useQuery({
    queryKey: ['register'],
    enabled: Boolean(project),
    queryFn: ({ signal }) => api.register.list({}, { signal })
  })
}

/** Reads the register again: a search took note of what it found, which is no change of the project. */
export function refreshRegister(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['register'] })
}
