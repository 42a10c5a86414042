/** The address of an incident. */
export const ofIncident = '/incidents/[id]';
export const reading = { method: 'GET', caller: 'read' } as const;
/** The problems that a JSON body can have. */
export const json = { problems: [415, 422] } as const;
