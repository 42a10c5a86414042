import en from '../../../messages/en.json';
import nl from '../../../messages/nl.json';
import type { Language } from './language';
import type { Messages } from './messages';
import type { OnFault } from './translate';
import { makeWords, type Words } from './words';

const messages: Readonly<Record<Language, Messages>> = { nl, en };

/** For the server alone (reports, mail, exports), which speaks both languages at once. A browser would get both: there, use the context. */
export const wordsIn = (language: Language, onFault?: OnFault): Words =>
	makeWords(language, messages[language], onFault);
