import type { LocalizedText } from '../../../contract'
import { JsonFault, LimitReached, LIMITS, type JsonEvents } from './events'
import { decodeEscapes, escapedQuote, isBare } from './lexemes'
import { Position } from './position'

/** What may come next. */
const enum State {
  Top,
  AfterTop,
  Value,
  ValueOrEnd,
  KeyOrEnd,
  Key,
  Colon,
  After
}

/**
 * Reads JSON text pushed in pieces and tells its parts as events; several values may follow one another. Nothing is
 * rounded: numbers keep their source text. Trailing commas are read and counted. Own parser, since libraries work on
 * UTF-8 bytes only, tell no lines, and lose the source text of numbers; it needs no recursion, so depth costs nothing.
 * Throws JsonFault with line and column where the text is no JSON.
 */
export class JsonParser {
  /** Set by a receiver to make `run` return after the event it is in. */
  stop = false
  /** Values ended at the top level so far. */
  values = 0
  /** Commas without a value behind them. */
  strayCommas = 0
  private text = ''
  private at = 0
  private ended = false
  private state: State = State.Top
  private depth = 0
  private readonly kinds = new Uint8Array(LIMITS.depth + 1)
  private position = new Position()
  private comma = false
  private nextBackslash = -1
  /** Raw pieces of a string that began in an earlier chunk, and whether its last character is an open backslash. */
  private open: string[] | null = null
  private openLength = 0
  private openBackslash = false
  private openPlace = { line: 1, column: 1 }

  constructor(private readonly events: JsonEvents) {}

  /** Starts over with a new text, whose first character stands at this line. */
  reset(line = 1): void {
    this.text = ''
    this.at = 0
    this.ended = this.stop = this.comma = false
    this.state = State.Top
    this.depth = this.values = 0
    this.nextBackslash = -1
    this.position = new Position(line)
    this.open = null
  }

  /** Adds text; what came before must have been run. */
  feed(chunk: string): void {
    this.position.pass(this.text, this.at)
    this.text = this.at < this.text.length ? this.text.slice(this.at) + chunk : chunk
    this.at = 0
    this.nextBackslash = -1
  }

  /** Says that no text comes any more. */
  end(): void {
    this.ended = true
  }

  /** Reads on; true when it needs more text or all was read, false when a receiver stopped it. */
  run(): boolean {
    try {
      while (this.at < this.text.length && !this.stop) if (!this.step()) break
    } catch (error) {
      throw error instanceof LimitReached ? this.fault('limit', error.reason) : error
    }
    if (this.stop) return (this.stop = false)
    if (this.ended) this.checkEnd()
    return true
  }

  /** Whether a value has begun and not ended. */
  get inside(): boolean {
    return this.depth > 0 || this.open !== null
  }

  /** One token; false when its end has not come yet. */
  private step(): boolean {
    if (this.open) return this.readString(this.at)
    const code = this.text.charCodeAt(this.at)
    if (code === 32 || code === 10 || code === 13 || code === 9) {
      this.at += 1
      return true
    }
    switch (code) {
      case 34:
        return this.startString()
      case 123:
        return this.push(1)
      case 91:
        return this.push(2)
      case 125:
        return this.pop(1)
      case 93:
        return this.pop(2)
      case 44:
        return this.takeComma()
      case 58:
        if (this.state !== State.Colon) throw this.unexpected()
        this.state = State.Value
        this.at += 1
        return true
      default:
        return this.readBare(code)
    }
  }

  private push(kind: 1 | 2): boolean {
    this.checkValue()
    if (this.depth >= LIMITS.depth)
      throw this.fault('limit', {
        fr: `plus de ${LIMITS.depth} niveaux imbriqués`,
        en: `more than ${LIMITS.depth} nested levels`
      })
    this.depth += 1
    this.kinds[this.depth] = kind
    this.at += 1
    this.comma = false
    this.state = kind === 1 ? State.KeyOrEnd : State.ValueOrEnd
    if (kind === 1) this.events.startObject()
    else this.events.startArray()
    return true
  }

  private pop(kind: 1 | 2): boolean {
    const closes =
      this.state === State.After ||
      (kind === 1
        ? this.state === State.KeyOrEnd || this.state === State.Key
        : this.state === State.ValueOrEnd || (this.state === State.Value && this.comma))
    if (!closes || this.depth === 0 || this.kinds[this.depth] !== kind) throw this.unexpected()
    if (this.comma) this.strayCommas += 1
    this.at += 1
    this.depth -= 1
    this.valueEnded()
    if (kind === 1) this.events.endObject()
    else this.events.endArray()
    return true
  }

  private takeComma(): boolean {
    if (this.state === State.AfterTop) {
      this.strayCommas += 1
      this.state = State.Top
    } else if (this.state === State.After) {
      this.comma = true
      this.state = this.kinds[this.depth] === 1 ? State.Key : State.Value
    } else throw this.unexpected()
    this.at += 1
    return true
  }

  private startString(): boolean {
    if (this.state !== State.Key && this.state !== State.KeyOrEnd) this.checkValue()
    this.open = []
    this.openLength = 0
    this.openBackslash = false
    return this.readString(this.at + 1)
  }

  /** Reads a string from a place behind its opening quote. */
  private readString(from: number): boolean {
    const text = this.text
    const quote = this.closingQuote(from)
    const until = quote < 0 ? text.length : quote
    this.openLength += until - from
    if (this.openLength > LIMITS.value)
      throw this.fault('limit', { fr: 'un texte de plus de 64 Mo', en: 'a text of more than 64 MB' })
    if (quote < 0) {
      if (!this.open?.length) this.openPlace = this.position.of(text, this.at)
      this.openBackslash = escapedQuote(text, from, text.length, this.openBackslash)
      this.open?.push(text.slice(from))
      this.at = text.length
      if (this.ended) throw this.unclosedText()
      return false
    }
    const raw = this.open?.length ? this.open.join('') + text.slice(from, quote) : text.slice(from, quote)
    const whole = this.open?.length === 0
    this.open = null
    const plain = whole ? this.backslashFrom(from) >= quote : !raw.includes('\\')
    const value = plain ? raw : decodeEscapes(raw)
    if (value === null)
      throw this.fault('input', { fr: 'une suite d’échappement inconnue', en: 'an unknown escape sequence' })
    this.at = quote + 1
    this.takeString(value)
    return true
  }

  private takeString(value: string): void {
    if (this.state === State.Key || this.state === State.KeyOrEnd) {
      if (value.length > LIMITS.key)
        throw this.fault('limit', {
          fr: 'un nom de plus d’un million de caractères',
          en: 'a name of more than a million characters'
        })
      this.state = State.Colon
      this.comma = false
      this.events.key(value)
      return
    }
    this.valueEnded()
    this.events.string(value)
  }

  private closingQuote(from: number): number {
    const text = this.text
    let quote = text.indexOf('"', from)
    if (quote < 0 || (!this.openBackslash && this.backslashFrom(from) > quote)) return quote
    while (quote >= 0 && escapedQuote(text, from, quote, this.openBackslash)) quote = text.indexOf('"', quote + 1)
    return quote
  }

  private backslashFrom(from: number): number {
    if (this.nextBackslash < from) {
      const at = this.text.indexOf('\\', from)
      this.nextBackslash = at < 0 ? Infinity : at
    }
    return this.nextBackslash
  }

  private readBare(first: number): boolean {
    // A record separator (RFC 7464) or a BOM left in the middle of joined files stands between values.
    if ((first === 0x1e || first === 0xfeff) && this.depth === 0) {
      this.at += 1
      return true
    }
    const text = this.text
    let end = this.at
    for (let code = first; end < text.length; code = text.charCodeAt(++end)) {
      const word = (code > 47 && code < 58) || (code > 64 && code < 91) || (code > 96 && code < 123)
      if (!word && code !== 46 && code !== 45 && code !== 43) break
    }
    if (end === text.length && !this.ended && end - this.at <= LIMITS.number) return false
    const token = text.slice(this.at, end)
    if (!isBare(token)) throw this.unexpected()
    this.checkValue()
    if (token.length > LIMITS.number)
      throw this.fault('limit', {
        fr: 'un nombre de plus d’un million de chiffres',
        en: 'a number of more than a million digits'
      })
    this.at = end
    this.valueEnded()
    this.events.bare(token)
    return true
  }

  private checkValue(): void {
    const { state } = this
    if (state !== State.Value && state !== State.ValueOrEnd && state !== State.Top && state !== State.AfterTop)
      throw this.unexpected()
  }

  private valueEnded(): void {
    this.comma = false
    if (this.depth > 0) {
      this.state = State.After
      return
    }
    this.state = State.AfterTop
    this.values += 1
  }

  private checkEnd(): void {
    if (this.at < this.text.length) return
    if (this.open) throw this.unclosedText()
    if (this.depth > 0)
      throw this.fault(
        'input',
        this.kinds[this.depth] === 1
          ? { fr: 'le texte s’arrête avant la fin d’un objet ( } manque )', en: 'the text stops inside an object' }
          : { fr: 'le texte s’arrête avant la fin d’une liste ( ] manque )', en: 'the text stops inside a list' }
      )
  }

  private unexpected(): JsonFault {
    const found = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0xfffd)
    const [fr, en] = EXPECTED[this.state]
    return this.fault('input', { fr: `« ${found} » alors qu’il faut ${fr}`, en: `“${found}” instead of ${en}` })
  }

  private unclosedText(): JsonFault {
    const reason = { fr: 'un texte entre guillemets n’est pas fermé', en: 'a quoted text is not closed' }
    return new JsonFault('input', reason, this.openPlace.line, this.openPlace.column)
  }

  private fault(kind: 'input' | 'limit', reason: LocalizedText): JsonFault {
    const { line, column } = this.position.of(this.text, this.at)
    return new JsonFault(kind, reason, line, column)
  }
}

const EXPECTED: Record<State, [fr: string, en: string]> = {
  [State.Top]: ['un objet ou une liste', 'an object or a list'],
  [State.AfterTop]: ['un autre enregistrement ou la fin du fichier', 'another record or the end of the file'],
  [State.Value]: ['une valeur', 'a value'],
  [State.ValueOrEnd]: ['une valeur ou ]', 'a value or ]'],
  [State.KeyOrEnd]: ['un nom entre guillemets ou }', 'a quoted name or }'],
  [State.Key]: ['un nom entre guillemets', 'a quoted name'],
  [State.Colon]: ['le signe :', 'the sign :'],
  [State.After]: ['une virgule ou une fermeture', 'a comma or a closing bracket']
}
