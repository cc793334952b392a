import { useEffect } from 'react'
import { useEvidence } from '../../parts'
import { tellLook } from './tell'

/** Takes note of every figure whose evidence is opened, on whichever screen; shows nothing. */
export function EvidenceWatch() {
  const evidence = useEvidence((state) => state.evidence)
  useEffect(() => {
    if (!evidence?.table) return
    const { table, columns, applied, title } = evidence
    tellLook({ kind: 'evidence', table, columns, figure: title, ...(applied ? { filter: applied } : {}) })
  }, [evidence])
  return null
}
