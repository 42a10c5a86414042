/** The most commands that can be sent in one request. */
export const mostInBatch = 100;
