import { changes, history } from "./changes.js";
import { coverage } from "./coverage.js";
import { criteria, objectives } from "./criteria.js";
import { documents } from "./documents.js";
import { events } from "./events.js";
import { findings } from "./findings.js";
import { gaps } from "./gaps.js";
import { indicators } from "./indicators.js";
import type { ExportableList } from "./list.js";
import { observations } from "./observations.js";
import { partners } from "./partners.js";
import { progress, progressHistory } from "./progress.js";
import { publications } from "./publications.js";
import { recommendations, roadmap } from "./recommendations.js";
import { search } from "./search.js";
import { themes } from "./themes.js";
import { measures, timeline } from "./timeline.js";

/** Every list that can be had as a file, by its name in the address. */
export const LISTS: Readonly<Record<string, ExportableList>> = {
  agenda: events,
  changes,
  coverage,
  criteria,
  documents,
  findings,
  history,
  indicators,
  measures,
  missing: gaps,
  objectives,
  observations,
  partners,
  progress,
  progresshistory: progressHistory,
  publications,
  recommendations,
  roadmap,
  search,
  themes,
  timeline,
};
