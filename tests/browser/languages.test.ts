import type { Page } from '@playwright/test';
import { settleAt } from './desk';
import { expect, test } from './server';

/** Words that every sentence is full of in one language and that the other does not have. */
const only = {
	nl: 'aan alleen als bij dan dat de deze dit door een en er geen het hebt heeft hij hun iets ik kan kunt met moet naar nader niet niets nog nu om onder ons onze ook op te tot uit uur uw van vanaf voor waar wat wie wij wordt worden zelf zich zijn zo zonder',
	en: 'about after all an and are be been before by can cannot did does done for from has have here how if it its more no not nothing now our out so than that the their them then there these they this to until what when where which who will with without you your'
};
/** Names of senders, and of the exercise another test makes. Text in quotation marks was written by somebody. */
const names = /^(?:Fietshuis De Spaak|De Gooi|Omroep .*|Stroom uit in Lutterdam)$/;

/**
 * The texts on a page that are written in the other language. What carries a language of its own (a post, the name of a
 * source) is what its writer wrote.
 */
const foreignTexts = (page: Page, language: 'nl' | 'en'): Promise<string[]> =>
	page.evaluate(
		({ language, own, other }) => {
			const [ours, theirs] = [new Set(own.split(' ')), new Set(other.split(' '))];
			const found: string[] = [];
			const read = (text: string): void => {
				const words =
					text
						.replace(/‘[^’]*’/g, '')
						.toLowerCase()
						.match(/\p{L}+/gu) ?? [];
				const foreign = words.filter((word) => theirs.has(word) && !ours.has(word)).length;
				const native = words.filter((word) => ours.has(word) && !theirs.has(word)).length;
				if (foreign > native) found.push(text.trim().replace(/\s+/g, ' ').slice(0, 120));
			};
			const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			while (walker.nextNode()) {
				const { parentElement: parent, textContent: text } = walker.currentNode;
				if (!parent || !text?.trim() || parent.closest('script, style, textarea, [data-language-names]')) continue;
				if (parent.closest('[lang]')?.getAttribute('lang') === language) read(text);
			}
			for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
				if (element.closest('[lang]')?.getAttribute('lang') === language)
					for (const name of ['aria-label', 'title', 'placeholder']) read(element.getAttribute(name) ?? '');
			return [...new Set(found)];
		},
		{ language, own: only[language], other: only[language === 'nl' ? 'en' : 'nl'] }
	);

for (const [language, locale] of [
	['nl', 'nl-NL'],
	['en', 'en-GB']
] as const)
	test(`no page shows text in the other language: ${language}`, async ({ visitor, base }) => {
		test.slow();
		const page = await visitor({ locale });
		await page.context().addCookies([{ name: 'language', value: language, url: base }]);
		const offences: string[] = [];
		const check = async (address: string): Promise<void> => {
			await page.goto(address);
			await page.waitForLoadState('networkidle');
			const found = (await foreignTexts(page, language)).filter((text) => !names.test(text));
			offences.push(...found.map((text) => `${address.replace(/[0-9a-f-]{36}/, '…')}: ${text}`));
		};
		await check('/');
		await page.locator('form[action*="try"] button').click();
		await page.waitForURL(/\/incidents\//);
		const incident = new URL(page.url()).pathname;
		if (language === 'nl') await settleAt(page, 40);
		for (const path of ['', '?view=live', '?view=mine', '?view=search']) await check(`${incident}${path}`);
		for (const path of [
			...['needs', 'rumours', 'texts', 'texts/prepared', 'report', 'charts', 'findings', 'sources', 'sources/paste'],
			...['sources/profile', 'import', 'handover', 'settings', 'report/links', 'report/earlier', 'report/export']
		])
			await check(`${incident}/${path}`);
		for (const path of ['/', '/account', '/account/keys', '/methods']) await check(path);
		expect(offences).toEqual([]);

		// The check can fail: one sentence of the other language is found, one with a language of its own is not.
		const [sentence, foreignLanguage] =
			language === 'nl' ? ['This is not what you are looking for.', 'en'] : ['Dit is niet wat u zoekt.', 'nl'];
		await page.evaluate(
			([text, lang]) => {
				const [bare, marked] = [document.createElement('p'), document.createElement('p')];
				[bare.textContent, marked.textContent, marked.lang] = [text ?? '', `${text ?? ''} 2`, lang ?? ''];
				document.body.append(bare, marked);
			},
			[sentence, foreignLanguage]
		);
		expect(await foreignTexts(page, language)).toEqual([sentence]);
	});
