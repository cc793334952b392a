/** Languages that charts and reports are written in. */
export type ChartLanguage = 'fr' | 'en'

/** Number and time locales in d3's form, handed to Vega explicitly: nothing depends on the machine's own. */
export const LOCALES = {
  fr: {
    number: {
      decimal: ',',
      thousands: '\u202f',
      grouping: [3],
      currency: ['', '\u00a0€'] as [string, string],
      percent: '\u202f%',
      minus: '−',
      nan: ''
    },
    time: {
      dateTime: '%A %e %B %Y à %X',
      date: '%d/%m/%Y',
      time: '%H:%M:%S',
      periods: ['', ''] as [string, string],
      days: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'] as Seven,
      shortDays: ['dim.', 'lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.'] as Seven,
      months: [
        'janvier',
        'février',
        'mars',
        'avril',
        'mai',
        'juin',
        'juillet',
        'août',
        'septembre',
        'octobre',
        'novembre',
        'décembre'
      ] as Twelve,
      shortMonths: [
        'janv.',
        'févr.',
        'mars',
        'avr.',
        'mai',
        'juin',
        'juil.',
        'août',
        'sept.',
        'oct.',
        'nov.',
        'déc.'
      ] as Twelve
    }
  },
  en: {
    number: {
      decimal: '.',
      thousands: ',',
      grouping: [3],
      currency: ['€', ''] as [string, string],
      percent: '%',
      minus: '−',
      nan: ''
    },
    time: {
      dateTime: '%A %e %B %Y, %X',
      date: '%d/%m/%Y',
      time: '%H:%M:%S',
      periods: ['am', 'pm'] as [string, string],
      days: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as Seven,
      shortDays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as Seven,
      months: [
        'January',
        'February',
        'March',
        'April',
        'May',
        'June',
        'July',
        'August',
        'September',
        'October',
        'November',
        'December'
      ] as Twelve,
      shortMonths: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as Twelve
    }
  }
}

type Seven = [string, string, string, string, string, string, string]
type Twelve = [string, string, string, string, string, string, string, string, string, string, string, string]
