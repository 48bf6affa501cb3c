/** The pages of a package. */
export interface PagesToBuild {
  /** The package's folder. */
  readonly root: string;
  /** The file with the SDL that its operations are checked against. */
  readonly schema: string;
}

/** Builds pages: types and texts of their operations, what browsers load, and what the server loads that renders them. */
export function buildPages(pages: PagesToBuild): Promise<void>;
