import { QueryClient } from '@tanstack/react-query'
import { errorData } from '../client'

/** The one cache of what the engine answered. Nothing is read again but after a change: see `refreshProject`. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (count, error) => count < 2 && errorData(error).kind === 'internal'
    },
    mutations: { networkMode: 'always', retry: false }
  }
})
