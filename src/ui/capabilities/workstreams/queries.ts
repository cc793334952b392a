import { useMutation, useQuery } from '@tanstack/react-query'
import type { WorkstreamPatch } from '../../../contract'
import { refreshProject } from '../../app/project'
import { api } from '../../client'

/** All workstreams of the project, in their order. */
export function useWorkstreams() {
  return useQuery({ queryKey: ['workstreams'], queryFn: ({ signal }) => api.workstreams.list({}, { signal }) })
}

/** Changes one workstream; every change is saved at once and undoable. */
export function useEditWorkstream(id: string) {
  return useMutation({
    mutationFn: (patch: WorkstreamPatch) => api.workstreams.update({ id, patch }),
    onSettled: () => refreshProject()
  })
}
