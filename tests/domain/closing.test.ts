import { expect, test } from 'vitest';
import { BatchId } from '$lib/domain/core/ids';
import { closeIncident, openIncident } from '$lib/domain/incident/incident';
import { mergeStories } from '$lib/domain/stories/merge';
import { setCallForHelp } from '$lib/domain/stories/story';
import { carla, fresh, opening, InMemoryIncident } from './in-memory-incident';

const opened = () => {
	const incident = new InMemoryIncident();
	incident.when(openIncident, opening(), carla);
	const [one, other] = [incident.story(), incident.story()];
	return {
		incident,
		one,
		other,
		help: (story: typeof one, help: 'pinned' | 'passedOn' | 'dismissed' | null) =>
			incident.when(setCallForHelp, { story, help, ...(help === null ? { own: true } : {}) }, carla),
		close: (...openCalls: (typeof one)[]) => incident.when(closeIncident, { openCalls }, carla)
	};
};

test('an incident closes at once when no call for help is open: never pinned, passed on, dismissed or unpinned', () => {
	opened().close();
	for (const help of ['passedOn', 'dismissed', null] as const) {
		const at = opened();
		at.help(at.one, 'pinned');
		at.help(at.one, help);
		at.incident.when(closeIncident, {}, carla);
		expect(at.incident.state.incident?.phase).toBe('closed');
	}
});

test('an incident is not closed while a call for help is open that the person did not name', () => {
	const { incident, one, other, help, close } = opened();
	help(one, 'pinned');
	expect(() => incident.when(closeIncident, {}, carla)).toThrow('incident.openCalls');
	expect(() => close(other)).toThrow('incident.openCalls');
	// One that was pinned after they looked.
	help(other, 'pinned');
	expect(() => close(one)).toThrow('incident.openCalls');
	// As many as they saw, but another one.
	help(one, 'passedOn');
	expect(() => close(one)).toThrow('incident.openCalls');
	close(one, other);
	expect(incident.state.incident?.phase).toBe('closed');
});

test('a call for help in a merged story counts as open in the story it was merged into', () => {
	const { incident, one, other, help, close } = opened();
	help(one, 'pinned');
	incident.when(mergeStories, { story: one, into: other, batch: fresh(BatchId) }, carla);
	expect(() => close(one)).toThrow('incident.openCalls');
	close(other);
	expect(incident.state.incident?.phase).toBe('closed');
});
