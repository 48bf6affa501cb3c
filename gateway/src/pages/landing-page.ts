import { LANDING_LANGUAGES, LANDING_TEXTS, type LandingLanguage } from "./landing-texts.js";

/** The landing page as HTML. The figures are filled in by landing.js, which asks the hub's own graph. */
export function renderLandingPage(language: LandingLanguage): string {
  const texts = LANDING_TEXTS[language];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(texts.title)}</title>
<meta name="description" content="${escapeHtml(texts.lead)}">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/explorer/landing.css">
${LANDING_LANGUAGES.map((other) => `<link rel="alternate" hreflang="${other}" href="/${other}">`).join("\n")}
<script type="module" src="/explorer/landing.js"></script>
</head>
<body>
<header>
<nav aria-label="language">${LANDING_LANGUAGES.map((other) => languageLink(other, language)).join(" ")}</nav>
<h1>${escapeHtml(texts.title)}</h1>
<p class="lead">${escapeHtml(texts.lead)}</p>
</header>
<main>
<section>
<h2>${escapeHtml(texts.startTitle)}</h2>
<ul>
<li><a href="/explorer/">${escapeHtml(texts.explorer)}</a>: ${escapeHtml(texts.explorerAbout)}</li>
<li><a href="/explorer/?query=${encodeURIComponent("{ themes { code title } }")}">${escapeHtml(texts.graph)}</a> <code>/graphql</code>: ${escapeHtml(texts.graphAbout)}</li>
<li><a href="/health">${escapeHtml(texts.health)}</a> <code>/health</code> <code>/ready</code>: ${escapeHtml(texts.healthAbout)}</li>
</ul>
</section>
<section>
<h2>${escapeHtml(texts.audiencesTitle)}</h2>
<dl>${texts.audiences.map(({ who, what }) => `<dt>${escapeHtml(who)}</dt><dd>${escapeHtml(what)}</dd>`).join("")}</dl>
</section>
<section>
<h2>${escapeHtml(texts.figuresTitle)}</h2>
<noscript><p>${escapeHtml(texts.needsScript)}</p></noscript>
<table id="figures" data-states="${escapeHtml(JSON.stringify(texts.states))}" data-failed="${escapeHtml(texts.figuresFailed)}">
<thead><tr><th scope="col">${escapeHtml(texts.partner)}</th><th scope="col">${escapeHtml(texts.records)}</th><th scope="col">${escapeHtml(texts.state)}</th></tr></thead>
<tbody></tbody>
</table>
</section>
</main>
</body>
</html>
`;
}

function languageLink(language: LandingLanguage, current: LandingLanguage): string {
  const name = escapeHtml(LANDING_TEXTS[language].languageName);
  const isCurrent = language === current ? ' aria-current="page"' : "";
  return `<a href="/${language}" lang="${language}" hreflang="${language}"${isCurrent}>${name}</a>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
