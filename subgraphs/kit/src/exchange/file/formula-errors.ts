/** What cells of failed formulas show in Dutch, French, German and English, in Excel, and in LibreOffice where it differs. */
const ERRORS = new Set(
  [
    "#NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #SPILL! #CALC! #FIELD! #BLOCKED! #CONNECT! #UNKNOWN! #BUSY! #PYTHON! #EXTERNAL! #GETTING_DATA",
    "#LEEG! #DEEL/0! #WAARDE! #VERW! #NAAM? #GETAL! #N/B #OVERLOOP! #BEREKENEN! #BEREKENING! #VELD! #GEBLOKKEERD! #VERBINDEN! #VERBINDING! #ONBEKEND! #BEZET! #GEGEVENS_OPHALEN",
    "#NUL! #VALEUR! #NOM? #NOMBRE! #EPARS! #PROPAGATION! #DEVERSER! #CALCUL! #CHAMP! #BLOQUE! #CONNEXION! #INCONNU! #OCCUPE! #OBTENTION_DONNEES #CHARGEMENT_DONNEES",
    "#WERT! #BEZUG! #ZAHL! #NV #UBERLAUF! #KALK! #FELD! #BLOCKIERT! #VERBINDEN! #UNBEKANNT! #BESCHAFTIGT! #DATEN_ABRUFEN #DATENABRUFEN",
  ].flatMap((words) => words.split(" ")),
);

/** Err:502, Fout:502, Fehler:502. */
const NUMBERED = /^(?:err|fout|erreur|fehler) ?: ?5\d\d$/i;
const MAX_LENGTH = 30;

/** Whether a cell shows that its formula failed. */
export function isFormulaError(cell: string): boolean {
  if (cell.length > MAX_LENGTH) return false;
  const plain = cell.normalize("NFD").replaceAll(/\p{M}/gu, "");
  return ERRORS.has(plain.toUpperCase()) || NUMBERED.test(plain);
}
