import { changes } from "./changes.js";
import { events } from "./events.js";
import { gaps } from "./gaps.js";
import { indicators } from "./indicators.js";
import type { ExportableList } from "./list.js";
import { observations } from "./observations.js";
import { partners } from "./partners.js";
import { publications } from "./publications.js";
import { recommendations, roadmap } from "./recommendations.js";
import { themes } from "./themes.js";

/** Every list that can be had as a file, by its name in the address. */
export const LISTS: Readonly<Record<string, ExportableList>> = {
  agenda: events,
  changes,
  indicators,
  missing: gaps,
  observations,
  partners,
  publications,
  recommendations,
  roadmap,
  themes,
};
