import i18next from 'i18next'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/** Every catalogue of the UI, as it is shown. */
const files = import.meta.glob('../**/text.ts', { eager: true })

type Words = { key: string; words: string }

function shown(language: 'fr' | 'en'): Words[] {
  const bundles = (i18next.getDataByLanguage(language) ?? {}) as Record<string, Record<string, string>>
  return Object.entries(bundles).flatMap(([namespace, texts]) =>
    Object.entries(texts).map(([key, words]) => ({ key: `${namespace}.${key}`, words }))
  )
}

const odd = (list: Words[], fault: RegExp): string[] =>
  list.flatMap(({ key, words }) => (fault.test(words) ? [`${key}: ${words}`] : []))

/** Where the sign is the name of a key, it is no punctuation. */
const SIGNS = /^app\.shortcutsSingle$/
const punctuation = (list: Words[]): Words[] => list.filter(({ key }) => !SIGNS.test(key))

describe('typography of the catalogues', () => {
  it('there are many of them', () => {
    expect(Object.keys(files).length).toBeGreaterThan(10)
    expect(shown('en').length).toBe(shown('fr').length)
  })

  it('English has no space before : ; ! ?', () => {
    expect(odd(punctuation(shown('en')), /[\s\u00a0\u202f][:;!?](?=\s|$)/)).toEqual([])
  })

  it('French has a no-break space before : ; ! ? and within « »', () => {
    const french = punctuation(shown('fr'))
    expect(odd(french, /[^\u00a0\u202f\s:;!?][:;!?](?=\s|$)/)).toEqual([])
    expect(odd(french, / [:;!?](?=\s|$)/)).toEqual([])
    expect(odd(french, /«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»/)).toEqual([])
  })
})

describe('texts written beside the code', () => {
  it('English ones have no space before : ; ! ? either', () => {
    const root = join(import.meta.dirname, '..', '..')
    const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
    const faults = names.flatMap((name) => {
      if (!/\.tsx?$/.test(name) || /\.test\.|testing[\\/]|^ui.*[\\/]text\.ts$/.test(name)) return []
      const source = readFileSync(join(root, name), 'utf8')
      if (!/ [:;!?](?=[\s'"`}]|$)/m.test(source)) return []
      return englishTexts(name, source)
        .filter((words) => /\S[ \u00a0\u202f][:;!?](?=\s|$)/.test(words))
        .map((words) => `${name}: ${words}`)
    })
    expect(faults).toEqual([])
  })
})

/** The values of `en`, the second texts of `say(fr, en)`, and bare colons in markup; placeholders are an x each. */
function englishTexts(name: string, source: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === 'en')
      found.push(...textsIn(node.initializer))
    else if (ts.isCallExpression(node) && /(^|\.)say$/.test(node.expression.getText(file)) && node.arguments[1])
      found.push(...textsIn(node.arguments[1]))
    else if (ts.isJsxExpression(node) && node.expression && ts.isStringLiteral(node.expression))
      found.push(`x${node.expression.text}`)
    ts.forEachChild(node, visit)
  }
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true)
  visit(file)
  return found
}

/** Every text within an expression. */
function textsIn(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isTemplateExpression(node))
    return [
      node.head.text + node.templateSpans.map(({ literal }) => `x${literal.text}`).join(''),
      ...node.templateSpans.flatMap(({ expression }) => textsIn(expression))
    ]
  const inner: string[] = []
  ts.forEachChild(node, (child) => void inner.push(...textsIn(child)))
  return inner
}
