import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { useLeadFocus } from './useLeadFocus'

function Answers() {
  const [answer, setAnswer] = useState(0)
  const { askFocus, lead } = useLeadFocus()
  return (
    <section key={answer}>
      <h2 tabIndex={-1} ref={lead}>
        {`answer ${answer}`}
      </h2>
      <button
        onClick={() => {
          askFocus()
          setAnswer(answer + 1)
        }}
      >
        rest
      </button>
      <button onClick={() => setAnswer(answer + 1)}>other</button>
    </section>
  )
}

test('the lead of the answer that was asked for has the focus, and no other', () => {
  render(<Answers />)
  expect(document.activeElement).toBe(document.body)
  fireEvent.click(screen.getByText('rest'))
  expect(document.activeElement?.textContent).toBe('answer 1')
  fireEvent.click(screen.getByText('other'))
  expect(document.activeElement).toBe(document.body)
})
