import type { LucideIcon } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'

export type ButtonProps = Omit<AriaButtonProps, 'children' | 'className'> & {
  /** `primary` is the one main action of a screen; `danger` loses something. */
  variant?: 'primary' | 'default' | 'quiet' | 'danger'
  size?: 'normal' | 'small'
  icon?: LucideIcon
  className?: string
  ref?: Ref<HTMLButtonElement>
  children: ReactNode
}

/**
 * A button with its words; the words start with a verb. While what it began goes on it is `isPending`, which keeps the focus
 * where a disabled button would lose it.
 */
export function Button({
  variant = 'default',
  size = 'normal',
  icon: Icon,
  className = '',
  children,
  ...props
}: ButtonProps) {
  return (
    <AriaButton {...props} className={`button button-${variant} button-${size} ${className}`}>
      {Icon && <Icon size={16} aria-hidden />}
      <span>{children}</span>
    </AriaButton>
  )
}
