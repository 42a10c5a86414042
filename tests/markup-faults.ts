import { HtmlValidate, type RuleConfig } from 'html-validate';

/**
 * The rules of html-validate that are off or wider, each with its reason. What is left are the rules of HTML and of its roles;
 * whether a page can be used by everybody axe says, in the browser.
 */
const off: RuleConfig = {
	// Safari takes the list from a list without bullets, and other browsers the table from a table that is laid out
	// otherwise on a phone, unless the role is repeated.
	'no-redundant-role': 'off',
	// HTML allows each; Svelte and the browser write them so.
	'void-style': 'off',
	'attribute-boolean-style': 'off',
	'attribute-empty-style': 'off',
	'doctype-style': 'off',
	'no-trailing-whitespace': 'off',
	// What a field and a button are without a type, HTML says: a text and a button that sends.
	'no-implicit-input-type': 'off',
	'no-implicit-button-type': 'off',
	// Of two bars with the same name one is shown, by the width: axe looks at what is shown.
	'unique-landmark': 'off',
	// A form that cannot be sent yet says why, and has its button when it can.
	'wcag/h32': 'off',
	// The name of an incident is as long as people make it.
	'long-title': 'off',
	// Ticks of one question have one name, and so have the values that were shown with them.
	'form-dup-name': 'off',
	// A token of another service is not a password of this one: a browser must not store it or fill it in.
	'autocomplete-password': 'off',
	// A wall where no script runs reads itself again.
	'meta-refresh': 'off',
	// Every element that may have a name may have one, a list too (ARIA 1.2, 5.2.8.6).
	'aria-label-misuse': ['error', { allowAnyNamable: true }],
	// Which of two panes is the main one changes while it is shown; a list keeps its role for Safari; the band of an
	// exercise is in pages that partners keep, which stay as they are to the byte.
	'prefer-native-element': ['error', { exclude: ['complementary', 'list', 'main', 'region'] }]
};

const validatorWith = (rules: RuleConfig) =>
	new HtmlValidate({ root: true, extends: ['html-validate:recommended'], rules });
const sent = validatorWith(off);
/** A script places rows by styles of the element; in what is sent the security policy allows none. */
const scripted = validatorWith({ ...off, 'no-inline-style': 'off' });

/**
 * What is wrong with a page as HTML, a line each: the rule, what it says, and where.
 * @param from `browser`: as scripts made it
 */
export async function markupFaults(html: string, from: 'server' | 'browser' = 'server'): Promise<string[]> {
	const { results } = await (from === 'browser' ? scripted : sent).validateString(html);
	return results
		.flatMap(({ messages }) => messages)
		.map(({ ruleId, message, selector, line }) => `${ruleId}: ${message} (${selector ?? `line ${String(line)}`})`);
}
