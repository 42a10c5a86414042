/** Minutes from one moment to another. */
export const momentMinutes = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;

/** With fewer looked-at posts a share is not drawn (docs/domain.md, rule 12). */
export const minPostsForShare = 20;
