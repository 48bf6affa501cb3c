import { type I18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import type { ReactNode } from "react";
import type { Assets, PageReader } from "../public.js";
import type { PageLanguage } from "@segpol/page-base/language";
import { OriginContext } from "../address/origin.js";
import { PageReaderContext } from "./page-reader.js";

interface DocumentProps {
  readonly language: PageLanguage;
  readonly i18n: I18n;
  readonly assets: Assets;
  /** By which readers reach the hub. */
  readonly origin: string;
  readonly reader: PageReader;
  /** What the browser goes on from, as JSON that no markup can end. */
  readonly state: string;
  readonly children: ReactNode;
}

/** A page as a whole, the same in the hub and in the browser that takes it over. */
export function Document({ language, i18n, assets, origin, reader, state, children }: DocumentProps) {
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="data:," />
        {assets.styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {assets.preloads.map((href) => (
          <link key={href} rel="modulepreload" href={href} />
        ))}
      </head>
      <body>
        <OriginContext value={origin}>
          <PageReaderContext value={reader}>
            <I18nProvider i18n={i18n}>{children}</I18nProvider>
          </PageReaderContext>
        </OriginContext>
        <script id="state" type="application/json" dangerouslySetInnerHTML={{ __html: state }} />
        <script type="module" src={assets.script} />
      </body>
    </html>
  );
}
