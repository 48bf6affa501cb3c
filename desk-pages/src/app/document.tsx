import type { I18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import type { ReactNode } from "react";
import type { PageLanguage } from "@segpol/page-base/language";
import type { Assets } from "../public.js";
import { type Surroundings, SurroundingsContext } from "./surroundings.js";

interface DocumentProps {
  readonly language: PageLanguage;
  readonly i18n: I18n;
  readonly assets: Assets;
  readonly surroundings: Surroundings;
  /** What the browser goes on from, as JSON that no markup can end. */
  readonly state: string;
  readonly children: ReactNode;
}

/** A page as a whole, the same at the partner and in the browser that takes it over. */
export function Document({ language, i18n, assets, surroundings, state, children }: DocumentProps) {
  const { styles, preloads, script } = assets;
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="data:," />
        {styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {preloads.map((href) => (
          <link key={href} rel="modulepreload" href={href} />
        ))}
      </head>
      <body>
        <SurroundingsContext value={surroundings}>
          <I18nProvider i18n={i18n}>{children}</I18nProvider>
        </SurroundingsContext>
        <script id="state" type="application/json" dangerouslySetInnerHTML={{ __html: state }} />
        <script type="module" src={script} />
      </body>
    </html>
  );
}
