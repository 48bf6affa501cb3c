import type { VclpReferenceGroup } from "../references/reference.js";

/**
 * The memorandum's bibliography: titles in the language that the document prints, not translated; its explanations and long
 * subtitles are shortened.
 */
export const referenceTitles: Record<VclpReferenceGroup, readonly string[]> = {
  // "Referenties Lokale Politie"
  LOCAL_POLICE: [
    "Analyseverslag voorafgaande bevraging korpschefs 2022 (september 2022)",
    "Seminarieverslag van de korpschefsconferentie 2022 (oktober 2022)",
    "Memorandum van de Lokale Politie 2019-2023, met de werkgroepen die eruit volgden",
    "Voorstellen werkgroep „Wijkwerking“, voor de AV van de VCLP en het kabinet Binnenlandse Zaken (2022/2023)",
    "Horizon 2025",
    "Brief van de minister van Justitie over het activiteitenverslag 2021 van de VCLP, 04/11/22 (SAT/KDP/2207)",
    "Seminarieverslag VCLP (maart 2023)",
    "Verslag provinciaal overleg (april 2023)",
    "Verslag bevraging prioriteiten van het Memorandum (mei 2023)",
  ],
  // "Referenties Federale Politie"
  FEDERAL_POLICE: ["Memorandum van de Federale Politie 2019", "Rationalisatierapport Federale Politie (december 2022)"],
  // "Referenties Geïntegreerde Politie"
  INTEGRATED_POLICE: [
    "Employer Branding Geïntegreerde Politie (Randstad, 2019)",
    "Een politie in verbinding: visie voor de politie in 2025",
    "Nationaal Veiligheidsplan (NVP) 2022-2025",
    "Evaluatierapport werking GPI (FedPol, AIG)",
    "Programma i-Police/Focus, 2021-2028",
    "Verslag van studiedagen over uniformen",
    "Implementatiestrategieën voor de deontologische code van de politediensten: toolbox (Evi Devis, Jeroen Maesschalk, Katholieke Universiteit Leuven)",
    "Nieuwe rekruteringsaanpak (webpagina)",
  ],
  // "Legislatieve referenties"
  LEGISLATION: [
    "Statutaire teksten over de Geïntegreerde Politie en haar werking",
    "CP 1 van 27/05/2003: omzendbrief over Community Policing, de Belgische interpretatie",
    "Ministeriële omzendbrief CP 2 van 03/11/2004 over de organisatieontwikkeling van de lokale politie",
    "Omzendbrief GPI 4 over de visuele identiteit",
    "KB van 7 april 2005 over berekening en verdeling van de gemeentelijke dotaties",
    "KB federale dotatie „Kerstboomdotatie“",
    "Ministeriële richtlijnen MFO",
    "Regelgeving federale dotaties",
    "Gemeentelijke dotaties",
    "Waalse milieusubsidies",
    "KB 05/09/01 ORG 23",
  ],
  // "Referenties beleidsnota‘s en analyses"
  POLICY: [
    "Kadernota integrale en geïntegreerde veiligheid (2022-2024)",
    "Beleidsnota administratieve vereenvoudiging",
    "Beleidsverklaring minister van Binnenlandse Zaken",
    "Beleidsverklaring Binnenlandse Zaken, Institutionele Hervormingen en Democratische Vernieuwing, Kamer, 06/11/2020 (Wederzijds Respect, Kindtoets)",
    "Beleidsverklaring justitie 2023",
    "Rapporten #SEGPol 2021-2023",
    "Witboek Nationaal Crisiscentrum (april 2023)",
  ],
  // Under "Betreffende andere strategische plannen en analyseverslagen"
  OTHER_PLANS: [
    "Gepaste zorgvuldigheid inzake mensenrechten (punt 8)",
    "Visiedocument AIG van 04/11/22: “Waarheen met de Belgische politie?”",
    "Europese, nationale en gewestelijke plannen die de politie raken (drugs, mensenhandel, racisme, verkeer, terrorisme, geweld ...)",
    "Europese, nationale en regionale strategieën (terrorisme, duurzame ontwikkeling, IT, cyberveiligheid, digitalisering)",
    "De kracht van gebiedsgebonden politiewerk (Politie Nederland, Vrije Universiteit Amsterdam en NSCR, 2021)",
    "De Belgische aanpak in de strijd tegen radicalisering (KU Leuven, 2019)",
    "La Police de proximité, concept appliqué à la Francophonie (FRANCOPOL, 2015)",
    "VN-doelstellingen voor duurzame ontwikkeling (2030)",
    "Doelstellingen en waarden van de EU",
    "Megatrends in het EFQM-model",
    "ENISA Threat Landscape 2022",
    "Richtlijn (EU) 2019/1937 over meldingskanalen en klokkenluiders",
    "Publicaties van Myria",
    "Publicaties van Unia, onder meer het actieonderzoek naar politieselectiviteit",
    "Eisenbundels representatieve vakorganisaties (2019/2020)",
  ],
};
