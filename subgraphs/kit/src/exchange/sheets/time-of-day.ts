/** As times of day are read. */
export const MIDNIGHT = "00:00:00";
/** The same moment, as the end of the day before. */
export const END_OF_DAY = "24:00:00";

/** 14:30, 14u30, 14h, 14.30 uur, 9:00:00, 2:30 PM. */
const TIME = /^(\d{1,2})(?:[:.uh](\d{2}))?(?::(\d{2})(?:\.0+)?)?(?: ?(uur|uhr|u|h|am|pm)\.?)?$/i;

/** A time of day as HH:MM:SS; undefined: it is none. */
export function readTime(text: string): string | undefined {
  const [, hours, minutes, seconds = "00", unit] = TIME.exec(text) ?? [];
  if (hours === undefined || (minutes === undefined && unit === undefined && !/[uh]$/i.test(text))) return undefined;
  const half = unit?.toLowerCase();
  const hour = half === "am" || half === "pm" ? hourOfHalf(Number(hours), half) : Number(hours);
  if (hour === undefined || hour > 24 || Number(minutes ?? 0) > 59 || Number(seconds) > 59) return undefined;
  return [String(hour), minutes ?? "00", seconds].map((each) => each.padStart(2, "0")).join(":");
}

/** 12 AM is midnight, and 12 PM noon. */
function hourOfHalf(hour: number, half: "am" | "pm"): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === "pm" ? 12 : 0);
}
