import { useEffect, useMemo, useRef, useState } from 'react'
import type { View } from 'vega'
import { chartSpec, PAGE } from '../../../charts'
import type { ChartData, ChartIntent } from '../../../contract'
import { ErrorState } from '../ErrorState'
import { currentLanguage } from '../i18n'

type PictureProps = { intent: ChartIntent; data: ChartData; description: string }
type Hover = { text: string; x: number; y: number }

/** The drawing itself, as wide as its place; told as one image, its marks say their numbers when pointed at. */
export function Picture({ intent, data, description }: PictureProps) {
  const place = useRef<HTMLDivElement>(null)
  const width = useWidth(place)
  const [hover, setHover] = useState<Hover | null>(null)
  const [error, setError] = useState<unknown>(null)
  const language = currentLanguage()
  const drawn = useMemo(
    () => JSON.stringify(chartSpec(intent, data, { language, theme: PAGE, width, bare: true })),
    [intent, data, language, width]
  )
  useEffect(() => {
    const container = place.current
    if (!container || width < 100) return
    let view: View | null = null
    let gone = false
    const draw = async (): Promise<void> => {
      const { chartView } = await import('../../../charts/view')
      if (gone) return
      view = chartView(JSON.parse(drawn) as ReturnType<typeof chartSpec>, language, {
        renderer: 'svg',
        container,
        hover: false
      })
      view.tooltip((_handler, event, _item, value) => {
        const box = container.getBoundingClientRect()
        const at = event instanceof MouseEvent ? { x: event.clientX - box.left, y: event.clientY - box.top } : null
        setHover(typeof value === 'string' && value && at ? { text: value, ...at } : null)
      })
      await view.runAsync()
      if (gone) view.finalize()
    }
    setError(null)
    draw().catch(setError)
    return () => {
      gone = true
      view?.finalize()
      container.replaceChildren()
      setHover(null)
    }
  }, [drawn, language, width])
  if (error) return <ErrorState error={error} inline />
  return (
    <div className="chart-picture" role="img" aria-label={description}>
      <div ref={place} className="chart-place" aria-hidden />
      {hover && (
        <div className="chart-hover isolate" aria-hidden style={{ left: Math.min(hover.x, width - 120), top: hover.y }}>
          {hover.text}
        </div>
      )}
    </div>
  )
}

/** The width of an element, in steps of 8 pixels so that a drag does not redraw at each one. */
function useWidth(place: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor((entry?.contentRect.width ?? 0) / 8) * 8))
    observer.observe(element)
    return () => observer.disconnect()
  }, [place])
  return width
}
