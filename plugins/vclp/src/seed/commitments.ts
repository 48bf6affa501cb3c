import { nlFr } from "@segpol/kit";
import { commitment } from "./items.js";

/** E1 to E5: what the local police itself undertakes. */
export const commitments = [
  commitment({
    ref: "E1",
    title: nlFr("Innovatie en nieuwe technologieën", "Innovation et nouvelles technologies"),
    goal: nlFr(
      "Eén samenhangende kijk op vernieuwing en techniek die het politiewerk vooruithelpt, binnen de middelen die er zijn en cyberveilig.",
      "Une vision cohérente de l'innovation et des techniques au service du travail policier, dans les limites des moyens disponibles et de la cybersécurité.",
    ),
    context: nlFr(
      "Volgens de barometer 2022 is 40% van de bevolking digitaal zwak. Het CEPEJ-actieplan van de Raad van Europa en Belgische federale plannen mikken op een efficiënte openbare dienst van hoog niveau. De Geïntegreerde Politie werkt sterk digitaal en wordt mobiel en informatiegestuurd; ze wil cybercriminaliteit aanpakken en persoonsgegevens beschermen, zonder dat de dienst langs digitale weg aan kwaliteit verliest.",
      "Selon le baromètre 2022, 40 % de la population a de faibles compétences numériques. Le plan d'action CEPEJ du Conseil de l'Europe et des plans fédéraux belges visent un service public efficace et de haut niveau. La Police Intégrée travaille de façon très numérique et devient mobile et guidée par l'information ; elle veut combattre la cybercriminalité et protéger les données personnelles, sans que le service numérique perde en qualité.",
    ),
    themes: ["TECHNOLOGY", "INFORMATION_SHARING"],
    criteria: ["EFFICIENCY"],
    measures: [],
  }),
  commitment({
    ref: "E2",
    title: nlFr("Evolutie van het politiemodel", "Évolution du modèle policier"),
    goal: nlFr(
      "Trouw en overtuigd meedenken over een politiemodel dat de vragen van nu en straks aankan.",
      "Réfléchir avec loyauté et conviction à un modèle policier à la hauteur des défis présents et à venir.",
    ),
    context: nlFr(
      "Gemeenschapsgerichte politiezorg, met een brede kijk op veiligheid en levenskwaliteit, blijft de rode draad. Krappe budgetten en het debat over de schaal van de zones zetten de lokale wortels onder druk. Nieuwe vormen van samenwerking, publiek en privaat, zijn nodig; het denkwerk moet een politie dienen die deel is van de maatschappij.",
      "La police orientée vers la communauté, avec une approche large de la sécurité et de la qualité de vie, reste le fil conducteur. Les budgets serrés et le débat sur la taille des zones fragilisent l'ancrage local. De nouvelles formes de collaboration, publiques et privées, sont nécessaires ; la réflexion doit servir une police qui fait partie de la société.",
    ),
    themes: ["TRUST", "FUNDING_SCALE", "QUADRUPLE_HELIX"],
    criteria: ["EFFICIENCY"],
    measures: [],
  }),
  commitment({
    ref: "E3",
    title: nlFr("Leadership en waarden", "Leadership et valeurs"),
    goal: nlFr(
      "Leidinggeven gebeurt in alle politiediensten vanuit eenzelfde visie.",
      "Dans tous les services de police, la direction se conçoit selon une même vision.",
    ),
    context: nlFr(
      "De slogan “De politie, samen voor allen. Vandaag en morgen” is het vertrekpunt van een bedrijfscultuur van beroepstrots, duurzaam werken en voeling met de samenleving. Waarden zoals integriteit krijgen vorm in daden en in een herkenbaar uiterlijk. Wie erkenning krijgt, is meer betrokken. Organisaties worden vandaag anders geleid: ze begeleiden mensen, laten hen groeien, houden rekening met ieders eigenheid en met hun privéleven.",
      "Le slogan « La police, ensemble pour tous. Aujourd'hui et demain » est le point de départ d'une culture d'entreprise faite de fierté professionnelle, de travail durable et d'attention à la société. Des valeurs comme l'intégrité prennent forme dans les actes et dans une apparence reconnaissable. Qui est reconnu s'implique davantage. Les organisations se dirigent aujourd'hui autrement : elles accompagnent les personnes, les font évoluer et tiennent compte de leur singularité et de leur vie privée.",
    ),
    themes: ["DIVERSITY_HR"],
    criteria: ["LEGALITY"],
    measures: [
      nlFr("De waarden toetsen aan de samenleving van nu", "Confronter les valeurs à la société d'aujourd'hui"),
      nlFr(
        "Het referentiekader integriteit verder invoeren",
        "Poursuivre l'introduction du cadre de référence en matière d'intégrité",
      ),
      nlFr("Mensen helpen om zin te vinden in hun werk", "Aider chacun à trouver du sens dans son travail"),
      nlFr(
        "Een bedrijfscultuur vestigen waarin werk erkenning krijgt",
        "Installer une culture d'entreprise où le travail est reconnu",
      ),
      nlFr(
        "De mens vooropstellen in aanpak en aandacht",
        "Mettre l'humain au premier plan dans les approches et les préoccupations",
      ),
    ],
  }),
  commitment({
    ref: "E4",
    title: nlFr("Relatie politie & burgers", "Relation police & citoyens"),
    goal: nlFr("Burgers en politie nader tot elkaar brengen.", "Rapprocher les citoyens et la police."),
    context: nlFr(
      "Nu alles digitaler wordt, verbindt communicatie burgers en politie; ze moet echt zijn, dicht bij het terrein staan en tussen de diensten afgestemd worden, ook in beeld. Personeel heeft emotionele intelligentie, veerkracht en communicatietalent nodig tegenover de druk van media en maatschappij. Opinieleiders, burgers die als vrijwilliger meedoen, uitwisselingen en stages werken en verdienen een vaste plaats; elk personeelslid is een ambassadeur.",
      "À l'heure du numérique, la communication relie citoyens et police ; elle doit être authentique, proche du terrain et coordonnée entre les services, y compris dans l'image. Face à la pression des médias et de la société, le personnel a besoin d'intelligence émotionnelle, de résilience et d'aisance à communiquer. Leaders d'opinion, citoyens bénévoles, échanges et stages portent leurs fruits et méritent une place stable ; chaque membre du personnel est un ambassadeur.",
    ),
    themes: ["TRUST", "VIOLENCE_AGAINST_POLICE"],
    criteria: ["PROCEDURAL_JUSTICE"],
    measures: [
      nlFr(
        "Binnen en buiten de organisatie professioneel en als één geheel communiceren",
        "Communiquer de façon professionnelle et cohérente, dans l'organisation et au-dehors",
      ),
      nlFr("Politiemensen trots op hun beroep laten zijn", "Cultiver la fierté du métier au sein de la police"),
      nlFr(
        "Medewerkers die met police bashing te maken krijgen ondersteunen",
        "Soutenir les collaborateurs confrontés au police bashing",
      ),
      nlFr("Een correct beeld van de politie uitdragen", "Diffuser une image correcte de la police"),
    ],
  }),
  commitment({
    ref: "E5",
    title: nlFr("Maatschappelijk verantwoord ondernemen", "Responsabilité sociétale"),
    goal: nlFr(
      "Harder werken aan een politie die stevig in de samenleving staat en zo haar maatschappelijke verantwoordelijkheid beter opneemt.",
      "Travailler davantage à une police bien ancrée dans la société, qui assume ainsi mieux sa responsabilité sociétale.",
    ),
    context: nlFr(
      "De Lokale Politie wil respectvol met haar omgeving omgaan, in al haar processen en acties. Dat houdt haar aan het verbeteren, maatschappelijk, economisch en ecologisch. Inclusie en duurzaamheid lopen door heel haar beleid; ze rekent daarvoor op steun van federale overheid, gewesten en gemeenschappen.",
      "La Police Locale veut respecter son environnement dans tous ses processus et toutes ses actions. Elle s'oblige ainsi à s'améliorer sans cesse, sur les plans sociétal, économique et écologique. Inclusion et durabilité traversent toute sa gestion ; elle compte pour cela sur le soutien de l'État fédéral, des Régions et des Communautés.",
    ),
    themes: ["TRUST", "QUADRUPLE_HELIX"],
    criteria: [],
    measures: [
      nlFr(
        "Ingaan op wat burgers terecht nodig hebben en verwachten",
        "Répondre à ce dont les citoyens ont légitimement besoin et à ce qu'ils attendent",
      ),
      nlFr(
        "Goede praktijken doorgeven aan federale en gefedereerde overheden, andere zones en partners",
        "Transmettre les bonnes pratiques aux entités fédérale et fédérées, aux autres zones et aux partenaires",
      ),
      nlFr("Burgers aanmoedigen om mee te doen", "Encourager les citoyens à participer"),
      nlFr(
        "Het maatschappelijk engagement ook binnen de organisatie uitdragen",
        "Promouvoir la responsabilité sociétale au sein même de l'organisation",
      ),
      nlFr(
        "Meewerken aan projecten op de diverse beleidsniveaus",
        "Contribuer à des projets aux différents niveaux de pouvoir",
      ),
    ],
  }),
];
