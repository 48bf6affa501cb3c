import { createHash } from "node:crypto";
import type { KoaContextWithOIDC } from "oidc-provider";
import type { Bearer } from "./clients.js";
import { pageTexts } from "./page-texts.js";

type Context = Pick<KoaContextWithOIDC, "body" | "get" | "set" | "type">;

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 40rem; padding: 1rem; }
ul { list-style: none; padding: 0; display: grid; gap: .5rem; }
button { font: inherit; width: 100%; padding: .5rem .75rem; text-align: start; }
code { display: block; overflow-wrap: anywhere; }
`;

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

interface Page {
  readonly language: string;
  readonly title: string;
  /** Markup. */
  readonly body: string;
  /** Origins to which its form leads in the end: Chromium holds redirects to `form-action` too. */
  readonly formTargets?: readonly string[];
}

function send(ctx: Context, { language, title, body, formTargets = [] }: Page): void {
  ctx.type = "text/html; charset=utf-8";
  ctx.set("cache-control", "no-store");
  ctx.set("x-content-type-options", "nosniff");
  ctx.set(
    "content-security-policy",
    `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action ${["'self'", ...formTargets].join(" ")}; ` +
      "base-uri 'none'; frame-ancestors 'none'",
  );
  ctx.body = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body><main>
<h1>${title}</h1>
${body}
</main></body>
</html>
`;
}

export interface SignInPage {
  readonly persons: readonly Bearer[];
  /** Languages that the application asks for. */
  readonly locales: unknown;
  /** Where the application takes who has signed in. */
  readonly redirectUri: string;
}

/** Has somebody choose who they are. Each choice is a button, so that no script is needed. */
export function sendSignInPage(ctx: Context, { persons, locales, redirectUri }: SignInPage): void {
  const { language, texts } = pageTexts(locales, ctx.get("accept-language"));
  const choices = persons.map(
    ({ id, name, roles }) =>
      `<li><button name="person" value="${escape(id)}">${escape(name)} <code>${escape(roles.join(", "))}</code></button></li>`,
  );
  send(ctx, {
    language,
    title: texts.choose,
    body: `<p>${texts.explanation}</p>
<form method="post"><ul>
${choices.join("\n")}
<li><button name="person" value="">${texts.cancel}</button></li>
</ul></form>`,
    formTargets: [new URL(redirectUri).origin],
  });
}

/** Asks whether somebody wants to sign out. `form`: as oidc-provider has made it. */
export function sendSignOutPage(
  ctx: Context,
  form: string,
  { locales, returnTo }: { locales: unknown; returnTo: unknown },
): void {
  const { language, texts } = pageTexts(locales, ctx.get("accept-language"));
  const target = typeof returnTo === "string" ? URL.parse(returnTo)?.origin : undefined;
  send(ctx, {
    language,
    title: texts.signOutQuestion,
    body: `${form}
<ul>
<li><button form="op.logoutForm" name="logout" value="yes">${texts.signOut}</button></li>
<li><button form="op.logoutForm">${texts.stay}</button></li>
</ul>`,
    formTargets: target === undefined ? [] : [target],
  });
}

/** Says what went wrong, by its code in OAuth or OpenID Connect. */
export function sendErrorPage(ctx: Context, code: string): void {
  const { language, texts } = pageTexts(undefined, ctx.get("accept-language"));
  send(ctx, { language, title: texts.failed, body: `<p>${texts.tryAgain}</p>\n<p><code>${escape(code)}</code></p>` });
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
