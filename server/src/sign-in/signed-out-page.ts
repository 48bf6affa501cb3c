const TEXTS = {
  nl: ["U bent hier afgemeld.", "Meld u ook af waar u zich aanmeldde"],
  fr: ["Vous êtes déconnecté ici.", "Se déconnecter aussi là où vous vous êtes connecté"],
  de: ["Sie sind hier abgemeldet.", "Auch dort abmelden, wo Sie sich angemeldet haben"],
  en: ["You are signed out here.", "Sign out where you signed in too"],
} as const;

function isLanguage(text: string | undefined): text is keyof typeof TEXTS {
  return text !== undefined && Object.hasOwn(TEXTS, text);
}

/** What the page needs of a content security policy: nothing. */
export const SIGNED_OUT_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Leads from signing out here to signing out at the issuer, by itself. A redirect would not do: Chromium holds those of a form to the
 * `form-action` of the page that has the form.
 */
export function signedOutPage(language: string | undefined, issuerAddress: URL): string {
  const known = isLanguage(language) ? language : "en";
  const [said, link] = TEXTS[known];
  const address = escapeAttribute(issuerAddress.href);
  return `<!doctype html>
<html lang="${known}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url=${address}">
<title>${said}</title>
</head>
<body><main><h1>${said}</h1><p><a href="${address}">${link}</a></p></main></body>
</html>
`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
