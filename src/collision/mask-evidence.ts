import type { Evidence } from '../matching'
import { maskField } from '../privacy/mask'

/** The evidence with personal values masked on both sides: that is how it is stored and shown. */
export function maskEvidence(evidence: Evidence[]): Evidence[] {
  return evidence.map(item => ({
    ...item,
    mine: maskField(item.field, item.mine),
    theirs: maskField(item.field, item.theirs),
  }))
}
