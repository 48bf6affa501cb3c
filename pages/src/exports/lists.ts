import { events } from "./events.js";
import { gaps } from "./gaps.js";
import { indicators } from "./indicators.js";
import type { ExportableList } from "./list.js";
import { publications } from "./publications.js";
import { recommendations, roadmap } from "./recommendations.js";

/** Every list that can be had as a file, by the name of its page in the address. */
export const LISTS: Readonly<Record<string, ExportableList>> = {
  agenda: events,
  indicators,
  missing: gaps,
  publications,
  recommendations,
  roadmap,
};
