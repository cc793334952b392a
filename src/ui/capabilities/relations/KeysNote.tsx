import type { JoinKeys, Link, RelationsFound } from '../../../contract'
import { Button, middleCut, useText, visibleText } from '../../parts'
import { type DraftPair, linksBetween, pairsFrom } from './join-draft'
import { text } from './text'
import { leftOf, rightOf, shareInWords, shareOf } from './words'

type KeysNoteProps = {
  found: RelationsFound
  /** The search still runs: what it has not found is not yet said to be none. */
  isPartial: boolean
  left: string | null
  right: string | null
  pairs: readonly DraftPair[]
  /** Whether texts are compared without spaces, case and zeros. */
  normalise: boolean
  onTake: (keys: JoinKeys) => void
}

/** Where the keys of a join come from: a relation found, columns of one name, or the user, with a found one to take instead. */
export function KeysNote({ found, isPartial, left, right, pairs, normalise, onTake }: KeysNoteProps) {
  const t = useText(text)
  if (left === null || right === null) return null
  const links = linksBetween(found, left, right)
  const taken = links.find((link) => isSame(pairs, pairsFrom(link, left)))
  if (taken && (normalise || !taken.normalise)) return <Found link={taken} />
  const best = taken ?? links[0]
  if (best) {
    const keys = { on: pairsFrom(best, left), normalise: best.normalise }
    return (
      <p className="join-keys-note muted">
        <span className="isolate">
          {taken ? t('keysIfNormalised', wordsOf(taken)) : t('otherKeys', { left: leftOf(keys), right: rightOf(keys) })}
        </span>
        <Button size="small" variant="quiet" onPress={() => onTake(keys)}>
          {t(taken ? 'compareSo' : 'takeKeys')}
        </Button>
      </p>
    )
  }
  if (isPartial) return null
  const isOpen = pairs.every((pair) => pair.left === null && pair.right === null)
  return <p className="join-keys-note muted">{t(isOpen ? 'noLinkBetween' : 'keysByNoLink')}</p>
}

function Found({ link }: { link: Link }) {
  const t = useText(text)
  if (shareOf(link) === null) return null
  return <p className="join-keys-note muted isolate">{t('keysOfLink', wordsOf(link))}</p>
}

function wordsOf(link: Link) {
  const short = (name: string): string => middleCut(visibleText(name, 120), 28)
  return { share: shareInWords(link), from: short(link.from.name), to: short(link.to.name) }
}

function isSame(pairs: readonly DraftPair[], on: JoinKeys['on']): boolean {
  const has = (one: DraftPair): boolean => pairs.some(({ left, right }) => left === one.left && right === one.right)
  return pairs.length === on.length && on.every(has)
}
