import { z } from 'zod'

const Unit = z.string().min(1).max(20)
/** A number in `unit` is so many times a number in the other one: `times` over `per`. */
const Factor = z.object({ unit: Unit, times: z.number().positive().max(1e12), per: z.number().positive().max(1e12) })

/**
 * Brings measures that bear other units to one, by stated factors: texts with the unit, texts of the number alone (`bare`, beside others
 * that bear no unit; those in the wanted unit lose it too), or numbers. Texts that bear none of them, or a number with another
 * decimal mark, stay as they are; where the column becomes numbers, they become missing.
 */
export const ConvertSpec = z.object({
  kind: z.literal('convert'),
  column: z.string(),
  unit: Unit,
  from: z.array(Factor).max(20),
  decimal: z.enum(['.', ',']),
  /** The decimal mark of what it writes, where that is another one: that of the texts which are read behind it. */
  writes: z.enum(['.', ',']).optional(),
  as: z.enum(['text', 'bare', 'number'])
})
export type ConvertSpec = z.infer<typeof ConvertSpec>

/** Writes dates that can only be read in the other order of day and month (a day beyond 12) in the wanted one, with its mark; dates that read both ways stay. */
export const DatesSpec = z.object({
  kind: z.literal('dates'),
  column: z.string(),
  first: z.enum(['day', 'month']),
  mark: z.enum(['/', '.', '-'])
})
export type DatesSpec = z.infer<typeof DatesSpec>

/**
 * Writes telephone numbers in one shape, 9 for each digit: those of as many digits and, where the country is told by its code and
 * the digit that it begins with at home, those of that country written either way. Others stay.
 */
export const PhoneSpec = z.object({
  kind: z.literal('phone'),
  column: z.string(),
  shape: z
    .string()
    .max(40)
    .regex(/^[+]?[\d\s.()/-]*9[\d\s.()/-]*$/),
  country: z.object({ code: z.string().regex(/^[1-9]\d{0,2}$/), home: z.string().regex(/^\d?$/) }).nullable()
})
export type PhoneSpec = z.infer<typeof PhoneSpec>

/** Whether each digit of a number has its place in a shape: a 9 for each, other digits only in the code at the head, of the country where one is told. */
export function isPhoneShape({ shape, country }: Pick<PhoneSpec, 'shape' | 'country'>): boolean {
  const marks = '[\\s.()/-]'
  const code = country ? `[+]${marks}*${country.code}` : '[+](?:[0-8]{1,3}(?!\\d))?'
  return new RegExp(`^(?:${code})?(?:9|${marks})*$`).test(shape) && new RegExp(`^(?:${code})?${marks}*9`).test(shape)
}

/** In the rows of one group (`of`, a value of `by`), writes `to` where `from` stands; the same of other groups stays. */
export const FollowSpec = z.object({
  kind: z.literal('follow'),
  column: z.string(),
  by: z.string(),
  pairs: z
    .array(z.object({ of: z.string(), from: z.string(), to: z.string() }))
    .min(1)
    .max(1_000)
})
export type FollowSpec = z.infer<typeof FollowSpec>

/** What the commonest value of a group must reach to be that of most of its rows, and how many rows the group must have. */
export const OF_MOST = { share: 2 / 3, rows: 3 } as const
