import { afterAll, beforeAll, expect, test } from 'vitest';
import { FactId, FindingId, PublicationId, SourceId, TextId, type IncidentId } from '$lib/domain/core/ids';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { readEffect } from '$lib/server/out/official-text/effect';
import { anna, fresh } from '../../domain/in-memory-incident';
import { minute, post, Stage } from '../stage';

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
});
afterAll(() => stage.strike());

/**
 * A team plays it through: people post the claim, the text is published at 60 minutes, people go on.
 * @returns the rumour and its text
 */
async function played(): Promise<{ log: IncidentId; rumour: FindingId; text: TextId }> {
	const { log, sources } = await stage.open('x');
	const [rumour, fact, text, source] = [fresh(FindingId), fresh(FactId), fresh(TextId), SourceId.parse(sources[0])];
	await stage.send(log, 'rumour.signal', {
		id: rumour,
		text: 'Het water is vergiftigd',
		offline: 'straat',
		seenIn: null
	});
	const say = async (words: string, stance: string, count: number) => {
		await stage.ingest.ingest(
			log,
			source,
			Array.from({ length: count }, () => post(words))
		);
		await stage.send(log, 'story.label', {
			story: await stage.story(log, words),
			add: [{ kind: 'rumour', finding: rumour, stance }],
			remove: []
		});
	};
	for (let at = 5; at < 60; at += 5) {
		await stage.clock(log, at);
		await say('vergiftigd!', 'supports', 4);
		if (at % 10 === 0) await say('klopt het van het water?', 'asks', 2);
	}
	await stage.clock(log, 60);
	const words = 'Het water is veilig.';
	const named = { channel: 'website', checksum: wordingChecksum('website', words) };
	await stage.send(log, 'fact.record', { id: fact, text: words, source: 'Waterbedrijf', at: null });
	await stage.send(log, 'rumour.giveVerdict', { rumour, verdict: 'false', fact });
	const about = { kind: 'rumour', finding: rumour };
	await stage.send(log, 'text.draft', {
		id: text,
		kind: 'rebuttal',
		about,
		corrects: null,
		facts: [],
		wordings: [{ channel: 'website', text: words }]
	});
	await stage.send(log, 'text.submit', { text, variants: [named], requestedFrom: null });
	await stage.send(log, 'text.approve', { text, variants: [named] }, anna);
	await stage.send(log, 'text.publish', {
		text,
		id: fresh(PublicationId),
		...named,
		where: 'Website',
		address: null,
		at: null
	});
	for (const [at, count] of [
		[62, 3],
		[70, 1],
		[95, 1],
		[130, 2],
		[179, 1]
	] as const) {
		await stage.clock(log, at);
		await say('vergiftigd!', 'supports', count);
		await say('het is gewoon veilig hoor', 'denies', 5);
	}
	await stage.clock(log, 185);
	return { log, rumour, text };
}

test('the effect is what SQL counts: posts by stance in the half hour, the hour and the two hours around the publication', async () => {
	const { log, rumour, text } = await played();
	const reading = stage.reading(log);
	const row = reading.state.texts.get(text);
	const found = row && (await readEffect(reading, row, null));
	expect(found?.since).toBe(minute(60));
	/** Counted independently: from the database alone. */
	const count = async (from: number, to: number, ...stances: string[]) => {
		const [counted] = await stage.sql`
			select count(*)::int as n from post p join story_link l on l.incident_id = p.incident_id and l.story_id = p.story_id
			where p.incident_id = ${log} and l.finding_id = ${rumour} and l.stance = any(${stances})
				and p.at >= ${minute(from)}::timestamptz and p.at < ${minute(to)}::timestamptz`;
		return Number(counted?.['n']);
	};
	for (const span of found?.effect.spans ?? []) {
		expect(span.before.supports + span.before.asks).toBe(await count(60 - span.minutesBefore, 60, 'supports', 'asks'));
		expect(span.after.supports + span.after.asks).toBe(await count(60, 60 + span.minutes, 'supports', 'asks'));
		expect(span.after.denies).toBe(await count(60, 60 + span.minutes, 'denies'));
	}
	// The text went out an hour after the start: there are no two hours before it to compare with.
	expect(found?.effect.spans.map(({ saying }) => saying)).toEqual(['fell', 'fell', 'noBefore']);
	const bars = found?.effect.bars ?? [];
	for (const { minute: at, posts } of bars) expect(posts.supports).toBe(await count(60 + at, 65 + at, 'supports'));
	expect(bars).toHaveLength(36);
});

test('there is no effect before anything was published', async () => {
	const { log } = await stage.open('x');
	const [rumour, text] = [fresh(FindingId), fresh(TextId)];
	await stage.send(log, 'rumour.signal', { id: rumour, text: 'De school brandt', offline: 'straat', seenIn: null });
	const about = { kind: 'rumour', finding: rumour };
	await stage.send(log, 'text.draft', { id: text, kind: 'holding', about, corrects: null, facts: [], wordings: [] });
	const row = stage.reading(log).state.texts.get(text);
	expect(row && (await readEffect(stage.reading(log), row, null))).toBeNull();
});
