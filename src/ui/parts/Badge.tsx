import { CircleAlert, CircleCheck, History, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

export type Tone = 'critical' | 'warning' | 'good' | 'stale' | 'info' | 'neutral'

/** A state in a colour, an icon and a word: never colour alone. */
export function Badge({ tone, icon, children }: { tone: Tone; icon?: LucideIcon; children: ReactNode }) {
  const Icon = icon ?? ICONS[tone]
  return (
    <span className={`badge badge-${tone}`}>
      {Icon && <Icon size={12} aria-hidden />}
      {children}
    </span>
  )
}

const ICONS: Record<Tone, LucideIcon | null> = {
  critical: CircleAlert,
  warning: TriangleAlert,
  good: CircleCheck,
  stale: History,
  info: Info,
  neutral: null
}
