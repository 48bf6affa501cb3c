import { isCalendarDay, type LanguageMap } from "@segpol/schema/values";

const MONTHS = {
  nl: "januari februari maart april mei juni juli augustus september oktober november december".split(" "),
  fr: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" "),
};
type Tongue = keyof typeof MONTHS;

/** A date in EDTF in Dutch and French words; where there are none for it, EDTF itself. */
export function dateInWords(edtf: string): LanguageMap {
  return { original: "NL", NL: words(edtf, "nl"), FR: words(edtf, "fr") };
}

function words(edtf: string, tongue: Tongue): string {
  const [first = "", to] = edtf.split("/");
  const begin = moment(first, tongue);
  if (begin === undefined) return edtf;
  if (to === undefined) return begin.time ? `${begin.day}, ${begin.time}${tongue === "nl" ? " uur" : ""}` : begin.day;
  if (to === "..") return tongue === "nl" ? `vanaf ${begin.day}` : `à partir du ${begin.day}`;
  const end = moment(to, tongue);
  if (end === undefined) return edtf;
  if (begin.day === end.day && begin.time && end.time) {
    return tongue === "nl"
      ? `${begin.day}, ${begin.time} tot ${end.time} uur`
      : `${begin.day}, de ${begin.time} à ${end.time}`;
  }
  return tongue === "nl"
    ? `${written(begin)} tot en met ${written(end)}`
    : `${from(begin)}${written(begin)} ${end.exact ? "au" : "à"} ${written(end)}`;
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
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}|XX))?(?:T(\d{2}):(\d{2})(?::\d{2})?)?$/.exec(edtf);
  if (!parts) return undefined;
  const [, year = "", month, day, hour, minute] = parts;
  const name = month === undefined ? undefined : MONTHS[tongue][Number(month) - 1];
  if (month !== undefined && name === undefined) return undefined;
  const exact = day !== undefined && day !== "XX";
  if (exact && !isCalendarDay(`${year}-${month}-${day}`)) return undefined;
  const number = tongue === "fr" && day === "01" ? "1er" : String(Number(day));
  const time = hour === undefined ? undefined : `${Number(hour)}${tongue === "nl" ? "." : "h"}${minute}`;
  return { day: [exact ? number : undefined, name, year].filter(Boolean).join(" "), time, exact };
}
