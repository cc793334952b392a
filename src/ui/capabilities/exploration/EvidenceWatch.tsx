import { useEffect } from 'react'
import { useEvidence } from '../../parts'
import { tellEvidence } from './tell'

/** Takes note of every figure whose evidence is opened, on whichever screen; shows nothing. */
export function EvidenceWatch() {
  const evidence = useEvidence((state) => state.evidence)
  useEffect(() => {
    if (evidence) tellEvidence(evidence)
  }, [evidence])
  return null
}
