import { Trans, useLingui } from "@lingui/react/macro";
import { useFormat } from "../shared/format.js";
import { REGISTRATION_STATES } from "../shared/labels.js";
import type { EventData } from "./event-data.js";

interface RegistrationProps {
  readonly registration: EventData["registration"];
}

/** Whether, where, from when and until when one can register, and with whom. */
export function Registration({ registration }: RegistrationProps) {
  const { t } = useLingui();
  const format = useFormat();
  if (!registration) return <Trans>nothing said</Trans>;
  const { state, url, opensOn, closesOn, contact } = registration;
  const [opens, closes] = [opensOn, closesOn].map((day) => (day == null ? undefined : format.day(day)));
  return (
    <ul className="plain">
      <li>{t(REGISTRATION_STATES[state])}</li>
      {url != null && (
        <li>
          <a href={url}>
            <Trans>Register</Trans>
          </a>
        </li>
      )}
      {opens !== undefined && (
        <li>
          <Trans>from {opens}</Trans>
        </li>
      )}
      {closes !== undefined && (
        <li>
          <Trans>until {closes}</Trans>
        </li>
      )}
      {contact != null && (
        <li>
          {t`Contact`}
          {format.colon}
          <bdi>{contact}</bdi>
        </li>
      )}
    </ul>
  );
}
