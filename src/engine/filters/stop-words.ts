/** Words that say little by themselves, French and English; not listed in a word facet unless they are looked for. */
export const STOP_WORDS: readonly string[] = `
ai ainsi alors après as au aucun aussi autre aux avant avec avez avoir avons bien car ce cela celle celui ces cet cette
ceux chez ci comme comment dans de depuis des deux dire dit dois doit donc dont du elle elles en encore entre est et
étaient était été être eu eux faire fait fois font ici il ils je jusqu la là le les leur leurs lors lui ma mais me
même mes moi moins mon ne ni nos notre nous on ont ou où par parce pas peu peut plus pour pourquoi quand que quel quelle
quelles quels qu qui quoi sa sans se sera ses si soit son sont sous sur ta te tes toi ton tous tout toute toutes très tu
un une va vers voici voilà vos votre vous
about after all also am an and any are at be because been before being but by can could did do does don for from had
has have he her here him his how if in into is it its just me more most my no not now of off on only or other our out
over own same she should so some such than that the their them then there these they this those through to too under up
us very was we were what when where which while who why will with would you your
`
  .trim()
  .split(/\s+/)
