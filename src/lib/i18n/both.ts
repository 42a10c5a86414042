import en from '../../../messages/en.json';
import nl from '../../../messages/nl.json';
import type { Language } from './language';
import type { Messages } from './messages';
import type { OnFault } from './translate';
import { makeWords, type Words } from './words';

const messages: Readonly<Record<Language, Messages>> = { nl, en };

/**
 * For the server alone (reports, mail, exports), which needs both languages at once. In a browser, use the context,
 * which loads one.
 */
export const wordsIn = (language: Language, onFault?: OnFault): Words =>
	makeWords(language, messages[language], onFault);
