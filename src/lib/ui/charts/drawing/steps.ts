/** Minutes from one moment to another. */
export const momentMinutes = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;
