import type { LucideIcon } from 'lucide-react'
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  Tooltip,
  TooltipTrigger
} from 'react-aria-components'

export type IconButtonProps = Omit<AriaButtonProps, 'children' | 'className' | 'aria-label'> & {
  /** Accessible name, also the tooltip. */
  label: string
  icon: LucideIcon
  shortcut?: string
  isPressedState?: boolean
  className?: string
  size?: number
}

/** A button that is only an icon: its name is told to screen readers and in a tooltip. */
export function IconButton({
  label,
  icon: Icon,
  shortcut,
  isPressedState,
  className = '',
  size = 16,
  ...props
}: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton {...props} aria-label={label} aria-pressed={isPressedState} className={`icon-button ${className}`}>
        <Icon size={size} aria-hidden />
      </AriaButton>
      <Tooltip className="tooltip" offset={4}>
        {label}
        {shortcut && <kbd>{shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  )
}
