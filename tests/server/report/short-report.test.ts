import { afterAll, beforeAll, expect, test } from 'vitest';
import { AdviceId, FactId, momentOf, PublicationId, TextId } from '$lib/domain/core/ids';
import { lastVersion } from '$lib/domain/report/version';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { languages } from '$lib/i18n/language';
import { wordsIn } from '$lib/i18n/words';
import { handoverOf } from '$lib/domain/overview/handover';
import { writeHandover } from '$lib/report/write/handover';
import { lcmsText } from '$lib/report/write/short/lcms';
import { LiveFigureCache } from '$lib/server/out/partner/live-figure-cache';
import { Pages } from '$lib/server/out/partner/pages';
import { unpacked, type ReadyPage } from '$lib/server/out/partner/ready';
import { exportedOf, type Exported } from '$lib/server/read/report/export/export-kind';
import { exportKinds } from '$lib/server/read/report/export/exports';
import { renderShortArticle } from '$lib/server/read/report/render-html';
import { frameOf } from '$lib/report/write/write-report';
import { anna, fresh } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { LabelledFire } from './labelled-fire';
import type { IncidentFixture } from './incident-fixture';
import { readPdf } from './read-pdf';
import { recount } from './recount';
import { entryOf } from './zip-entry';
import { anyHour } from '../../any-hour';

/** The exercise of the fire, released three times, with a fact replaced before the third. */
let database: FreshDatabase;
let fire: LabelledFire;
let fixture: IncidentFixture;
const facts = new Map<string, FactId>();
/** What partners, the wall and the next shift read after the replacement and before the third report. */
let between: Readonly<Record<'page' | 'full' | 'wall' | 'handover', string>>;
beforeAll(async () => {
	database = await freshDatabase();
	fire = await LabelledFire.begin(database);
	({ fixture } = fire);
	for (const [from, to] of [
		[0, 60],
		[60, 118],
		[118, 125]
	] as const) {
		await fire.play(from, to);
		await fire.label();
		await settle(to);
		if (to === 60) await writeTexts();
		if (to === 118) await publish('drinkwater-vergiftigd', ['website', 'x', 'phone']);
		if (to === 125) {
			await replaceFact();
			between = await readByReaders();
		}
		await fixture.release(to);
	}
});
afterAll(async () => {
	await fixture.stop();
	await database.drop();
});

/** Records what the makers say is known by this minute, and gives the verdicts and answers that follow from it. */
async function settle(minute: number): Promise<void> {
	for (const line of fire.lines) {
		if (line.of === 'behaviour' || line.known === undefined || line.fact === undefined) continue;
		const finding = fire.findings.get(`${line.of} ${line.key}`);
		if (!finding || facts.has(line.key) || line.known > minute * 60_000) continue;
		const fact = fresh(FactId);
		facts.set(line.key, fact);
		await fixture.send('fact.record', { id: fact, text: line.fact, source: line.source, at: null }, anna);
		if (line.of === 'rumour')
			await fixture.send('rumour.giveVerdict', { rumour: finding, verdict: line.verdict, fact }, anna);
		else await fixture.answer(finding, line.fact, fact);
	}
}
async function writeTexts(): Promise<void> {
	await fixture.write('brief', 'Ouders willen weten of de scholen dichtgaan. Over de rook is veel onrust.');
	await fixture.write('reading', 'De onrust zit bij ouders. Zonder besluit halen veel ouders hun kinderen zelf op.');
	await fixture.write('certainty', 'Veel berichten, maar één buurtgroep is groot.', { certainty: 'middle' });
	await fixture.write('expected', 'Meer vragen over doden na de uitzending van 15.00 uur.');
	await fixture.write('counterSignals', 'In Oost vinden mensen het overdreven.');
	for (const what of [
		'Zeg iets over de scholen',
		'Zeg alleen: wij gaan dit na',
		'Laat de burgemeester naar de opvang gaan'
	])
		await fixture.send('advice.write', {
			id: fresh(AdviceId),
			goal: 'informing',
			what,
			who: 'beleidsteam',
			channel: 'alle kanalen',
			audience: 'ouders',
			tone: 'rustig',
			urgency: 'high'
		});
	await fixture.send('fact.record', { id: fresh(FactId), text: 'De oorzaak', source: null, at: null });
}
async function publish(key: string, channels: readonly ('website' | 'x' | 'phone')[]): Promise<void> {
	const [text, rumour] = [fresh(TextId), fire.findings.get(`rumour ${key}`)];
	const wordings = channels.map((channel) => ({
		channel,
		text: 'Het drinkwater is veilig. Het waterbedrijf heeft gemeten.'
	}));
	const variants = wordings.map(({ channel, text: words }) => ({ channel, checksum: wordingChecksum(channel, words) }));
	const about = { kind: 'rumour', finding: rumour };
	await fixture.send('text.draft', { id: text, kind: 'rebuttal', about, corrects: null, facts: [], wordings });
	await fixture.send('text.submit', { text, variants, requestedFrom: anna.id });
	await fixture.send('text.approve', { text, variants }, anna);
	for (const variant of variants)
		await fixture.send('text.publish', {
			text,
			id: fresh(PublicationId),
			...variant,
			where: variant.channel,
			address: null,
			at: null
		});
}
const TOLD =
	/Dit feit klopt niet meer sinds \d\d\.\d\d uur:\s+Het drinkwater in Waterveen is veilig[^<>]{0,160}?\.\s+Nu geldt:\s+Het drinkwater is veilig in Zuid en Oost\. In Noord meet het waterbedrijf nog\s+\(Waterbedrijf Lage Vaart\)\./;
const NEW_FACT = 'Het drinkwater is veilig in Zuid en Oost. In Noord meet het waterbedrijf nog';
async function replaceFact(): Promise<void> {
	await fixture.send('fact.replace', {
		id: fresh(FactId),
		replaces: facts.get('drinkwater-vergiftigd'),
		text: NEW_FACT,
		source: 'Waterbedrijf Lage Vaart',
		at: null
	});
}

/** The newest report as partners get it, by link and on a wall; and the handover of this moment. */
async function readByReaders(): Promise<typeof between> {
	const { incident, logs, reports, executor } = fixture;
	const state = logs.state(incident);
	if (!state) throw new Error('not followed');
	const { sql } = executor;
	const pages = new Pages(sql, logs, new LiveFigureCache(reports), null, 'https://voelspriet.example');
	await pages.names.load(incident);
	const open = { incident, state, at: '/r/1', link: null, figures: false, signals: false };
	const read = async (page: Promise<ReadyPage | null>): Promise<string> => {
		const found = await page;
		return found ? Buffer.from(unpacked(found)).toString() : '';
	};
	const { report } = await reports.draft(incident);
	const handover = handoverOf({ state, report, figures: null, strip: [], now: reports.now(incident) });
	return {
		page: await read(pages.newestReport(open, 'nl', null)),
		full: await read(pages.report(open, 'nl', lastVersion(state.versions)?.number ?? 0, 'full')),
		wall: await read(pages.wall(open, 'nl')),
		handover: writeHandover(handover, wordsIn('nl'), () => '')
			.first.items.map(({ head, note }) => `${head} ${note ?? ''}`)
			.join('\n')
	};
}

async function exported(number: number, language: (typeof languages)[number]): Promise<Exported> {
	const version = fixture.logs.state(fixture.incident)?.versions.get(number);
	const released = await fixture.reports.released(fixture.incident, number, language);
	if (!version || !released) throw new Error(`no version ${String(number)}`);
	return exportedOf(released.report, frameOf(version), released.article, language, wordsIn(language));
}
const written = async (extension: string, of: Exported): Promise<Buffer> => {
	const kind = exportKinds.get(extension);
	if (!kind) throw new Error(extension);
	return Buffer.from(await kind.write(of));
};
const unmarked = (markup: string): string => markup.replace(/<[^>]*>/g, ' ').replace(/&[a-z#0-9]+;/g, '’');
/** Words as a person counts them: what has a letter or a digit. */
const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));

const hourInAmsterdam = (at: number): string =>
	new Date(at).toLocaleTimeString('nl-NL', { timeZone: 'Europe/Amsterdam', hour12: false });
/** The same report of an incident that began this many minutes before midnight, written this many days later. */
function moved(
	of: Exported,
	language: (typeof languages)[number],
	beforeMidnight: number,
	daysLater: number
): Exported {
	const sinceMidnight = Date.parse(`1970-01-01T${hourInAmsterdam(fixture.start)}Z`);
	const by = (24 * 60 - beforeMidnight) * 60_000 - sinceMidnight;
	const movedMoments = (key: string, value: unknown): unknown =>
		typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)
			? momentOf(Date.parse(value) + by + (key === 'moment' ? daysLater * 86_400_000 : 0))
			: value;
	const { report, frame } = JSON.parse(
		JSON.stringify({ report: of.report, frame: of.frame }),
		movedMoments
	) as Exported;
	return exportedOf(report, frame, '', language, of.words);
}

// All times are of today; nearly all are yesterday's; or half of them, or all, need a date.
const hours = [
	{ beforeMidnight: 12 * 60, daysLater: 0 },
	{ beforeMidnight: 115, daysLater: 0 },
	{ beforeMidnight: 124, daysLater: 0 },
	{ beforeMidnight: 60, daysLater: 1 },
	{ beforeMidnight: 12 * 60, daysLater: 2 }
];
test.each(languages.flatMap((language) => hours.map((hour) => ({ language, ...hour }))))(
	'every report of the fire has at most 900 words and two pages: $language, $beforeMidnight minutes before midnight, $daysLater days later',
	async ({ language, beforeMidnight, daysLater }) => {
		for (const number of [1, 2, 3]) {
			const of = moved(await exported(number, language), language, beforeMidnight, daysLater);
			const pdf = await readPdf(await written('pdf', of));
			expect(pdf.pages).toBeLessThanOrEqual(2);
			const word = await entryOf(await written('docx', of), 'word/document.xml');
			const html = renderShortArticle(of.report, of.frame, language);
			for (const text of [unmarked(word.replace(/<\/w:t>/g, '\n').replace(/<w:tab\/>/g, ' ')), unmarked(html)]) {
				expect(wordsOf(text).length).toBeGreaterThan(300);
				expect(wordsOf(text).length).toBeLessThanOrEqual(900);
			}
		}
	}
);

test('the third says in every format that a fact in it was replaced, with the old words struck through', async () => {
	const of = await exported(3, 'nl');
	const html = (await fixture.reports.released(fixture.incident, 3, 'nl'))?.short ?? '';
	const word = await entryOf(await written('docx', of), 'word/document.xml');
	const { text: pdf } = await readPdf(await written('pdf', of));
	const full = (await written('txt', of)).toString();
	const squeezed = (text: string): string => unmarked(text).replace(/\s+/g, '');
	for (const form of [html, word, pdf]) {
		expect(squeezed(form)).toMatch(anyHour(/feitvervangen\d\d\.\d\d,uitkomstwordtnagekeken/));
		expect(squeezed(form)).toContain(squeezed(NEW_FACT));
	}
	expect(full).toContain(NEW_FACT);
	expect(lcmsText(of.report, of.frame, of.words)).toMatch(
		anyHour(/Dit feit klopt niet meer sinds \d\d\.\d\d uur: .*Nu geldt: /)
	);
	expect(html).toMatch(/<del[^>]*>Het drinkwater in Waterveen is veilig/);
	expect(word).toContain('<w:strike/>');
	const { report } = of;
	expect(report.limitation.rumours.filter(({ verdict }) => verdict?.replaced !== undefined)).toHaveLength(1);
});

test('between two reports every reader of the second sees next to it which fact was replaced; the report itself does not change', async () => {
	const second = await fixture.reports.released(fixture.incident, 2, 'nl');
	const old = 'Het drinkwater in Waterveen is veilig';
	for (const [form, article] of [
		[between.page, second?.short ?? ''],
		[between.full, second?.article ?? '']
	] as const) {
		const [beside = '', inside] = form.split(article);
		expect(unmarked(beside)).toMatch(anyHour(TOLD));
		expect(inside).not.toBeUndefined();
		expect(article).not.toContain(NEW_FACT);
	}
	expect(unmarked(between.wall)).toMatch(anyHour(TOLD));
	expect(between.handover.split('\n')[0]).toContain(`: ‘${old}`);
	// The third report replaces it: there it is in the rows, and no notice is shown.
	const after = await readByReaders();
	expect(after.page).not.toContain('class="notice warning printed"');
	expect(after.page).toContain(NEW_FACT);
	expect(after.page).toMatch(anyHour(/feit vervangen \d\d\.\d\d, uitkomst wordt nagekeken/));
});

/** The rows of a table of the short report: what it is about, and the text of each cell by its name. */
function rowsIn(html: string, table: 'needs' | 'rumours'): { about: string; cells: Map<string, string> }[] {
	const body = new RegExp(`report-${table}">.*?<tbody>(.*?)</tbody>`, 's').exec(html)?.[1] ?? '';
	return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => {
		const plain = (of: string): string => unmarked(of).replace(/\s+/g, ' ').trim();
		const cells = [...row.matchAll(/data-name="([^"]*)">(.*?)<\/td>/gs)];
		return {
			about: plain(/scope="row">(.*?)<\/th>/s.exec(row)?.[1] ?? ''),
			cells: new Map(cells.map(([, name = '', cell = '']) => [name, plain(cell)]))
		};
	});
}
const numbersIn = (text = ''): number[] => (text.replace(/(\d)\.(\d{3})\b/g, '$1$2').match(/\d+/g) ?? []).map(Number);

test('every number of the third equals what plain SQL counts, on the page and in the message for LCMS', async () => {
	const { sql } = fixture.database;
	const moment = fixture.at(125);
	const of = await exported(3, 'nl');
	const counted = await recount(sql, fixture.incident, moment, of.report.from);
	const recent = new Map(
		(
			await sql<{ finding: string; posts: number; recent: number[] }[]>`
				select l.finding_id as finding, count(*)::int as posts,
					array(select (select count(*)::int from post q join story_link k on k.incident_id = q.incident_id and k.story_id = q.story_id
						where k.finding_id = l.finding_id and q.incident_id = l.incident_id
							and q.at <= ${moment}::timestamptz - slot * interval '10 minutes'
							and q.at > ${moment}::timestamptz - (slot + 1) * interval '10 minutes') from generate_series(5, 0, -1) slot) as recent
				from post p join story_link l on l.incident_id = p.incident_id and l.story_id = p.story_id
				where p.incident_id = ${fixture.incident} and p.at <= ${moment} group by l.finding_id, l.incident_id`
		).map((row) => [row.finding, row])
	);
	const html = (await fixture.reports.released(fixture.incident, 3, 'nl'))?.short ?? '';
	const lcms = lcmsText(of.report, of.frame, of.words);
	const known = fixture.logs.state(fixture.incident);
	if (!known) throw new Error('not followed');
	const named = (claim: string, among: Iterable<readonly [string, { readonly text: string }]>): string =>
		[...among].find(([, { text }]) => claim.startsWith(text))?.[0] ?? '';

	const needs = rowsIn(html, 'needs');
	expect(needs).toHaveLength(5);
	for (const { about, cells } of needs) {
		const row = recent.get(named(about, known.needs.entries()));
		expect(numbersIn(cells.get('gevraagd'))).toEqual([row?.posts]);
		expect(numbersIn(cells.get('laatste 10 min'))).toEqual([row?.recent.at(-1)]);
		// The message holds as many as fit: after midnight "gisteren" takes room.
		if (lcms.includes(`- ${about}`)) expect(lcms).toContain(`- ${about} ${String(row?.recent.at(-1))}.`);
	}
	expect(needs.filter(({ about }) => lcms.includes(`- ${about}`)).length).toBeGreaterThan(1);
	const rumours = rowsIn(html, 'rumours');
	expect(rumours).toHaveLength(6);
	for (const { about, cells } of rumours) {
		const finding = named(about, known.rumours.entries());
		const row = recent.get(finding);
		expect(numbersIn(/\d+ bericht/.exec(about)?.[0])).toEqual([row?.posts]);
		// The analyst judged the harm of each as 3.
		expect(numbersIn(cells.get('risico'))).toEqual([3 * (counted.spread.get(finding) ?? 0)]);
		expect(numbersIn(cells.get('laatste 10 min'))).toEqual([row?.recent.at(-1)]);
		const [, line = ''] = new RegExp(`- ${about.replace(/ \d+ bericht.*$/, '')}: ([^.]*)\\.`).exec(lcms) ?? [];
		if (line !== '') expect(numbersIn(line)).toEqual([3 * (counted.spread.get(finding) ?? 0), row?.recent.at(-1)]);
	}
	// The lines of the last hour that are drawn beside them are the same counts.
	for (const { finding, posts, recent: drawn } of [...of.report.information.needs, ...of.report.limitation.rumours]) {
		expect([finding, posts]).toEqual([finding, recent.get(finding)?.posts]);
		expect([finding, ...(drawn ?? [])]).toEqual([finding, ...(recent.get(finding)?.recent ?? [])]);
	}
	const rows = new Map(
		[...html.matchAll(/<dt>([^<]*)<\/dt> *<dd>(.*?)<\/dd>/gs)].map(([, name = '', text = '']) => [name, unmarked(text)])
	);
	expect(numbersIn(rows.get('Telefoon'))[0]).toBe(counted.phone);
	expect(numbersIn(rows.get('Pers'))[0]).toBe(counted.press);

	/** The four most frequent, and the rest together: posts, and their stories. */
	const labels = (axis: 'emotions' | 'attitudes'): number[] => {
		const counts = counted[axis].map(({ posts, stories }) => [posts, stories] as const);
		const rest = counts.slice(counts.length > 5 ? 4 : 5);
		const sum = (at: 0 | 1) => rest.reduce((all, count) => all + count[at], 0);
		return [...counts.slice(0, counts.length > 5 ? 4 : 5), ...(rest.length > 0 ? [[sum(0), sum(1)]] : [])].flat();
	};
	for (const { finding, posts } of [...of.report.meaning.themes, ...of.report.limitation.behaviours])
		expect([finding, posts]).toEqual([finding, recent.get(finding)?.posts]);
	const meaning = /short-meaning.*?<\/section>/s.exec(html)?.[0] ?? '';
	for (const axis of ['emotions', 'attitudes'] as const) {
		expect(labels(axis).length).toBeGreaterThan(1);
		expect(numbersIn(unmarked(meaning))).toEqual(expect.arrayContaining(labels(axis)));
	}
	const { basis } = counted;
	const basisText = unmarked(/short-basis.*$/s.exec(html)?.[0] ?? '');
	const share = (stories: number): number => Math.round((100 * stories) / basis.stories);
	const perSource = Object.values(basis.sources).map(({ posts }) => posts);
	const expected = [basis.posts, basis.authors, ...perSource, share(basis.looked.stories), share(basis.unseen.stories)];
	expect(numbersIn(basisText)).toEqual(expect.arrayContaining(expected));
	expect(numbersIn(/BASIS: [^.]*/.exec(lcms)?.[0])).toEqual([basis.posts]);
	// Rising and falling are counted per half hour.
	const half = new Map(counted.findings.map((row) => [row.finding, row]));
	const moves = [...of.report.brief.risen, ...of.report.brief.fallen];
	expect(moves.length).toBeGreaterThan(2);
	for (const { finding, now, before } of moves)
		expect([finding, now, before]).toEqual([finding, half.get(finding)?.now, half.get(finding)?.before]);
});

test('the most urgent comes first: advice before findings, open rumours before settled ones, one line per text', async () => {
	const second = (await fixture.reports.released(fixture.incident, 2, 'nl'))?.short ?? '';
	const positions = [
		'Het beeld in het kort',
		'Wat wij adviseren',
		'Ons oordeel',
		'Informatievoorziening',
		'Schadebeperking',
		'Betekenisgeving',
		'Bekend',
		'Wat wij deden',
		'Basis en grenzen'
	].map((title) => second.indexOf(`>${title}`));
	expect(positions).toEqual([...positions].sort((a, b) => a - b));
	expect(positions).not.toContain(-1);
	const claims = (html: string): string[] =>
		[...html.matchAll(/<q>([^<]*)<\/q> *<span class="report-subtle">/g)].map(([, claim = '']) => claim);
	// Its verdict is given and its text published: it stands below each open one of high risk.
	const lines = (await fixture.reports.released(fixture.incident, 2, 'nl'))?.report.limitation.rumours ?? [];
	const settled = claims(second).indexOf('Het drinkwater is vergiftigd');
	const open = lines
		.filter(({ level, lastText }) => level === 'high' && !lastText)
		.map(({ text }) => claims(second).indexOf(text));
	expect(open.length).toBeGreaterThan(0);
	for (const position of open) expect(position).toBeLessThan(settled);
	expect(unmarked(second)).toMatch(/weerlegging\s+Het drinkwater is vergiftigd\s*: Website, X, Telefoonscript/);
	expect(second).toContain('en 9 andere vragen');
});
