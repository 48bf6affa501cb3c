/** Names of the months in Dutch, French, German and English, without accents, also as spreadsheets shorten them. */
const MONTHS = [
  "januari janvier januar janner january jan janv jann",
  "februari fevrier februar february feb fev fevr febr",
  "maart mars marz march mrt mar mrz",
  "april avril apr avr",
  "mei mai may",
  "juni juin june jun",
  "juli juillet july jul juil",
  "augustus aout august aug aou",
  "september septembre sep sept",
  "oktober octobre october okt oct",
  "november novembre nov",
  "december decembre dezember dec dez",
].map((names) => names.split(" "));

const WEEKDAYS = new Set(
  [
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma di wo do vr za zo",
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag mo mi fr sa so",
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun",
  ].flatMap((names) => names.split(" ")),
);

/** What may stand before a day: le 15 octobre. */
const ARTICLES = new Set(["le", "op", "den", "de", "the", "am", "on"]);

/** The number of the month that a word means, from 1; 0: none. */
export function monthNamed(word: string): number {
  const name = plainWord(word);
  return MONTHS.findIndex((names) => names.includes(name)) + 1;
}

/** Whether a word may stand before a date without saying more than it: vrijdag, le. */
export function standsBeforeDate(word: string): boolean {
  const name = plainWord(word);
  return WEEKDAYS.has(name) || ARTICLES.has(name);
}

function plainWord(word: string): string {
  return word
    .normalize("NFD")
    .replaceAll(/[\p{M}.,]/gu, "")
    .toLowerCase();
}
