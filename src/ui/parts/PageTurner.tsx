import { ChevronLeft, ChevronRight } from 'lucide-react'
import { formatInteger } from './format'
import { useText } from './i18n'
import { IconButton } from './IconButton'
import { text } from './text'

export type PageTurnerProps = {
  /** Place of the first item shown, counted from 0. */
  first: number
  /** Items of a page. */
  size: number
  total: number
  onTurn: (first: number) => void
}

/** Turns the pages of a list that is too long for the browser to lay out at once; nothing where one page holds it all. */
export function PageTurner({ first, size, total, onTurn }: PageTurnerProps) {
  const t = useText(text)
  if (total <= size) return null
  return (
    <div className="page-turner num" role="group" aria-label={t('pages')}>
      <IconButton
        label={t('previousPage')}
        icon={ChevronLeft}
        isDisabled={first === 0}
        onPress={() => onTurn(Math.max(0, first - size))}
      />
      <span role="status">
        {t('page', {
          from: formatInteger(first + 1),
          to: formatInteger(Math.min(total, first + size)),
          total: formatInteger(total)
        })}
      </span>
      <IconButton
        label={t('nextPage')}
        icon={ChevronRight}
        isDisabled={first + size >= total}
        onPress={() => onTurn(first + size)}
      />
    </div>
  )
}
