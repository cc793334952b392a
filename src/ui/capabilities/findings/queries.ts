import { useQuery } from '@tanstack/react-query'
import { api } from '../../client'

/** All findings of the project, in the order of pinning. */
export function useFindings() {
  return useQuery({ queryKey: ['findings'], queryFn: ({ signal }) => api.findings.list({}, { signal }) })
}
