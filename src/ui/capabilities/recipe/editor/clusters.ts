import type { Cluster, MergeGroup } from '../../../../contract'

/** A group that is accepted; `of` names what it was made from, so that it keeps its place whatever becomes of its texts. */
export type AcceptedGroup = MergeGroup & { of?: string }

/** A group as it is shown: one that was proposed, one that was accepted (by its place), or both. */
export type ShownGroup = { key: string; proposed: MergeGroup | null; place: number | null }

/**
 * The groups that were proposed, each with the accepted one that was made from it or shares a text with it, then those that
 * nothing proposes: a group of a step that is changed, or made by hand, is never out of sight.
 */
export function groupsShown(proposals: readonly Cluster[], accepted: readonly AcceptedGroup[]): ShownGroup[] {
  const shown = new Set<number>()
  const keys = proposals.map(({ variants }) => `proposed ${JSON.stringify(variants.map(({ text }) => text))}`)
  const proposed = proposals.map(({ into, variants }, at): ShownGroup => {
    const texts = variants.map(({ text }) => text)
    const key = keys[at] ?? ''
    const own = accepted.findIndex(({ of }) => of === key)
    const alike = (group: AcceptedGroup, other: number): boolean =>
      !shown.has(other) && !keys.includes(group.of ?? '') && group.variants.some((text) => texts.includes(text))
    const place = own >= 0 ? own : accepted.findIndex(alike)
    if (place >= 0) shown.add(place)
    return { key, proposed: { into, variants: texts }, place: place < 0 ? null : place }
  })
  const others = accepted.flatMap(({ of }, place) =>
    shown.has(place) ? [] : [{ key: of ?? `accepted ${place}`, proposed: null, place }]
  )
  return [...proposed, ...others]
}

/** The accepted groups with one written anew, taken out (null) or added; a text stays in the group that took it last. */
export function withGroup(
  accepted: readonly AcceptedGroup[],
  place: number | null,
  group: AcceptedGroup | null
): AcceptedGroup[] {
  const others = accepted.map((one, at) =>
    at === place || !group ? one : { ...one, variants: one.variants.filter((text) => !group.variants.includes(text)) }
  )
  if (place === null) return group ? [...others, group] : others
  return others.flatMap((one, at) => (at === place ? (group ? [group] : []) : [one]))
}

/** A group to be made by hand. */
export function emptyGroup(accepted: readonly AcceptedGroup[]): AcceptedGroup {
  let n = accepted.length
  while (accepted.some(({ of }) => of === `hand ${n}`)) n++
  return { of: `hand ${n}`, into: '', variants: [] }
}
