import { nlFr, recordId, type PublicationSeed } from "@segpol/kit";
import { CODE } from "../config.js";

/** What ADVP published about the States General. */
export const publications: readonly PublicationSeed[] = [
  {
    id: recordId(CODE, "Publication", "nieuwsbericht-staten-generaal-van-de-politie"),
    title: nlFr("Staten-Generaal van de Politie", "États généraux de la police"),
    summary: nlFr(
      "Nieuwsbericht over het waarom van de Staten-Generaal, de drie plenaire bijeenkomsten en de vijf sleutelpartners waarmee de minister van Binnenlandse Zaken van start gaat. Andere organisaties kunnen later aansluiten.",
      "Dépêche sur la raison d'être des États généraux, les trois rencontres plénières et les cinq partenaires clés avec lesquels la ministre de l'Intérieur lance la démarche. D'autres organisations pourront les rejoindre plus tard.",
    ),
    themes: ["TECHNOLOGY", "QUADRUPLE_HELIX"],
    type: "NEWS",
    // The item announces the events; none of them produced it.
    links: [
      { rel: "related", id: "advp:event:2021-05-25-startevent" },
      { rel: "related", id: "advp:event:2022-tussentijds-event" },
      { rel: "related", id: "advp:event:2022-2023-slotevent" },
    ],
    provenance: { document: "Nieuwsbericht: Staten-Generaal van de Politie", locator: "Volledig bericht" },
  },
];
