import type { ReactNode } from 'react'
import { Toolbar as AriaToolbar } from 'react-aria-components'

/** Actions side by side; arrows move among them. */
export function Toolbar({
  label,
  children,
  className = ''
}: {
  label: string
  children: ReactNode
  className?: string
}) {
  return (
    <AriaToolbar aria-label={label} className={`toolbar ${className}`}>
      {children}
    </AriaToolbar>
  )
}

/** Title line of a screen's work area: what it is on the left, its actions on the right. */
export function ScreenHeader({
  title,
  subtitle,
  children
}: {
  title: string
  subtitle?: string
  children?: ReactNode
}) {
  return (
    <header className="screen-header">
      <div className="screen-titles">
        <h1 className="isolate">{title}</h1>
        {subtitle && <p className="muted">{subtitle}</p>}
      </div>
      {children && <div className="screen-actions">{children}</div>}
    </header>
  )
}
