import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from './Button'
import { useText } from './i18n'
import { text } from './text'

/** Copies a text and says so for two seconds. */
export function CopyButton({ label, value }: { label?: string; value: string | (() => string) }) {
  const t = useText(text)
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(typeof value === 'string' ? value : value())
    setCopied(true)
  }
  return (
    <Button variant="quiet" size="small" icon={copied ? Check : Copy} onPress={() => void copy()}>
      <span aria-live="polite">{copied ? t('copied') : (label ?? t('copy'))}</span>
    </Button>
  )
}
