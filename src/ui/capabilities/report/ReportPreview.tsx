import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../../client'
import { currentLanguage, ErrorState, Loading, useText } from '../../parts'
import { text } from './text'

/** The report as the engine makes it, in the language of the moment. */
export function useReportHtml() {
  const language = currentLanguage()
  return useQuery({
    queryKey: ['report', 'html', language],
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.report.html({ language }, { signal })
  })
}

/** The report shown in a frame that can run nothing and reach nothing. */
export function ReportPreview() {
  const t = useText(text)
  const { data, isError, error, refetch } = useReportHtml()
  const shown = useMemo(() => data && withNonce(data.html), [data])
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!shown) return <Loading lines={4} height={120} />
  return <iframe className="report-frame" title={t('preview')} sandbox="" srcDoc={shown} />
}

/** A frame made from text lives under the page's policy: the report's own styles need its nonce. */
function withNonce(html: string): string {
  const nonce = document.querySelector('meta[property="csp-nonce"]')?.getAttribute('content') ?? ''
  return html.replace('<style>', () => `<style nonce="${nonce.replace(/[^A-Za-z0-9+/=_-]/g, '')}">`)
}
