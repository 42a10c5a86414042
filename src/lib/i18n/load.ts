import type { Language } from './language';
import type { Messages } from './messages';

/** One chunk a language: a browser gets only the words it shows. */
export const loadMessages = async (language: Language): Promise<Messages> =>
	language === 'en'
		? (await import('../../../messages/en.json')).default
		: (await import('../../../messages/nl.json')).default;
