import { useState } from 'react'
import type { Guess, Verdict } from '../../../contract'
import { api } from '../../client'
import { Button, ErrorState, Select, TextField, useLocalize, useText, visibleText } from '../../parts'
import { useFindings } from '../findings'
import { useGuessChange } from './queries'
import { text } from './text'

/** Says what became of a guess, and which finding or figure decided. */
export function Confront({ guess, onClose }: { guess: Guess; onClose: () => void }) {
  const t = useText(text)
  const localize = useLocalize()
  const { data: findings = [] } = useFindings()
  const [verdict, setVerdict] = useState<Verdict>('confirmed')
  const [finding, setFinding] = useState('none')
  const [figure, setFigure] = useState('')
  const decide = useGuessChange(
    () =>
      api.exploration.decide({
        id: guess.id,
        outcome: { verdict, finding: finding === 'none' ? null : finding, figure }
      }),
    onClose
  )
  return (
    <form
      className="guess-confront"
      onSubmit={(event) => {
        event.preventDefault()
        decide.mutate(undefined)
      }}
    >
      <Select
        label={t('verdict')}
        autoFocus
        options={(['confirmed', 'contradicted', 'undecided'] as const).map((value) => ({ value, label: t(value) }))}
        value={verdict}
        onChange={setVerdict}
      />
      <Select
        label={t('finding')}
        options={[
          { value: 'none', label: t('noFinding') },
          ...findings.map(({ id, title, figure: { text: words } }) => ({
            value: id,
            label: visibleText(title, 100),
            description: localize(words)
          }))
        ]}
        value={finding}
        onChange={setFinding}
      />
      <TextField
        label={t('figure')}
        description={t('figureHint')}
        value={figure}
        onChange={setFigure}
        maxLength={1000}
      />
      {decide.isError && <ErrorState inline error={decide.error} />}
      <div className="guess-actions">
        <Button variant="primary" type="submit" isPending={decide.isPending}>
          {t('confront')}
        </Button>
        <Button onPress={onClose}>{t('cancel')}</Button>
      </div>
    </form>
  )
}
