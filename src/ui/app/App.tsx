import { QueryClientProvider } from '@tanstack/react-query'
import { I18nProvider } from 'react-aria-components'
import { ErrorState, Loading } from '../parts'
import { Frame } from './Frame'
import { usePreferences } from './preferences'
import { useStatusOfProject } from './project'
import { queryClient } from './queries'
import { StartScreen } from './StartScreen'

/** The whole application: the start screen without a project, the frame with one. */
export function App() {
  const language = usePreferences((preferences) => preferences.language)
  return (
    <QueryClientProvider client={queryClient}>
      <I18nProvider locale={language === 'en' ? 'en-GB' : 'fr-FR'}>
        <Content />
      </I18nProvider>
    </QueryClientProvider>
  )
}

function Content() {
  const status = useStatusOfProject()
  if (status.data?.open) return <Frame key={status.data.open.path} project={status.data.open} />
  if (status.data) return <StartScreen folder={status.data.folder} version={status.data.version} />
  return (
    <main className="start">
      <div className="start-column">
        {status.isError ? (
          <ErrorState error={status.error} onRetry={() => void status.refetch()} />
        ) : (
          <Loading lines={4} height={48} />
        )}
      </div>
    </main>
  )
}
