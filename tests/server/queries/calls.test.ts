import { afterAll, beforeAll, expect, test } from 'vitest';
import { momentOf, SourceId } from '$lib/domain/core/ids';
import { openPoints } from '$lib/server/read/incidents/overview';
import { cardsOf } from '$lib/server/read/queries/stories/cards';
import { helpStrip, queueTotals } from '$lib/server/read/queries/stories/queue';
import { post, Stage } from '../stage';

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
});
afterAll(() => stage.strike());

test('only what a person pinned counts as a call for help, the rest as a possible one, with the same figures on each screen', async () => {
	const { log, sources } = await stage.open();
	const texts = ['help mij', 'help ons', 'help hen', 'gewoon', 'ook gewoon'];
	await stage.ingest.ingest(
		log,
		SourceId.parse(sources[0]),
		texts.map((text) => post(text))
	);
	const help = async (text: string, to: string | null) =>
		stage.send(log, 'story.setHelp', { story: await stage.story(log, text), help: to });
	/** What the strip, the start page and the settings say: pinned, and what looks like a call. */
	const counts = async () => {
		const reading = stage.reading(log);
		const { help, pinned } = await queueTotals(reading);
		const points = new Map((await openPoints(reading, momentOf(Date.now()))).map(({ point, count }) => [point, count]));
		const strip = await cardsOf(reading, await helpStrip(reading));
		expect([points.get('help') ?? 0, points.get('perhapsHelp') ?? 0]).toEqual([pinned, help - pinned]);
		expect(strip.filter(({ helpState }) => helpState === 'pinned')).toHaveLength(pinned);
		expect(strip.filter((card) => card.helpState === null && card.help)).toHaveLength(help - pinned);
		return [pinned, help - pinned];
	};
	expect(await counts()).toEqual([0, 3]);
	await help('help mij', 'pinned');
	await help('gewoon', 'pinned');
	expect(await counts()).toEqual([2, 2]);
	await help('help mij', 'passedOn');
	await help('help ons', 'dismissed');
	expect(await counts()).toEqual([1, 1]);
	await help('gewoon', null);
	expect(await counts(), 'a pin taken back is no call').toEqual([0, 1]);
});
