import type { Messages } from './message';

export const roles = {
	analyst: { nl: 'omgevingsanalist', en: 'analyst' },
	spokesperson: { nl: 'woordvoerder', en: 'spokesperson' },
	coordinator: { nl: 'coördinator communicatie', en: 'communication coordinator' },
	partner: { nl: 'crisispartner', en: 'crisis partner' },
	administrator: { nl: 'beheerder', en: 'administrator' }
} satisfies Messages;
