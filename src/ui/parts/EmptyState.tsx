import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './Button'

export type EmptyStateProps = {
  icon?: LucideIcon
  /** One sentence: what will stand here, and from what. */
  sentence: string
  /** True where nothing else is on the screen: the sentence is its heading. */
  isScreen?: boolean
  action?: { label: string; onPress: () => void; icon?: LucideIcon }
  /** The link to the bundled case (`<BundledCaseLink />` of app) or nothing. */
  children?: ReactNode
}

/** Nothing here yet: one sentence, one action, one link. */
export function EmptyState({ icon: Icon, sentence, isScreen, action, children }: EmptyStateProps) {
  return (
    <div className="empty-state">
      {Icon && <Icon size={28} strokeWidth={1.5} aria-hidden />}
      {isScreen ? <h1>{sentence}</h1> : <p>{sentence}</p>}
      {action && (
        <Button variant="primary" icon={action.icon} onPress={action.onPress}>
          {action.label}
        </Button>
      )}
      {children}
    </div>
  )
}
