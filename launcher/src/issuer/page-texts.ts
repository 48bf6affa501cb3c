import { type Language, parseAcceptLanguage } from "@segpol/schema";

/** What the issuer's own pages say. */
export interface PageTexts {
  readonly choose: string;
  readonly explanation: string;
  readonly cancel: string;
  readonly signOut: string;
  readonly signOutQuestion: string;
  readonly stay: string;
  readonly failed: string;
  readonly tryAgain: string;
}

const TEXTS: Readonly<Record<Language, PageTexts>> = {
  NL: {
    choose: "Kies als wie u zich aanmeldt",
    explanation: "Deze aanmelding is er om op deze machine te proberen. Er zijn geen wachtwoorden.",
    cancel: "Niet aanmelden",
    signOut: "Afmelden",
    signOutQuestion: "Wilt u zich ook hier afmelden?",
    stay: "Hier aangemeld blijven",
    failed: "Dat is niet gelukt",
    tryAgain: "Ga terug naar de pagina waar u vandaan komt, en probeer het daar opnieuw.",
  },
  FR: {
    choose: "Choisissez sous quelle identité vous vous connectez",
    explanation: "Cette connexion sert à essayer sur cette machine. Il n'y a pas de mots de passe.",
    cancel: "Ne pas se connecter",
    signOut: "Se déconnecter",
    signOutQuestion: "Voulez-vous vous déconnecter ici aussi ?",
    stay: "Rester connecté ici",
    failed: "Cela n'a pas réussi",
    tryAgain: "Retournez à la page d'où vous venez, et réessayez là.",
  },
  DE: {
    choose: "Wählen Sie, als wer Sie sich anmelden",
    explanation: "Diese Anmeldung dient zum Ausprobieren auf diesem Rechner. Es gibt keine Passwörter.",
    cancel: "Nicht anmelden",
    signOut: "Abmelden",
    signOutQuestion: "Möchten Sie sich auch hier abmelden?",
    stay: "Hier angemeldet bleiben",
    failed: "Das ist nicht gelungen",
    tryAgain: "Gehen Sie zurück zur Seite, von der Sie kommen, und versuchen Sie es dort erneut.",
  },
  EN: {
    choose: "Choose as whom you sign in",
    explanation: "This sign-in is for trying things out on this machine. There are no passwords.",
    cancel: "Do not sign in",
    signOut: "Sign out",
    signOutQuestion: "Do you want to sign out here too?",
    stay: "Stay signed in here",
    failed: "That did not work",
    tryAgain: "Go back to the page that you come from, and try again there.",
  },
};

/** The texts in the language wanted most, in English where none is known. `locales`: what an application asks for; it goes first. */
export function pageTexts(
  locales: unknown,
  acceptLanguage: string,
): { readonly language: string; readonly texts: PageTexts } {
  const wanted = [typeof locales === "string" ? locales.replaceAll(" ", ",") : "", acceptLanguage].join(",");
  const [language = "EN"] = parseAcceptLanguage(wanted);
  return { language: language.toLowerCase(), texts: TEXTS[language] };
}
