/** Where an incident stands. */
export const ofIncident = '/incidents/[id]';
export const reading = { method: 'GET', caller: 'read' } as const;
/** What may be wrong with a body of JSON. */
export const json = { problems: [415, 422] } as const;
