/** The former address of the time series. */
export { GET } from '../time-series/+server';
