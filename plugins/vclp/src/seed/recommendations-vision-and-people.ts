import { nlFr } from "@segpol/kit";
import { measure, recommendation } from "./items.js";

/** R4 to R7: the police's model, its recognition, its people. */
export const visionAndPeople = [
  recommendation({
    ref: "R4",
    title: nlFr("Een ambitieuze visie voor de Politie", "Une vision ambitieuse pour la Police"),
    goal: nlFr(
      "Een vooruitstrevende visie op wat de politie doet, hoe ze is opgebouwd en hoe ze met haar partners omgaat.",
      "Une vision ambitieuse de ce que fait la police, de sa structure et de ses rapports avec ses partenaires.",
    ),
    context: nlFr(
      "In twintig jaar tijd is de samenleving grondig veranderd en is criminaliteit internationaler geworden. Elk bestuursniveau legt de zones taken op zonder geld of middelen mee te geven. Wie wat doet en wat gespecialiseerd werk is, moet in evenwicht komen, met een gelijkwaardige dienst in heel het land. Ook de beste schaal van een zone ligt ter discussie. Een samenhangende, gedeelde visie op de verandering ontbreekt.",
      "En vingt ans, la société a profondément changé et la criminalité s'est internationalisée. Chaque niveau de pouvoir confie des tâches aux zones sans y joindre argent ni moyens. Le partage des tâches et la spécialisation doivent trouver un équilibre, avec un service équivalent dans tout le pays. La taille optimale d'une zone est elle aussi en débat. Une vision cohérente et partagée du changement fait défaut.",
    ),
    themes: ["TRUST", "INTERNATIONALISATION", "FUNDING_SCALE"],
    criteria: ["EFFICIENCY"],
    measures: [
      nlFr(
        "Vasthouden aan gemeenschapsgerichte politiezorg, stevige lokale wortels en overal een even goede dienst",
        "Préserver la police orientée vers la communauté, un ancrage local fort et un service équivalent partout",
      ),
      nlFr(
        "Veranderingen in maatschappij en techniek inbouwen",
        "Intégrer les changements de la société et de la technique",
      ),
      nlFr(
        "Ervoor zorgen dat het model soepel meegaat met wat belanghebbenden nodig hebben en verwachten",
        "Veiller à ce que le modèle s'adapte avec souplesse aux besoins et aux attentes des parties prenantes",
      ),
      nlFr(
        "Nagaan of een Geïntegreerde Politie op twee niveaus nog het juiste model is",
        "Se demander si une Police Intégrée à deux niveaux reste le bon modèle",
      ),
      nlFr(
        "Verduidelijken wat advies- en overlegorganen te zeggen hebben over het politiewerk",
        "Préciser le rôle des organes d'avis et de concertation à l'égard du travail policier",
      ),
    ],
  }),
  recommendation({
    ref: "R5",
    title: nlFr("Een gerespecteerde en erkende Lokale Politie", "Une Police Locale respectée et reconnue"),
    goal: nlFr("De Lokale Politie is overal sterker aanwezig.", "La Police Locale est plus présente partout."),
    context: nlFr(
      "Lokale zones besturen zichzelf, maar de veiligheidsvragen reiken van lokaal tot internationaal en er zijn veel partners: institutionele, private en gemengde, elk met een eigen terrein. Een gezamenlijke visie en kennis zijn nodig; daarom tellen een goede vertegenwoordiging van de Lokale Politie op elk niveau en beter overleg.",
      "Les zones locales se gèrent elles-mêmes, mais les questions de sécurité vont du local à l'international et les partenaires sont nombreux : institutionnels, privés et mixtes, chacun sur son terrain. Il faut une vision et une expertise communes ; d'où l'importance d'une bonne représentation de la Police Locale à chaque niveau et d'une meilleure concertation.",
    ),
    themes: ["QUADRUPLE_HELIX"],
    criteria: [],
    measures: [
      measure(nlFr("Haar stelselmatig betrekken", "L'associer systématiquement"), [
        nlFr(
          "Bij wetten, reglementen en initiatieven die raken aan haar werking of die van de Geïntegreerde Politie",
          "Aux lois, règlements et initiatives qui touchent à son fonctionnement ou à celui de la Police Intégrée",
        ),
        nlFr(
          "Bij fora op elk niveau, van lokaal tot internationaal",
          "Aux forums de chaque niveau, du local à l'international",
        ),
      ]),
      nlFr(
        "Haar beter laten vertegenwoordigen: via de Vaste Commissie van de Lokale Politie mensen, geld en materieel geven",
        "Mieux assurer sa représentation : donner, par la Commission permanente de la police locale, des personnes, de l'argent et du matériel",
      ),
    ],
  }),
  recommendation({
    ref: "R6",
    title: nlFr("De medewerkers op de eerste plaats", "Les collaborateurs avant tout"),
    goal: nlFr(
      "Loopbanen uitbouwen samen met het personeel en op zijn maat.",
      "Construire les carrières avec le personnel et à sa mesure.",
    ),
    context: nlFr(
      "Medewerkers willen hun loopbaan soepel schikken naar talent, ambitie en privéleven. Wie vertrekt, verdient dank en geeft zijn kennis door. Een loopbaanbeleid steunt op inzetbaarheid, verandering van functie en een opleidingsaanbod dat met de samenleving evolueert, met aangepaste statutaire teksten. Het vak is bijzonder: diensten die 24/7 open zijn, speciale middelen, en situaties die mentaal zwaar wegen.",
      "Les collaborateurs veulent adapter leur carrière à leurs talents, à leurs ambitions et à leur vie privée. Qui s'en va mérite des remerciements et transmet son savoir. Une politique de carrière repose sur l'employabilité, le changement de fonction et une offre de formation qui évolue avec la société, avec des textes statutaires adaptés. Le métier est particulier : des services ouverts 24 h sur 24 et 7 jours sur 7, des moyens spéciaux et des situations mentalement lourdes.",
    ),
    themes: ["DIVERSITY_HR"],
    criteria: [],
    measures: [
      nlFr(
        "Mensen aanwerven die passen bij wat het terrein echt vraagt",
        "Recruter des personnes qui correspondent à ce que le terrain demande vraiment",
      ),
      nlFr(
        "Loopbanen aanmoedigen en begeleiden, in de politie en daarbuiten",
        "Encourager et accompagner les carrières, dans la police et au-dehors",
      ),
      nlFr("Bekwaamheden uitbreiden en verdiepen", "Élargir et approfondir les compétences"),
      nlFr(
        "Erkennen dat politieberoepen eigen zijn in hun zwaarte en psychosociale druk",
        "Reconnaître ce que les métiers de police ont de propre : pénibilité et charge psychosociale",
      ),
      nlFr("Het einde van de loopbaan doeltreffend regelen", "Organiser efficacement la fin de carrière"),
    ],
  }),
  recommendation({
    ref: "R7",
    title: nlFr("Een aantrekkelijke politie", "Une police attractive"),
    goal: nlFr("Werken bij de politie aantrekkelijker maken.", "Rendre le travail à la police plus attirant."),
    context: nlFr(
      "Kandidaten zoeken zin in hun werk. De politie kan daarop ingaan door te erkennen wat zij bijdragen, met uiteenlopende beroepen en groeikansen, in een evenwicht tussen eigenbelang en gemeenschappelijk belang. Zorg voor het personeel en zichtbare gedeelde waarden maken de organisatie sterker van binnenuit; één samenhangend beeld naar buiten, ook als werkgever, ondersteunt haar goede naam.",
      "Les candidats cherchent du sens dans leur travail. La police peut y répondre en reconnaissant leur apport, par la variété des métiers et les possibilités d'évolution, en équilibre entre intérêt personnel et intérêt commun. Le souci du personnel et des valeurs partagées visibles renforcent l'organisation de l'intérieur ; une image cohérente, y compris comme employeur, soutient sa réputation.",
    ),
    themes: ["DIVERSITY_HR", "TRUST"],
    criteria: [],
    measures: [
      nlFr("Het statuut bijwerken naar de tijd van nu", "Mettre le statut en accord avec notre temps"),
      nlFr("Het beroep herwaarderen", "Revaloriser le métier"),
      nlFr(
        "Mensen kansen geven om politieberoepen te leren kennen",
        "Donner l'occasion de découvrir les métiers de police",
      ),
      nlFr(
        "De politie steunen met woord en daad vanuit de politiek",
        "Soutenir la police par la parole et l'action politiques",
      ),
    ],
  }),
];
