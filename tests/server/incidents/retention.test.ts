import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandId, FindingId, INSTALLATION, PostId, QuoteId } from '$lib/domain/core/ids';
import { postsForgotten } from '$lib/domain/incident/retention';
import type { PostAnalysis } from '$lib/server/analysis/post';
import { Masking } from '$lib/server/records/retention/masking';
import { Retention } from '$lib/server/records/retention/retention';
import { connect } from '$lib/server/platform/database/connect';
import { Executor } from '$lib/server/log/execute/execute';
import { Leases } from '$lib/server/platform/database/leases';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { forgottenExternalId } from '$lib/server/log/redaction';
import { Logs } from '$lib/server/log/logs';
import { verifyLog } from '$lib/server/log/verify';
import { cardsOf } from '$lib/server/read/queries/stories/cards';
import { changedOf, postsOf } from '$lib/server/read/queries/posts';
import { readNow } from '$lib/server/log/reading-context';
import { bram, carla, fresh, person, system } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { byTopic, IncidentFixture } from '../report/incident-fixture';
import { storedWords } from '../stored-words';

/** Words that only the deleted posts contain: none may be stored anywhere afterwards. */
const canaries = {
	text: 'ooievaarwoord',
	earlier: 'wielewaalwoord',
	address: 'https://netwerk.example/kwartelkoning',
	id: 'kwartelkoningnummer',
	author: 'roerdompnummer',
	handle: 'roerdomphandle',
	name: 'Roos Roerdomp',
	sharer: 'Sander Snip',
	share: 'snipnummer',
	answered: 'grutto-nummer',
	matched: 'tureluurterm',
	help: 'scholeksterwoord',
	quote: 'kievitcitaat',
	dropped: 'wulpcitaat'
};
/** What they hold too, and stays by a rule: a released report does not change. */
const retained = { quote: 'lepelaarcitaat' };

/** One story for each first word; hints at a call for help in one canary, and gives it as the reason. */
const analysis: PostAnalysis = {
	...byTopic,
	read: ({ texts }) =>
		Promise.resolve(
			texts.map((text) => ({
				lang: 'nl',
				help: text.includes(canaries.help)
					? { method: 'words', version: 1, score: 1, reason: `words:${canaries.help}` }
					: null
			}))
		)
};

let database: FreshDatabase;
let fixture: IncidentFixture;
let other: Awaited<ReturnType<typeof process>>;
let one: Retention;
const stops: (() => Promise<unknown>)[] = [];
const administrator = person('administrator');
const finding = { rumour: fresh(FindingId), need: fresh(FindingId) };

/** Another process on the same database. */
async function process() {
	const [own, tail] = [connect(database.url), connect(database.url, { max: 2 })];
	const logs = new Logs(tail);
	await logs.start();
	const locks = new Leases(database.url, 'test other locks');
	stops.push(
		() => logs.stop(),
		() => locks.end(),
		() => own.end({ timeout: 1 }),
		() => tail.end({ timeout: 1 })
	);
	const executor = new Executor(own, logs, null);
	return { logs, retention: new Retention(own, logs, executor, new Masking(own, executor, locks)) };
}
const install = (type: string, input: unknown, by = administrator) =>
	fixture.executor.execute(INSTALLATION, { id: fresh(CommandId), type, input }, by, null);

/** Which of these are stored anywhere, and where. */
const found = (of: Record<string, string>) => storedWords(database.sql, of);
const events = async (): Promise<unknown[]> => {
	const rows = await database.sql<{ data: unknown }[]>`
		select data from event where log_id = ${fixture.incident} and type = ${postsForgotten.type}`;
	return rows.map(({ data }) => data);
};
const reading = () => {
	const state = fixture.logs.state(fixture.incident);
	if (!state) throw new Error('not followed');
	return readNow(database.sql, fixture.incident, state);
};
const storedPosts = (externalId: string) =>
	database.sql`select * from post where incident_id = ${fixture.incident} and external_id = ${externalId}`;

let deleted: RawPost;
let bystander: RawPost;
let before: { counts: unknown; bystander: Record<string, unknown>; released: unknown };

/** What a report counts, without what it reads from words. */
async function counts(): Promise<unknown> {
	const position = fixture.logs.state(fixture.incident)?.versions.get(1)?.position ?? 0;
	const { report } = await fixture.reports.at(fixture.incident, position, fixture.at(40));
	const { posts, authors, copies, stories, looked, joined, unseen, languages } = report.basis;
	return {
		posts,
		authors,
		copies,
		stories,
		looked,
		joined,
		unseen,
		languages,
		sources: report.basis.sources,
		rumours: report.limitation.rumours,
		needs: report.information.needs,
		emotions: report.meaning.emotions
	};
}
const released = () =>
	database.sql`select content, html_nl, html_en from report_version where incident_id = ${fixture.incident}`;

beforeAll(async () => {
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database, {}, analysis);
	await install('installation.setUp', { organisation: 'Gemeente Waterveen', administrator: administrator.id }, system);
	const author = { externalId: canaries.author, handle: canaries.handle, name: canaries.name, followers: 12 };
	const both = { externalId: 'beide', handle: 'beide', name: 'Bea Beide', followers: 3 };
	deleted = fixture.post('mastodon', `water; ${canaries.earlier} ${canaries.help}`, 10, {
		externalId: canaries.id,
		url: canaries.address,
		replyTo: canaries.answered,
		matched: { terms: [canaries.matched] } as never,
		author
	});
	const share = fixture.post('mastodon', `water; ${canaries.text}`, 12, {
		externalId: canaries.share,
		shares: canaries.id,
		author: { ...author, externalId: 'snip', handle: 'snip', name: canaries.sharer }
	});
	bystander = fixture.post('mastodon', 'water; ik drink liever uit de fles', 14, {
		author: both,
		replyTo: canaries.id
	});
	const alone = fixture.post('mastodon', `school; ${canaries.text}`, 15, {
		author: both,
		externalId: `${canaries.id}2`
	});
	await fixture.deliver(deleted, share, bystander, alone);
	await fixture.send('rumour.signal', {
		id: finding.rumour,
		text: 'Het water is vies',
		offline: null,
		seenIn: { story: await fixture.story('water'), stance: 'supports' }
	});
	await fixture.send('need.raise', {
		id: finding.need,
		text: 'De school?',
		offline: null,
		seenIn: { story: await fixture.story('school'), stance: null }
	});
	await fixture.send('story.setSentiment', { story: await fixture.story('water'), emotion: 'fear' });
	await fixture.send('story.markLookedAt', { story: await fixture.story('water'), outcome: 'looked' });
	const [row] = await storedPosts(canaries.id);
	const post = PostId.parse(row?.['id']);
	const quote = (text: string, id = fresh(QuoteId)) =>
		fixture.send('quote.choose', { id, post, text, speaker: 'een bewoner' });
	await quote(retained.quote);
	const dropped = fresh(QuoteId);
	await quote(canaries.dropped, dropped);
	await fixture.send('quote.drop', { quote: dropped });
	await fixture.write('brief', 'Mensen vertrouwen het water niet.');
	await fixture.write('counterSignals', '', { noneFound: true });
	await fixture.release(40);
	await quote(canaries.quote);
	deleted = { ...deleted, text: `water; ${canaries.text}` };
	await fixture.deliver(deleted);
	await fixture.deliver({ ...deleted, deleted: true }, { ...alone, deleted: true });
	other = await process();
	one = fixture.retention();
	const [whole] = await storedPosts(bystander.externalId);
	before = { counts: await counts(), bystander: whole ?? {}, released: await released() };
});
afterAll(async () => {
	for (const stop of stops) await stop();
	await fixture.stop();
	await database.drop();
});

test('the first check of a version that masks sets the same days once more, once for all processes', async () => {
	await Promise.all([one.check(), other.retention.check()]);
	await one.check();
	const set = await database.sql<{ data: unknown }[]>`
		select data from event where log_id = ${INSTALLATION} and type = 'installation.retentionSet'`;
	expect(set.map(({ data }) => data)).toEqual([{ days: 30, masks: true }]);
	expect(one.term.since).not.toBeNull();
});

test('an administrator sets for how many days closed incidents stay whole, from 0 to 365', async () => {
	expect(fixture.logs.installation.installation?.retentionDays).toBe(30);
	await expect(install('installation.setRetention', { days: 10 }, carla)).rejects.toMatchObject({
		code: 'role.missing'
	});
	for (const days of [-1, 366, 1.5])
		await expect(install('installation.setRetention', { days })).rejects.toMatchObject({ code: 'command.invalid' });
	await install('installation.setRetention', { days: 10 });
	expect(one.days).toBe(10);
});

test('nothing is removed while the incident is open, before its term by the database’s clock, or under a hold', async () => {
	expect(Object.keys(await found(canaries)).sort()).toEqual(Object.keys(canaries).sort());
	const early = fixture.retention(() => Date.now() + 20 * 86_400_000);
	await early.check();
	await fixture.send('incident.close', {}, carla);
	await one.check();
	await early.check();
	await install('installation.setRetention', { days: 0 });
	await expect(fixture.send('incident.hold', { why: 'De rechter vraagt het' }, bram)).rejects.toMatchObject({
		code: 'role.missing'
	});
	await fixture.send('incident.hold', { why: 'De rechter vraagt het' }, carla);
	await one.check();
	await expect(fixture.send('posts.forget', {}, system)).rejects.toMatchObject({ code: 'retention.notYet' });
	await fixture.send('incident.endHold', { why: 'De zaak is voorbij' }, carla);
	await one.check();
	expect(await events(), 'who could hold it is warned for a week').toEqual([]);
	expect(await one.waiting(fixture.incident)).toBe(3);
	expect(Object.keys(await found(canaries)).sort()).toEqual(Object.keys(canaries).sort());
});

test('after the term the posts are removed once, however many processes look; the log says that, how many and why', async () => {
	await fixture.send('incident.reopen', { why: 'Nog iets' }, carla);
	await fixture.send('incident.close', {}, carla);
	await expect.poll(() => other.logs.seq(fixture.incident)).toBe(fixture.position);
	await expect.poll(() => other.retention.term.days).toBe(0);
	await one.check();
	expect(await events(), 'who closed it is warned for a week').toEqual([]);
	await fixture.pass(7);
	await Promise.all([one.check(), other.retention.check(), one.check()]);
	await other.retention.check();
	expect(await events()).toEqual([{ posts: 3, days: 0, why: 'retention.deletedAtSource' }]);
	expect(await verifyLog(database.sql, fixture.incident)).toMatchObject({ ok: true, redacted: 0, masked: 2 });
	expect(fixture.logs.state(fixture.incident)?.incident?.forgotten).toMatchObject({ posts: 3, days: 0 });
	const [line] = await database.sql<{ seq: number }[]>`
		select seq from event where log_id = ${fixture.incident} and type = ${postsForgotten.type}`;
	await expect(
		fixture.send('log.redact', { numbers: [line?.seq], why: 'Dat wist niemand' }, carla),
		'else it would come back'
	).rejects.toMatchObject({ code: 'log.noWords' });
});

test('nothing of what they said or who they were remains anywhere, except in a released report', async () => {
	expect(await found(canaries)).toEqual({});
	expect(await found(retained)).toEqual({ quote: ['event', 'report_version', 'statistics'] });
});

test('posts that were not deleted keep their words and counts, without address, sender and ids', async () => {
	const hashed = (id: string) => forgottenExternalId(fixture.incident, id);
	const [row] = await storedPosts(hashed(bystander.externalId));
	const without = { url: null, media: null, matched: null, masked: true };
	expect(row).toEqual({
		...before.bystander,
		...without,
		external_id: hashed(bystander.externalId),
		reply_to: hashed(canaries.id)
	});
	expect(await database.sql`select name from author where incident_id = ${fixture.incident}`).toEqual([]);
});

test('the counts of reports stay, and released reports are unchanged', async () => {
	expect(await counts()).toEqual(before.counts);
	expect(await released()).toEqual(before.released);
});

test('the desk shows that a post was removed, and another post represents the story', async () => {
	const [card] = await cardsOf(reading(), [await fixture.story('water')]);
	expect(card).toMatchObject({
		posts: 3,
		atSource: { gone: 2 },
		help: null,
		lead: { text: bystander.text, forgotten: false }
	});
	const { posts } = await changedOf(reading(), { story: null, finding: finding.need, post: null });
	expect(posts).toMatchObject([
		{ text: '', author: null, url: null, media: null, deleted: true, forgotten: true, earlier: [] }
	]);
	const [row] =
		await database.sql`select story_id from story_link where incident_id = ${fixture.incident} and finding_id = ${finding.need}`;
	expect((await postsOf(reading(), row?.['story_id'] as never, null, 5)).posts).toHaveLength(1);
});

test('after reopening it does not come back when its source reports it again, and no author number is reused', async () => {
	await fixture.send('incident.reopen', { why: 'Een correctie' }, carla);
	const highest = async () =>
		(await database.sql`select max(author)::int as n from post where incident_id = ${fixture.incident}`)[0]?.[
			'n'
		] as number;
	const was = await highest();
	const fresh = fixture.post('mastodon', 'nieuw; van iemand anders', 50);
	// As the program does when it is notified: the cached state is read again.
	fixture.ingest.forget(fixture.incident);
	await fixture.deliver(deleted, { ...deleted, deleted: true }, fresh);
	expect(await found(canaries)).toEqual({});
	expect(await highest()).toBe(was + 1);
	await fixture.send('incident.close', {}, carla);
	await one.check();
	expect(await events()).toHaveLength(1);
});
