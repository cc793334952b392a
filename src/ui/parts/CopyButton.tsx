import { Check, Copy, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from './Button'
import { writeClipboard } from './clipboard'
import { useText } from './i18n'
import { text } from './text'

/** Copies a text and says so, or that it could not, for two seconds. */
export function CopyButton({ label, value }: { label?: string; value: string | (() => string) }) {
  const t = useText(text)
  const [copied, setCopied] = useState<'copied' | 'notCopied' | null>(null)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(null), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = (): void => {
    writeClipboard(typeof value === 'string' ? value : value()).then(
      () => setCopied('copied'),
      () => setCopied('notCopied')
    )
  }
  const icon = copied === null ? Copy : copied === 'copied' ? Check : TriangleAlert
  return (
    <Button variant="quiet" size="small" icon={icon} onPress={copy}>
      <span aria-live="polite">{copied ? t(copied) : (label ?? t('copy'))}</span>
    </Button>
  )
}
