/** The page that announces the activities of the States General. */
export const DOCUMENT = "Staten-Generaal van de Politie: overkoepelende thema's en activiteiten";
