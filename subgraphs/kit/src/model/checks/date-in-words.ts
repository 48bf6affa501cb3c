import { isCalendarDay, type LanguageMap } from "@segpol/schema/values";

const MONTHS = {
  nl: "januari februari maart april mei juni juli augustus september oktober november december".split(" "),
  fr: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" "),
};
type Tongue = keyof typeof MONTHS;

const MOMENT = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}|XX))?(?:T(\d{2}):(\d{2})(?::\d{2})?)?$/;
/** All of several. */
const SET = /^\{([^{}.]+)\}$/;

/**
 * A date in EDTF in Dutch and French words, where it is a day, a month, a year, two of those, several, or open: vanaf mei 2024. Any other date
 * stands as it is in EDTF, for somebody to put in words.
 */
export function dateInWords(edtf: string): LanguageMap {
  const [nl, fr] = [words(edtf, "nl"), words(edtf, "fr")];
  return nl === undefined || fr === undefined ? { original: "NL", NL: edtf } : { original: "NL", NL: nl, FR: fr };
}

function words(edtf: string, tongue: Tongue): string | undefined {
  const several = SET.exec(edtf)?.[1];
  if (several !== undefined) return all(several.split(","), tongue);
  const [first = "", to] = edtf.split("/");
  const begin = moment(first, tongue);
  if (begin === undefined) return undefined;
  if (to === undefined) return alone(begin, tongue);
  if (to === ".." || to === "") return tongue === "nl" ? `vanaf ${alone(begin, tongue)}` : sinceIn(begin);
  const end = moment(to, tongue);
  if (end === undefined) return undefined;
  if (begin.day === end.day && begin.time && end.time) {
    return tongue === "nl"
      ? `${begin.day}, ${begin.time} tot ${end.time} uur`
      : `${begin.day}, de ${begin.time} à ${end.time}`;
  }
  return tongue === "nl"
    ? `${written(begin)} tot en met ${written(end)}`
    : `${from(begin)}${written(begin)} ${end.exact ? "au" : "à"} ${written(end)}`;
}

function all(dates: readonly string[], tongue: Tongue): string | undefined {
  const moments = dates.map((date) => moment(date, tongue));
  const texts = moments.flatMap((each) => (each ? [alone(each, tongue)] : []));
  if (texts.length < moments.length) return undefined;
  return new Intl.ListFormat(`${tongue}-BE`, { type: "conjunction" }).format(texts);
}

function alone({ day, time }: Moment, tongue: Tongue): string {
  return time ? `${day}, ${time}${tongue === "nl" ? " uur" : ""}` : day;
}

function sinceIn(begin: Moment): string {
  return `à partir ${from(begin)}${alone(begin, "fr")}`;
}

function from({ exact, day }: Moment): string {
  if (exact) return "du ";
  return /^[ao]/.test(day) ? "d'" : "de ";
}

interface Moment {
  readonly day: string;
  readonly time: string | undefined;
  /** Whether it names a day. */
  readonly exact: boolean;
}

function written({ day, time }: Moment): string {
  return time ? `${day} ${time}` : day;
}

function moment(edtf: string, tongue: Tongue): Moment | undefined {
  const [whole, year = "", month, day, hour, minute] = MOMENT.exec(edtf) ?? [];
  if (whole === undefined) return undefined;
  const name = month === undefined ? undefined : MONTHS[tongue][Number(month) - 1];
  if (month !== undefined && name === undefined) return undefined;
  const exact = day !== undefined && day !== "XX";
  if (exact && !isCalendarDay(`${year}-${month}-${day}`)) return undefined;
  const number = tongue === "fr" && day === "01" ? "1er" : String(Number(day));
  const time = hour === undefined ? undefined : `${Number(hour)}${tongue === "nl" ? "." : "h"}${minute}`;
  return { day: [exact ? number : undefined, name, year].filter(Boolean).join(" "), time, exact };
}
