import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SourceId } from '$lib/domain/core/ids';
import { Activity } from '$lib/server/read/realtime/activity';
import { IncidentFigures } from '$lib/server/read/realtime/figures';
import { post, Stage } from '../stage';

let stage: Stage;
beforeAll(async () => (stage = await Stage.set()));
afterAll(async () => {
	vi.useRealTimers();
	await stage.strike();
});

test('while nothing happens the figures of each second cause no database queries; a post renews them', async () => {
	const { log, sources } = await stage.open();
	const source = SourceId.parse(sources[0]);
	await stage.ingest.ingest(log, source, [post('rook'), post('glas op straat')]);
	const statements: string[] = [];
	const counting = new Proxy(stage.sql, {
		apply(sql, self, args: [TemplateStringsArray, ...unknown[]]) {
			if ('raw' in args[0]) statements.push(args[0].join('?'));
			return Reflect.apply(sql, self, args) as unknown;
		}
	});
	const activity = new Activity(stage.sql, log);
	const figures = new IncidentFigures(
		() => ({ ...stage.reading(log), sql: counting }),
		() => stage.logs.seq(log),
		async (now) => {
			await activity.load(now);
			return activity;
		},
		() => null
	);
	vi.useFakeTimers({ toFake: ['performance', 'Date'] });
	expect(await figures.all()).toMatchObject({ posts: 2, queue: { waiting: 2 } });
	expect(statements.length).toBeGreaterThan(0);

	statements.length = 0;
	for (let second = 0; second < 5; second += 1) {
		vi.advanceTimersByTime(1_500);
		expect(await figures.all()).toMatchObject({ posts: 2, queue: { waiting: 2 } });
	}
	expect(statements).toEqual([]);

	await stage.ingest.ingest(log, source, [post('sirenes')]);
	vi.advanceTimersByTime(1_500);
	expect(await figures.all()).toMatchObject({ posts: 3, queue: { waiting: 3 } });
});
