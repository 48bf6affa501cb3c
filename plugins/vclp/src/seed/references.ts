import type { VclpReferenceGroup } from "../references/reference.js";

/** The memorandum's bibliography: titles stand as the document prints them and are not translated. */
export const referenceTitles: Record<VclpReferenceGroup, readonly string[]> = {
  // "Referenties Lokale Politie"
  LOCAL_POLICE: [
    "Analyseverslag van de voorafgaande bevraging bij de korpschefs 2022 (september 2022)",
    "Verslag van het seminarie van de Conferentie van de korpschefs 2022 (oktober 2022).",
    "Memorandum van de Lokale Politie 2019-2023 (en de verschillende werkgroepen die hieruit zijn voortgekomen)",
    "Voorstellen van de werkgroep „Wijkwerking“, in 2022/2023 voorgelegd aan de AV van de VCLP en aan het kabinet van de minister van Binnenlandse Zaken.",
    "Horizon 2025",
    "Brief met reactie van de minister van Justitie op het activiteitenverslag 2021 van de Vaste Commissie van de Lokale Politie d.d. 04 11 22 (ref.: SAT/KDP/2207)",
    "Verslag van het seminarie van de VCLP (maart 2023)",
    "Verslag van het provinciaal overleg (april 2023)",
    "Verslag van de bevraging inzake de prioriteiten van het Memorandum (mei 2023)",
  ],
  // "Referenties Federale Politie"
  FEDERAL_POLICE: [
    "Memorandum van de Federale Politie 2019",
    "Rationalisatierapport van de Federale Politie d.d. december 2022",
  ],
  // "Referenties Geïntegreerde Politie"
  INTEGRATED_POLICE: [
    "Employer Branding Geïntegreerde Politie, studie Randstad 2019",
    "Een politie in verbinding. Een visie voor de politie in 2025.",
    "Nationaal Veiligheidsplan 2022-2025 van de Geïntegreerde Politie",
    "Evaluatierapport werking GPI door FedPol en AIG",
    "Programma i-Police/Focus, 2021-2028",
    "Verslag studiedagen omtrent het uniform",
    "Implementatiestrategieën voor de deontologische code van de politediensten: een “toolbox” voor een modern integriteitsbeleid (Evi Devis en Jeroen Maesschalk – Katholieke Universiteit Leuven)",
    "Nieuwe rekruteringsaanpak: https://bpolb.sharepoint.com/sites/info_recrutement_selection/SitePages/Nouvelle_approche_recrutement.aspx",
  ],
  // "Legislatieve referenties"
  LEGISLATION: [
    "Statutaire teksten betreffende de Geïntegreerde Politie en haar werking",
    "Omzendbrief CP 1 van 27/05/2003 betreffende Community Policing, definitie van de Belgische interpretatie van toepassing op de geïntegreerde politiedienst, gestructureerd op twee niveaus.",
    "Ministeriële omzendbrief CP 2 van 03/11/2004 betreffende het bevorderen van de organisatieontwikkeling van de lokale politie met als finaliteit een gemeenschapsgerichte politiezorg.",
    "Ministeriële omzendbrief betreffende de visuele identiteit (GPI 4)",
    "KB betreffende de berekening en de verdeling van de gemeentelijke dotaties - 7 april 2005",
    "KB betreffende de federale dotatie „Kerstboomdotatie“",
    "Ministeriële richtlijnen MFO",
    "Regelgeving betreffende de federale dotaties",
    "Gemeentelijke dotaties",
    "Milieusubsidies van het Waals Gewest",
    "KB 05/09/01 ORG 23",
  ],
  // "Referenties beleidsnota‘s en analyses"
  POLICY: [
    "Kadernota betreffende integrale en geïntegreerde veiligheid (2022-2024)",
    "Beleidsnota betreffende de administratieve vereenvoudiging",
    "Beleidsverklaring van de minister van Binnenlandse Zaken",
    "Beleidsverklaring van de minister van Binnenlandse Zaken, Institutionele Hervormingen en Democratische Vernieuwing voor de kamer van Volksvertegenwoordigers op 06/11/2020, inclusief de daaruit voortvloeiende projecten, met name Wederzijds Respect en Kindtoets",
    "Beleidsverklaring justitie 2023",
    "Rapporten #SEGPol 2021-2023",
    "Witboek van het Nationaal Crisiscentrum, april 2023",
  ],
  // "Betreffende andere strategische plannen en analyseverslagen"
  OTHER_PLANS: [
    "Gepaste zorgvuldigheid op het gebied van mensenrechten (punt 8)",
    "Visiedocument AIG d.d. 04/11/22: Waarheen met de Belgische politie? Hoe future proof is onze politie?",
    "Europese, nationale en gewestelijke plannen met een impact op de politiewerking, met name op het gebied van drugs, gendermainstreaming, Handistreaming, LGBTQI+, mensenhandel, racismebestrijding, vrouwen, vrede en veiligheid, verkeer en mobiliteit, bestrijding van terrorisme, bestrijding van radicalisering, bestrijding van gendergerelateerd geweld, bestrijding van overmatig alcoholgebruik, ...",
    "Europese, nationale en regionale strategieën met name op het gebied van de bestrijding van terrorisme, duurzame ontwikkeling, IT, cyberveiligheid en digitalisering",
    "De kracht van gebiedsgebonden politiewerk Een internationale literatuurstudie - Politie Nederland / Vrije Universiteit, Amsterdam / Nederlands Studiecentrum voor Criminaliteit en Rechtshandhaving, Amsterdam – 2021.",
    "De Belgische aanpak in de strijd tegen radicalisering (onderzoeksrapport KULeuven, 2019)",
    "La Police de proximité, un concept appliqué à la Francophonie – Réseau international francophone de la formation policière FRANCOPOL – 2015.",
    "Duurzame ontwikkelingsdoelstellingen van de VN (2030)",
    "Doelstellingen en waarden van de Europese Unie",
    "Megatrends in het EFQM-model",
    "The European Union Agency for Cybersecurity, ENISA, threat landscape 2022",
    "Richtlijn (EU) 2019/1937 inzake het opzetten van meldingskanalen en de bescherming van klokkenluiders",
    "Publicaties van Myria",
    "Publicaties van Unia, met name het rapport van het actieonderzoek betreffende politieselectiviteit",
    "Eisenbundels van de representatieve vakorganisaties (2019/2020)",
  ],
};
