import { nlFr } from "@segpol/kit";
import { recommendation } from "./items.js";

/** R1 to R3: money, digital infrastructure, people and means. */
export const financeAndMeans = [
  recommendation({
    ref: "R1",
    title: nlFr("Een optimale en duurzame financiering", "Un financement optimal et durable"),
    goal: nlFr(
      "De politiediensten krijgen op een doorzichtige en blijvende manier genoeg geld voor elke taak die hun wordt opgelegd.",
      "Les services de police reçoivent, de manière transparente et durable, assez d'argent pour chaque tâche qui leur est confiée.",
    ),
    context: nlFr(
      "Politiezones leven nu van uiteenlopende geldstromen waarvan bedrag en herhaling onzeker zijn. De budgettaire omzendbrieven verschijnen niet op het ogenblik dat de zones hun begroting vastleggen, zodat federale dotaties maar deels worden ingeschreven en de gemeenten het gat vullen. Bestuursvrijheid en budget verschillen van zone tot zone, en wie welke opdracht krijgt, weegt te weinig door in de financiering.",
      "Les zones de police vivent aujourd'hui de flux financiers divers, dont le montant et le retour sont incertains. Les circulaires budgétaires ne paraissent pas au moment où les zones arrêtent leur budget : les dotations fédérales ne sont donc inscrites qu'en partie et les communes comblent le manque. Budgets et libertés de gestion diffèrent d'une zone à l'autre, et la répartition des missions pèse trop peu dans le financement.",
    ),
    themes: ["FUNDING_SCALE"],
    criteria: ["EFFICIENCY"],
    measures: [
      nlFr("De politie opnieuw van middelen voorzien", "Refinancer la police"),
      nlFr(
        "Voor elke nieuwe opdracht vooraf ramen wat ze vergt aan personeel en tijd, en of ze haalbaar is",
        "Estimer au préalable, pour toute nouvelle mission, ce qu'elle exige en personnel et en temps et si elle est réalisable",
      ),
      nlFr(
        "Budgetten eenvoudiger en duidelijker toekennen",
        "Attribuer les budgets de façon plus simple et plus claire",
      ),
      nlFr(
        "Subsidies toekennen op het ritme waarop de lokale zones hun financiën en begroting beheren",
        "Octroyer les subsides au rythme de la gestion financière et budgétaire des zones locales",
      ),
      nlFr("Andere wegen naar financiering verkennen", "Explorer d'autres voies de financement"),
    ],
  }),
  recommendation({
    ref: "R2",
    title: nlFr("Elektronische en digitale uitdagingen", "Défis électroniques et numériques"),
    goal: nlFr(
      "Een digitale infrastructuur die de politie in het veld, in haar functies en in haar ondersteuning nodig heeft om met de techniek mee te gaan en goed te presteren.",
      "Une infrastructure numérique qui réponde aux besoins du terrain, des fonctions et de l'appui, pour une police performante qui suit l'évolution des techniques.",
    ),
    context: nlFr(
      "Veilige informatie en privacy zijn Belgische en Europese prioriteiten. Misdaadfenomenen en verwachtingen lopen vooruit op de kennis en de middelen van vandaag; nieuwe toepassingen, technische bijscholing en Intelligence Led Policing in digitale vorm moeten dat verhelpen. Niet elke inwoner en niet elk personeelslid is digitaal even vaardig, en menselijk contact blijft de kern van het vak.",
      "La sécurité de l'information et la vie privée sont des priorités belges et européennes. Les phénomènes criminels et les attentes devancent les compétences et les moyens actuels ; de nouvelles applications, des formations techniques et un Intelligence Led Policing numérique doivent y remédier. Les habitants comme les membres du personnel n'ont pas tous la même aisance numérique, et le contact humain reste le cœur du métier.",
    ),
    themes: ["TECHNOLOGY", "INFORMATION_SHARING"],
    criteria: ["EFFICIENCY"],
    measures: [
      nlFr("Geld uittrekken voor die infrastructuur", "Financer cette infrastructure"),
      nlFr("De ruime oplossing i-Police vlug invoeren", "Mettre en œuvre rapidement la solution étendue i-Police"),
      nlFr("Instaan voor een cyberveilige werkomgeving", "Garantir un environnement de travail cybersécurisé"),
      nlFr("Een visie op lange termijn uittekenen", "Élaborer une vision à long terme"),
      nlFr(
        "De digitale kloof verkleinen, zowel bij gebruikers als bij de bevolking",
        "Réduire la fracture numérique chez les utilisateurs comme dans la population",
      ),
    ],
  }),
  recommendation({
    ref: "R3",
    title: nlFr("Toereikende middelen", "Des moyens suffisants"),
    goal: nlFr(
      "De visie waarmaken met de mensen en middelen die daarvoor nodig zijn.",
      "Réaliser la vision avec les personnes et les moyens qu'elle exige.",
    ),
    context: nlFr(
      "De Lokale Politie heeft te weinig personeel voor haar taken; ook de vernieuwde aanwerving geeft de zones niet wat ze verwachten. Bij aankopen weegt prijs zwaarder dan kwaliteit, duurzaamheid en flexibiliteit, en de Geïntegreerde Politie oogt niet als één geheel. Federale opdrachten voor de hele politie vragen gezamenlijk beheer, met vaste termijnen en normen. De groeiende stroom informatie moet rationeler worden beheerd.",
      "La Police Locale manque de personnel pour ses missions ; même rénové, le recrutement ne satisfait pas les zones. À l'achat, le prix l'emporte sur la qualité, la durabilité et la souplesse, et la Police Intégrée manque d'unité visuelle. Les marchés fédéraux passés pour toute la police appellent une gestion commune, avec des délais et des normes fixés. Le flux croissant d'informations demande une gestion plus rationnelle.",
    ),
    themes: ["FUNDING_SCALE", "DIVERSITY_HR", "QUADRUPLE_HELIX"],
    criteria: ["EFFICIENCY"],
    measures: [
      nlFr("Het vereiste personeel in dienst nemen", "Engager le personnel requis"),
      nlFr("De passende middelen geven", "Donner les moyens appropriés"),
      nlFr("Een kenniscentrum over het politievak oprichten", "Créer un centre d'expertise du métier de policier"),
      nlFr(
        "Zorgen voor soepele rechtsregels waarmee projecten van de grond komen",
        "Prévoir des règles de droit souples qui permettent aux projets d'aboutir",
      ),
      nlFr(
        "Nieuwe samenwerking steunen met publieke, private en academische partners van buitenaf",
        "Soutenir de nouvelles collaborations avec des partenaires externes publics, privés et académiques",
      ),
    ],
  }),
];
