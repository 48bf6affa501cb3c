import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { punctuationIn } from "@segpol/page-base/language";
import type { CalendarEventFragment } from "../generated/operations.js";
import { ATTENDANCE_MODES, EVENT_KINDS, EVENT_STATUSES, REGISTRATION_STATES } from "../shared/labels.js";

/** What a calendar says of an event: its date in words first, since a calendar shows days alone. */
export function describeEvent(event: CalendarEventFragment, page: string, i18n: I18n): string {
  const { date, status, kind, organisers, attendance, registration, livestream, summary } = event;
  const { colon } = punctuationIn(i18n.locale);
  const line = (label: MessageDescriptor, value: string | null | undefined): string | undefined =>
    value == null || value === "" ? undefined : `${i18n._(label)}${colon}${value}`;
  return [
    line(msg`When`, date?.text),
    line(msg`Status`, i18n._(EVENT_STATUSES[status])),
    line(msg`Kind`, i18n._(EVENT_KINDS[kind])),
    line(msg`Organised by`, organisers.map(({ acronym }) => acronym).join(", ")),
    attendance === "UNKNOWN" ? undefined : line(msg`Attendance`, i18n._(ATTENDANCE_MODES[attendance])),
    line(msg`Registration`, registration && i18n._(REGISTRATION_STATES[registration.state])),
    registration?.url ?? undefined,
    line(msg`Livestream`, livestream),
    summary ?? undefined,
    page,
  ]
    .filter((each) => each !== undefined)
    .join("\n");
}
