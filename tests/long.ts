/** Whether this is the run at length: `npm run test:long`. */
export const isLong = process.env['LONG_TESTS'] === '1';

/** How often something is done every day, and how often at length. */
export const runs = (daily: number, long: number): number => (isLong ? long : daily);
