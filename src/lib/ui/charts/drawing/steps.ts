/** Minutes from one moment to another. */
export const momentMinutes = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;

/** Under this many looked-at posts a share is not drawn (docs/domain.md, rule 12). */
export const fewest = 20;
