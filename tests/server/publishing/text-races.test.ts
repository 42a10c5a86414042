import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '$lib/server/platform/database/connect';
import { FactId, IncidentId, PublicationId, TextId } from '$lib/domain/core/ids';
import type { Actor } from '$lib/domain/core/role';
import { correctionsDue } from '$lib/domain/official-text/correction';
import { textState, wordingChecksum } from '$lib/domain/official-text/official-text';
import { Refusal } from '$lib/domain/core/refusal';
import { anna, bram, carla, fresh, opening } from '../../domain/in-memory-incident';
import { freshDatabase, sessionsBlockedBy, type FreshDatabase } from '../database';
import { Stage } from '../stage';

/** Two desks at two processes on one PostgreSQL; their commands wait for the lock of the log in a fixed order. */
let database: FreshDatabase;
let gate: ReturnType<typeof connect>;
let one: Stage;
let two: Stage;
beforeAll(async () => {
	database = await freshDatabase();
	gate = connect(database.url, { max: 1 });
	[one, two] = [await Stage.beside(database), await Stage.beside(database)];
});
afterAll(async () => {
	await Promise.all([one.strike(), two.strike()]);
	await gate.end({ timeout: 1 });
	await database.drop();
});

interface Step {
	readonly type: string;
	readonly input: unknown;
	readonly by: Actor;
}
/** Sends the first at one process and the second at the other; both wait, in this order, before either is decided. */
async function atOnce(log: IncidentId, first: Step, second: Step): Promise<[unknown, unknown]> {
	const seq = one.logs.seq(log);
	await expect.poll(() => two.logs.seq(log)).toBe(seq);
	const send = (stage: Stage, { type, input, by }: Step): Promise<unknown> =>
		stage.send(log, type, input, by).catch((error: unknown) => error);
	let both: Promise<[unknown, unknown]> | undefined;
	await gate.begin(async (tx) => {
		await tx`select from log where id = ${log} for update`;
		const earlier = send(one, first);
		await expect.poll(() => sessionsBlockedBy(tx)).toBe(1);
		const later = send(two, second);
		await expect.poll(() => sessionsBlockedBy(tx)).toBe(2);
		both = Promise.all([earlier, later]);
	});
	if (!both) throw new Error('not sent');
	return both;
}
const refused = (answer: unknown) => (answer instanceof Refusal ? { code: answer.code, ...answer.details } : null);

/** Two texts that are approved and published on a fact, of which `replaced` is the new one. */
async function wrong(isPublished = true) {
	const [log, fact, news] = [fresh(IncidentId), fresh(FactId), fresh(FactId)];
	const texts = [fresh(TextId), fresh(TextId)] as const;
	const channels = ['website', 'x'] as const;
	await one.send(log, 'incident.open', opening());
	await one.send(log, 'fact.record', { id: fact, text: 'Geen bluswater weg', source: 'Waterschap', at: null });
	const words = 'Er is geen bluswater weggelopen.';
	const named = channels.map((channel) => ({ channel, checksum: wordingChecksum(channel, words) }));
	for (const [n, text] of texts.entries()) {
		const about = { kind: 'incident', finding: null };
		const variants = named.slice(n, n + 1);
		const wordings = variants.map(({ channel }) => ({ channel, text: words }));
		await one.send(log, 'text.draft', { id: text, kind: 'holding', about, corrects: null, facts: [fact], wordings });
		await one.send(log, 'text.submit', { text, variants, requestedFrom: null });
		await one.send(log, 'text.approve', { text, variants }, anna);
		if (isPublished)
			await one.send(log, 'text.publish', {
				text,
				id: fresh(PublicationId),
				...variants[0],
				where: 'daar',
				address: null,
				at: null
			});
	}
	const replaced = { replaces: fact, id: news, text: 'Bluswater liep weg', source: 'Waterschap', at: null };
	if (isPublished) await one.send(log, 'fact.replace', replaced);
	const correction = (corrects: readonly TextId[], on: (typeof channels)[number], by: Actor, text: string) => ({
		type: 'text.correct',
		by,
		input: {
			id: fresh(TextId),
			corrects,
			facts: [news],
			wordings: [{ channel: on, text }],
			waived: [],
			requestedFrom: null
		}
	});
	return { log, texts, named, correction };
}

test('two desks correct one text at once: the first is stored, the second sees who has it and is not stored', async () => {
	const { log, texts, correction } = await wrong();
	const [first, second] = [
		correction([texts[0]], 'website', bram, 'Er liep bluswater weg.'),
		correction([texts[0]], 'website', carla, 'Bluswater liep weg in de sloot.')
	];
	const [earlier, later] = await atOnce(log, first, second);
	expect(refused(earlier)).toBeNull();
	expect(refused(later)).toEqual({ code: 'correction.underWay', by: bram.id });
	for (const { logs } of [one, two]) {
		const state = () => logs.state(log);
		await expect
			.poll(() => [...(state()?.texts.values() ?? [])].filter(({ kind }) => kind === 'correction'))
			.toHaveLength(1);
		expect(state()?.texts.get(first.input.id)?.variants[0]?.text).toBe('Er liep bluswater weg.');
		expect(state()?.texts.has(second.input.id)).toBe(false);
	}
});

test('two desks correct different texts at once: both are kept, each on its own channel', async () => {
	const { log, texts, named, correction } = await wrong();
	const [first, second] = [
		correction([texts[0]], 'website', bram, 'Er liep bluswater weg.'),
		correction([texts[1]], 'x', carla, 'Er liep bluswater weg.')
	];
	expect((await atOnce(log, first, second)).map(refused)).toEqual([null, null]);
	expect(named).toHaveLength(2);
	for (const { input, by } of [first, second]) {
		const variants = input.wordings.map(({ channel, text }) => ({ channel, checksum: wordingChecksum(channel, text) }));
		await one.send(log, 'text.approve', { text: input.id, variants }, anna);
		for (const variant of variants)
			await one.send(
				log,
				'text.publish',
				{ text: input.id, id: fresh(PublicationId), ...variant, where: 'daar', address: null, at: null },
				by
			);
	}
	const state = one.logs.state(log);
	expect(state && correctionsDue(state)).toEqual([]);
});

test('an approval is withdrawn while the text is published: whichever was first counts, and the other says so', async () => {
	const early = await wrong(false);
	const [text] = early.texts;
	const variants = early.named.slice(0, 1);
	const withdraw = { type: 'text.withdrawApproval', input: { text, variants, why: null }, by: anna };
	const publish = (of: TextId) => ({
		type: 'text.publish',
		input: { text: of, id: fresh(PublicationId), ...variants[0], where: 'daar', address: null, at: null },
		by: bram
	});
	const [withdrawn, publication] = await atOnce(early.log, withdraw, publish(text));
	expect([refused(withdrawn), refused(publication)]).toEqual([null, { code: 'text.notApproved' }]);

	const late = await wrong(false);
	const [other] = late.texts;
	const [published, tooLate] = await atOnce(late.log, publish(other), {
		...withdraw,
		input: { ...withdraw.input, text: other }
	});
	expect([refused(published), refused(tooLate)]).toEqual([null, { code: 'text.alreadyPublished' }]);
	const state = one.logs.state(late.log)?.texts.get(other);
	expect(state && textState(state)).toBe('published');
});

test('two people withdraw one approval at once: one effect, and the second sees that there is none left', async () => {
	const { log, texts, named } = await wrong(false);
	const withdraw = (by: Actor) => ({
		type: 'text.withdrawApproval',
		input: { text: texts[0], variants: named.slice(0, 1), why: 'nog niet' },
		by
	});
	const [first, second] = await atOnce(log, withdraw(anna), withdraw(carla));
	expect([refused(first), refused(second)]).toEqual([null, { code: 'approval.absent' }]);
	expect(one.logs.state(log)?.texts.get(texts[0])?.approvalWithdrawn?.by).toBe(anna.id);
});
