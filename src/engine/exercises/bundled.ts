import type { LocalizedText } from '../../contract/common'
import velmoraneComments from '../../../datasets/velmorane/comments.json'
import velmorane from '../../../datasets/velmorane/spec.json'
import { parseCaseSpec, type CaseSpec } from './spec'

const BUNDLED: Readonly<Record<string, unknown>> = {
  velmorane: { ...velmorane, comments: velmoraneComments }
}

/** The cases that come with the application, in the order in which they are offered. */
export function listBundledCases(): { slug: string; title: LocalizedText; story: LocalizedText }[] {
  return Object.keys(BUNDLED).map((slug) => {
    const { title, story } = loadBundledSpec(slug)
    return { slug, title, story }
  })
}

/** The checked description of a bundled case; throws an Error where no case has this slug. */
export function loadBundledSpec(slug: string): CaseSpec {
  if (!Object.hasOwn(BUNDLED, slug)) throw new Error(`no bundled case: ${slug}`)
  return parseCaseSpec(BUNDLED[slug])
}
