/** Names of the months in Dutch, French, German and English, without accents, also as spreadsheets shorten them. */
const MONTHS = [
  "januari janvier januar janner january jan janv jann",
  "februari fevrier februar february feb fev fevr febr",
  "maart mars marz march mrt mar mrz",
  "april avril apr avr",
  "mei mai may",
  "juni juin june jun",
  "juli juillet july jul juil juill",
  "augustus aout august aug aou",
  "september septembre sep sept",
  "oktober octobre october okt oct",
  "november novembre nov",
  "december decembre dezember dec dez",
].map((names) => names.split(" "));

/** From Sunday on, as JavaScript counts. Some short ones mean different days: di is Dutch for Tuesday, and French for Sunday. */
const WEEKDAYS = [
  "zondag zo dimanche dim di sonntag so sunday sun",
  "maandag ma lundi lun lu montag mo monday mon",
  "dinsdag di mardi mar ma dienstag tuesday tue tues",
  "woensdag wo mercredi mer me mittwoch mi wednesday wed",
  "donderdag do jeudi jeu je donnerstag thursday thu thur thurs",
  "vrijdag vr vendredi ven ve freitag fr friday fri",
  "zaterdag za samedi sam sa samstag sonnabend saturday sat",
].map((names) => names.split(" "));

/** What may stand before a day: le 15 octobre. */
const ARTICLES = new Set(["le", "op", "den", "de", "the", "am", "on"]);

/** The number of the month that a word means, from 1; 0: none. */
export function monthNamed(word: string): number {
  const name = plainWord(word);
  return MONTHS.findIndex((names) => names.includes(name)) + 1;
}

/** Whether a word may stand before a date without saying more than it: le. */
export function isArticle(word: string): boolean {
  return ARTICLES.has(plainWord(word));
}

/** The days of the week, from 0 for Sunday, that a word can mean; none: it is no such word. */
export function weekdaysNamed(word: string): number[] {
  const name = plainWord(word);
  return WEEKDAYS.flatMap((names, day) => (names.includes(name) ? [day] : []));
}

function plainWord(word: string): string {
  return word
    .normalize("NFD")
    .replaceAll(/[\p{M}.,]/gu, "")
    .toLowerCase();
}
