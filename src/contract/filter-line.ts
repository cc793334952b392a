import type { LocalizedText } from './common'

/** A filter in words after the word that announces it: a named one says « filtre » itself, and it is not said twice. */
export function filterLine({ fr, en }: LocalizedText): LocalizedText {
  return {
    fr: `Filtre${/^filtre(?= «)/.test(fr) ? fr.slice('filtre'.length) : ` : ${fr}`}`,
    en: `Filter${/^filter(?= “)/.test(en) ? en.slice('filter'.length) : `: ${en}`}`
  }
}
