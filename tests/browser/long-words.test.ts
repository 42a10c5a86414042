import { createHash, randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { beginExercise, command, expect } from './desk';
import { test } from './server';

/** What no line can be broken in, or not by rules that a browser knows. */
const texts = [
	'Hulpverleningscoördinatie'.repeat(12).slice(0, 280),
	`https://voorbeeld.example/${'a1b2c3d4e5'.repeat(25)}`,
	'لاتشربواماءالصنبورحتىإشعارآخر'.repeat(9).slice(0, 270),
	'อย่าดื่มน้ำประปาจนกว่าจะมีประกาศ'.repeat(8).slice(0, 250)
];

/** Where text leaves the page, or its own cell, line or paragraph. */
const overflowsOf = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const found = new Set<string>();
		const named = (element: Element): string => `${element.tagName.toLowerCase()}.${element.className}`;
		if (document.documentElement.scrollWidth > innerWidth + 1)
			found.add(`the page is ${document.documentElement.scrollWidth} px wide`);
		const isClipped = (element: Element): boolean => {
			for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
				const { overflowX, clipPath, position } = getComputedStyle(at);
				if (overflowX !== 'visible' || (position === 'absolute' && clipPath !== 'none')) return true;
			}
			return false;
		};
		const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
			const within = node.parentElement;
			const room = within?.closest('td, th, dd, dt, li, p, h1, h2, h3, h4, label, blockquote, main, header');
			if (!within || !room || (node.textContent ?? '').trim().length < 40) continue;
			const range = document.createRange();
			range.selectNodeContents(node);
			const right = Math.max(0, ...Array.from(range.getClientRects(), (line) => line.right));
			if (right > room.getBoundingClientRect().right + 2 && !isClipped(within))
				found.add(`${named(within)} in ${named(room)} leaves it`);
		}
		return [...found].slice(0, 6);
	});

/** An override that is never closed: the rest of the paragraph would be read backwards. */
const OVERRIDE = '\u202E';

const pasted = texts.map((word, at) => ({ text: `Rook ${OVERRIDE}${word}`, author: `Jan ${at}${OVERRIDE}` }));

/** Where words of others can turn ours around. */
const turnedOf = (page: Page): Promise<string[]> =>
	page.evaluate(
		({ override, theirs }) => {
			const found = new Set<string>();
			const own = /[\p{L}\p{N}]/u;
			/** The text without what is isolated in it as characters. */
			const open = (text: string): string => {
				const rest = text.replace(/\u2068[^\u2066-\u2069]*\u2069/g, '');
				return rest.includes(override) ? rest : '';
			};
			const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
				const rest = open(node.textContent ?? '').trim();
				if (rest === '') continue;
				if (!theirs.some((whole) => whole.includes(rest.replace(/…$/, '').trim())))
					found.add(`within a text: ${rest.slice(0, 30)}`);
				let at = node.parentElement;
				while (at && getComputedStyle(at).display === 'inline' && getComputedStyle(at).unicodeBidi === 'normal')
					at = at.parentElement;
				if (!at || getComputedStyle(at).display === 'inline') continue;
				// A block of its own: it must contain nothing of ours.
				const siblings = [...at.childNodes].filter(
					(child) => child !== node && (child instanceof Text || (child instanceof Element && !child.contains(node)))
				);
				const text = siblings.map((child) => child.textContent ?? '').join('');
				if (own.test(text)) found.add(`${at.tagName.toLowerCase()}.${at.className}: ${text.trim().slice(0, 30)}`);
			}
			for (const element of document.querySelectorAll('[aria-label], [title], [alt], [placeholder]'))
				for (const name of ['aria-label', 'title', 'alt', 'placeholder'])
					if (open(element.getAttribute(name) ?? '') !== '') found.add(`${name} of ${element.tagName.toLowerCase()}`);
			if (open(document.title) !== '') found.add('the title of the page');
			return [...found].slice(0, 6);
		},
		{ override: OVERRIDE, theirs: pasted.flatMap(({ text, author }) => [text, author]) }
	);

test('300-letter words, web addresses, Arabic, Thai and unclosed direction overrides do not affect their surroundings', async ({
	page,
	visitor
}) => {
	test.slow();
	const incident = await beginExercise(page, 5);
	const long = (texts[0] ?? '').slice(0, 80);
	const blank = { certainty: null, noneFound: false, over: null };
	const ids = new Map<string, string>();
	for (const [at, word] of texts.entries()) {
		const text = `Is dit waar? ${word}`;
		const about = { offline: word.slice(0, 80), seenIn: null };
		const id = (kind: string): string => {
			const made = randomUUID();
			ids.set(kind, made);
			return made;
		};
		await command(page, 'need.raise', { id: id('need'), text, ...about });
		await command(page, 'rumour.signal', { id: id('rumour'), text, ...about });
		await command(page, 'behaviour.record', { id: id('behaviour'), text, ...about, effect: null });
		await command(page, 'meaning.record', { id: id('meaning'), text, ...about, theme: 'trust' });
		const source = at % 2 === 0 ? word.slice(0, 80) : null;
		await command(page, 'fact.record', { id: id('fact'), text, source, at: null });
	}
	for (const post of pasted) {
		const answer = await page.request.post(`/api/v1${incident}/pasted`, {
			headers: { origin: new URL(page.url()).origin },
			data: {
				name: 'Geplakt',
				platform: 'facebook',
				posts: [{ ...post, url: null, when: null }]
			}
		});
		expect(answer.status()).toBe(200);
	}
	const all = texts.join('\n');
	await command(page, 'report.write', { section: 'brief', text: all, ...blank });
	await command(page, 'report.write', { section: 'counterSignals', text: all, ...blank });
	await page.goto(`${incident}/report/release`);
	await page.getByRole('button', { name: 'Geef rapport 1 vrij' }).click();
	await expect(page.getByRole('heading', { name: 'Rapport 1 is vrijgegeven' })).toBeVisible();
	const [link, secret] = [randomUUID(), randomUUID().replaceAll('-', '')];
	const hash = createHash('sha256').update(secret).digest('hex');
	const expires = new Date(Date.now() + 3_600_000).toISOString();
	await command(page, 'link.make', { id: link, hash, expires, label: long, pin: false, signals: true });

	const found: string[] = [];
	const look = async (at: Page, path: string): Promise<void> => {
		await at.goto(path);
		await expect(at.locator('main').first()).toBeVisible({ timeout: 20_000 });
		for (const fault of await turnedOf(at)) found.push(`${path.replaceAll(/[0-9a-f-]{36}/g, '…')}: ${fault}`);
		for (const width of [1280, 360]) {
			await at.setViewportSize({ width, height: 800 });
			for (const fault of await overflowsOf(at))
				found.push(`${path.replaceAll(/[0-9a-f-]{36}/g, '…')} ${width}: ${fault}`);
		}
	};
	for (const path of [
		...[
			'',
			'?view=live',
			'/report',
			'/report/1',
			'/needs',
			'/rumours',
			'/charts',
			'/table',
			'/texts',
			'/partners',
			'/sources'
		],
		...[
			'/sources/record',
			'/neighbourhoods',
			'/phone',
			'/desk',
			'/report/export',
			'/openness',
			'/channel',
			'/settings',
			'/findings',
			'/report/release',
			'/handover',
			'/evaluation'
		],
		...['need', 'rumour', 'behaviour', 'meaning'].map((kind) => `/findings/${ids.get(kind) ?? ''}`)
	])
		await look(page, incident + path);
	for (const path of ['/', '/help']) await look(page, path);
	await page.goto(`${incident}?view=live`);
	await expect(page.locator('main').getByText(OVERRIDE).first()).toBeVisible();
	await page.getByRole('article').filter({ hasText: OVERRIDE }).first().press('Space');
	await expect(page.locator('main').getByText(OVERRIDE).nth(1)).toBeVisible();
	found.push(...(await turnedOf(page)));
	await page.evaluate(
		(text) => document.querySelector('main')?.insertAdjacentHTML('beforeend', `<p class="probe">${text}</p>`),
		`Jan 0${OVERRIDE}<i> en</i><i>Van Jan 0${OVERRIDE}, 3 berichten</i>`
	);
	expect(await turnedOf(page)).toEqual([
		expect.stringMatching(/^p.probe: en/),
		expect.stringMatching(/^within a text: Van Jan/)
	]);
	const partner = await visitor();
	await look(partner, `/r/${link}/${secret}`);
	await look(partner, `${new URL(partner.url()).pathname}/1/full`);
	expect(found).toEqual([]);
});
