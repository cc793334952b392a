import { useState } from 'react'
import type { Filter, TableRef } from '../../../contract'
import { api } from '../../client'
import { openEvidence } from '../../parts'
import type { OpenFact } from './FactFigure'

/** Opens the evidence of a fact once the engine has told it. */
export function useOpenFact(table: TableRef, filter: Filter): { open: OpenFact; error: unknown } {
  const [error, setError] = useState<unknown>(null)
  const open: OpenFact = (fact, value) => {
    setError(null)
    api.profile.factEvidence({ table, filter, fact }).then((evidence) => openEvidence(evidence, value), setError)
  }
  return { open, error }
}
