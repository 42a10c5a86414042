import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	ActionId,
	CommandId,
	FactId,
	FindingId,
	INSTALLATION,
	momentOf,
	SourceId,
	StoryId,
	type IncidentId
} from '$lib/domain/core/ids';
import type { Actor } from '$lib/domain/core/role';
import { isMasked } from '$lib/domain/incident/masking';
import { analysisHere } from '$lib/server/analysis/worker/post-analysis';
import { openExercise } from '$lib/server/training/exercises/open-exercise';
import { labelledScript, playedBy } from '$lib/server/ingest/exercises/library';
import { actionsOf, postsOf } from '$lib/server/ingest/exercises/player';
import { endOf } from '$lib/server/ingest/exercises/script';
import { verifyLog } from '$lib/server/log/verify';
import { ensureBuilt } from '../../built';
import { findChromium } from '../../../scripts/chromium.mjs';
import { bram, carla, fresh, person, system } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { readPdf } from '../report/read-pdf';
import { IncidentFixture } from '../report/incident-fixture';
import { storedWords } from '../stored-words';
import { bareCommand, type BareCommand } from './bare-command';
import { pack, removeFolders, repack, tempFolder, unpack } from './packed';

/** The whole fire exercise: played out, closed, masked, packed, verified elsewhere, read without a network. */
const SCRIPT = 'brand-zuiderpark';
const labelled = labelledScript(SCRIPT);

let database: FreshDatabase;
let fixture: IncidentFixture;
let incident: IncidentId;
let bare: BareCommand;
let packed: string;
let files: Map<string, Buffer>;
/** Personal details by kind; each occurs in one post. */
const canaries: Record<string, string> = {};

/** Every twelfth post gets personal details of its own, so that fifty and more are planted. */
function planted(text: string, index: number): string {
	if (index % 12 !== 0) return text;
	const number = String(10_000_000 + index);
	const letters = Array.from(String(index), (digit) => String.fromCodePoint(97 + Number(digit))).join('');
	const details = {
		handle: `zqhandle${letters}`,
		mail: `zqpost${letters}@post.example`,
		phone: `06${number}`,
		name: `Zqnaam${letters}`
	};
	for (const [kind, canary] of Object.entries(details)) canaries[`${kind} ${String(index)}`] = canary;
	return `${text} @${details.handle} ${details.mail} ${details.phone}, groet mevrouw ${details.name}`;
}

const state = () => {
	const found = fixture.logs.state(incident);
	if (!found?.incident) throw new Error('not followed');
	return { ...found, incident: found.incident };
};
const send = (type: string, input: unknown, by = bram) =>
	fixture.executor.execute(incident, { id: fresh(CommandId), type, input }, by, null);

const install = (type: string, input: unknown, by: Actor) =>
	fixture.executor.execute(INSTALLATION, { id: fresh(CommandId), type, input }, by, null);

/** Delivers the whole script and sets its clock to the end. */
async function playOut(): Promise<number> {
	if (!labelled) throw new Error('no script');
	const { start } = state().incident;
	const { script } = labelled;
	await send('exercise.setClock', { speed: 0, incident: endOf(script, start) });
	let posts = 0;
	for (const { id, key } of state().sources.values()) {
		const source = playedBy(key)?.source;
		const own = source === undefined ? [] : postsOf(script.items, source, start);
		const withDetails = own.map((post, at) => ({ ...post, text: planted(post.text, posts + at) }));
		if (own.length > 0) await fixture.ingest.ingest(incident, SourceId.parse(id), withDetails);
		posts += own.length;
	}
	for (const { channel, text, at } of actionsOf(script.items))
		await send('action.record', { id: fresh(ActionId), channel, text, at: momentOf(Date.parse(start) + at) }, system);
	return posts;
}

/** A team labels what the makers say of each post: the findings, with the stories that are about them. */
async function label(): Promise<void> {
	const rows = await database.sql<{ story: string; post: string }[]>`
		select distinct on (story_id) story_id as story, external_id as post from post where incident_id = ${incident} order by story_id, at, id`;
	const found = new Map<string, FindingId>();
	for (const { story, post } of rows) {
		const gold = labelled?.gold.get(post);
		const key = gold?.rumour ?? gold?.need;
		const line = labelled?.findings.find((each) => each.key === key);
		if (!gold || !line || (line.of !== 'rumour' && line.of !== 'need')) continue;
		const kind = line.of;
		const finding = found.get(line.key);
		const stance = kind === 'rumour' ? gold.stance : null;
		if (finding) await send('story.label', { story, add: [{ kind, finding, stance }], remove: [] });
		else {
			const id = fresh(FindingId);
			found.set(line.key, id);
			const seenIn = { story: StoryId.parse(story), stance };
			const command = kind === 'rumour' ? 'rumour.signal' : 'need.raise';
			await send(command, { id, text: line.text, offline: null, seenIn });
		}
	}
	expect(found.size).toBeGreaterThanOrEqual(8);
}

async function release(): Promise<void> {
	const { moment, position, checksum } = await fixture.reports.at(
		incident,
		fixture.logs.seq(incident),
		endOf(labelled?.script ?? { length: 0 }, state().incident.start)
	);
	const number = state().versions.size + 1;
	await send('report.release', { number, position, moment, checksum });
}

beforeAll(async () => {
	ensureBuilt();
	bare = await bareCommand('verify-archive');
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database, { exercise: true }, analysisHere);
	const setUp = { organisation: 'Waterveen', administrator: person('administrator').id };
	await install('installation.setUp', setUp, system);
}, 300_000);
afterAll(async () => {
	await fixture.stop();
	await database.drop();
	await removeFolders();
});

test('all 591 posts are played, labelled and reported on, and the incident is closed', async () => {
	incident = await openExercise({ executor: fixture.executor, actor: bram, origin: null, language: 'nl' }, SCRIPT);
	expect(await playOut()).toBe(591);
	await label();
	await send('fact.record', { id: fresh(FactId), text: 'Het water is veilig.', source: 'Waterbedrijf', at: null });
	const text = 'Mensen vragen vooral of het water veilig is.';
	await send('report.write', { section: 'brief', text, certainty: null, noneFound: false, over: null });
	await send('report.write', {
		section: 'counterSignals',
		text: '',
		certainty: null,
		noneFound: true,
		over: null
	});
	await release();
	await send('exercise.end', {});
	await send('incident.close', {}, carla);
	expect(state().incident.phase).toBe('closed');
});

test('personal details in its posts stay until the term is over, and are gone after it', async () => {
	expect(Object.keys(canaries).length).toBeGreaterThanOrEqual(100);
	// Nine letters of a handle are searched for, so that these are no words of the language.
	const authors = await database.sql<{ handle: string }[]>`
		select handle from author where incident_id = ${incident} and kind = 'private' and handle ~ '^[a-z]{2,7}[_0-9][a-z0-9_]{2}'`;
	for (const { handle } of authors) canaries[`author ${handle}`] = handle;
	expect(authors.length).toBeGreaterThan(20);
	await database.sql`analyze`;
	const before = await storedWords(database.sql, canaries);
	expect(Object.keys(canaries).filter((name) => !(name in before))).toEqual([]);
	await fixture.retention().check();
	expect(isMasked(state().incident), 'it is whole for thirty days').toBe(false);
	await install('installation.setRetention', { days: 0 }, person('administrator'));
	await send('incident.reopen', { why: 'De termijn is nu nul dagen' }, carla);
	await send('incident.close', {}, carla);
	await fixture.retention().check();
	expect(isMasked(state().incident), 'people are warned for a week').toBe(false);
	await fixture.pass(7, incident);
	await fixture.retention().check();
	expect(isMasked(state().incident)).toBe(true);
	await database.sql`analyze`;
	const [count] = await database.sql`select count(*)::int as posts from post where incident_id = ${incident}`;
	expect(count).toEqual({ posts: 591 });
	expect(await verifyLog(database.sql, incident)).toMatchObject({ ok: true });
	expect(await storedWords(database.sql, canaries)).toEqual({});
});

test('the command alone verifies its package, without a program or database', async () => {
	({ path: packed } = await pack({ database, incident }));
	files = await unpack(packed);
	expect(bare.packages.filter((name) => /postgres|svelte|better-auth|socket|playwright/.test(name))).toEqual([]);
	const xsd = join(process.cwd(), '../shared/data/mdto/MDTO-1.0.1.xsd');
	const verified = bare.run(packed, ...(existsSync(xsd) ? ['--xsd', xsd] : []));
	expect(verified.output).toContain('The package is whole.');
	expect(verified.status).toBe(0);
	const events = files.get('data/log/events.jsonl') ?? Buffer.from('');
	const forged = Buffer.from(events.toString().replace('Het water is veilig.', 'Het water is giftig.'));
	const broken = await repack(new Map([...files, ['data/log/events.jsonl', forged]]));
	expect(bare.run(broken)).toMatchObject({ status: 1 });
});

test('no text of the package contains any of the personal details', async () => {
	const hits: string[] = [];
	let evidence = 0;
	for (const [path, content] of files) {
		const text = (path.endsWith('.pdf') ? (await readPdf(content, false)).text : content.toString()).toLowerCase();
		for (const [name, canary] of Object.entries(canaries))
			if (text.includes(canary.toLowerCase())) hits.push(`${name} in ${path}`);
		if (path.startsWith('data/evidence/')) evidence += text.split('\n').filter((line) => line.startsWith('{')).length;
	}
	expect(hits).toEqual([]);
	expect(evidence, 'the posts are there, masked').toBeGreaterThan(100);
	expect([...files.keys()].filter((path) => path.endsWith('.pdf')).length).toBeGreaterThanOrEqual(2);
});

test('the package opens from disk in a browser without a network, and every link in it works', async ({ skip }) => {
	const executablePath = findChromium();
	skip(executablePath === null, 'there is no Chromium');
	const folder = tempFolder();
	for (const [path, content] of files) {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await writeFile(join(folder, path), content);
	}
	const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
	const browser = await chromium.launch({ ...(executablePath && { executablePath }), args });
	try {
		const context = await browser.newContext({ offline: true });
		const page = await context.newPage();
		const requestedUrls: string[] = [];
		const wrong: string[] = [];
		page.on('request', (request) => requestedUrls.push(request.url()));
		page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
		await page.goto(pathToFileURL(join(folder, 'index.html')).href);
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Brand afvalverwerker Zuiderpark');
		expect(await page.getByText('OEFENING').count()).toBeGreaterThan(0);
		const links = await page
			.locator('a[href]')
			.evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
		expect(links.length).toBeGreaterThan(20);
		expect(links.filter((link) => !existsSync(decodeURIComponent(link)))).toEqual([]);
		await page
			.getByRole('link', { name: /^volledig/ })
			.first()
			.click();
		await page.getByText('Mensen vragen vooral of het water veilig is.').first().waitFor();
		expect(requestedUrls.filter((url) => !url.startsWith('file:'))).toEqual([]);
		expect(wrong).toEqual([]);
	} finally {
		await browser.close();
	}
});
