import { expect, test } from 'vitest';
import { commands } from '$lib/domain/commands';
import { setClock } from '$lib/domain/core/clock';
import { incidentTime } from '$lib/domain/core/present';
import { momentOf, PostId, SourceId, type Moment } from '$lib/domain/core/ids';
import { decide } from '$lib/domain/core/command';
import { endExercise } from '$lib/domain/incident/exercise-end';
import { closeIncident, openIncident } from '$lib/domain/incident/incident';
import { recordAction } from '$lib/domain/incident/own-action';
import { revealAuthor } from '$lib/domain/posts/author';
import { assertSourceActive } from '$lib/domain/posts/source';
import { setCallForHelp } from '$lib/domain/stories/story';
import { bram, carla, fresh, noon, opening, InMemoryIncident, system } from './in-memory-incident';

const minute = (minutes: number): Moment => momentOf(Date.parse(noon) + minutes * 60_000);

/** An exercise of ten minutes that plays at sixty times the speed. */
function exercise(): InMemoryIncident {
	const incident = new InMemoryIncident();
	incident.when(openIncident, opening({ exercise: true }), bram);
	incident.when(setClock, { speed: 60, incident: minute(1), until: minute(10) }, bram);
	return incident;
}
const shown = ({ state, wall }: InMemoryIncident): Moment => incidentTime(state.clock, momentOf(wall));

test('the clock stops by itself at the end of the script, and nobody can move it beyond that', () => {
	const incident = exercise();
	incident.wall += 60_000;
	expect(shown(incident)).toBe(minute(10));
	incident.when(setClock, { speed: 5, incident: minute(25) }, bram);
	incident.wall += 60_000;
	expect(shown(incident)).toBe(minute(10));
	expect(() => incident.when(setClock, { speed: 5, incident: null, until: minute(9) }, bram)).toThrow('clock.back');
});

test('the program ends the exercise at the end of the script, a person at the current moment, and only once', () => {
	const [byItself, byPerson] = [exercise(), exercise()];
	// A database may be some milliseconds behind the process that saw the clock reach the end.
	byItself.wall += 8_990;
	byItself.when(endExercise, {}, system);
	byPerson.wall += 4_000;
	byPerson.when(endExercise, {}, bram);
	expect(byItself.state.incident?.ended).toEqual({ by: system.id, at: minute(10) });
	expect(byPerson.state.incident?.ended).toEqual({ by: bram.id, at: minute(5) });
	for (const incident of [byItself, byPerson]) {
		incident.wall += 600_000;
		expect(shown(incident)).toBe(incident.state.incident?.ended?.at);
		expect(() => incident.when(endExercise, {}, carla)).toThrow('exercise.ended');
	}
});

test('a real incident cannot be ended as an exercise', () => {
	const incident = new InMemoryIncident();
	incident.when(openIncident, opening(), bram);
	expect(() => incident.when(endExercise, {}, carla)).toThrow('incident.notExercise');
});

test('after the end people cannot add anything, but can look back and close', () => {
	const incident = exercise();
	const story = incident.story();
	incident.when(endExercise, {}, bram);
	for (const [kind, input] of [
		[setClock, { speed: 1, incident: null }],
		[setCallForHelp, { story, help: 'passedOn' }],
		[recordAction, { id: '10000000-0000-7000-8000-000000000001', channel: 'Website', text: 'Ramen dicht', at: null }]
	] as const)
		expect(() => incident.when(kind, input, carla)).toThrow('exercise.ended');
	expect(() => {
		assertSourceActive(incident.state, fresh(SourceId));
	}).toThrow('exercise.ended');
	// The command is allowed: it fails only because the post does not exist.
	expect(() => incident.when(revealAuthor, { post: fresh(PostId) }, bram)).toThrow('post.absent');
	incident.when(closeIncident, {}, carla);
	expect(incident.state.incident?.phase).toBe('closed');
});

test('every command of an open incident is refused after the end, except closing and revealing an author', () => {
	const incident = exercise();
	incident.when(endExercise, {}, bram);
	const { state, references } = incident;
	const at = { state, references, actor: carla, now: noon, wallNow: noon };
	const refused = commands.filter((kind) => {
		try {
			const make = (input: unknown) => ({ type: kind.type, input });
			decide(Object.assign(make, kind, { allow: carla.roles, decide: () => [] }), {}, at);
			return false;
		} catch (error) {
			return error instanceof Error && error.message === 'exercise.ended';
		}
	});
	const open = commands.filter(({ during }) => during === 'open').map(({ type }) => type);
	expect(open.filter((type) => !refused.some((kind) => kind.type === type))).toEqual([
		'incident.close',
		'author.reveal'
	]);
	expect(refused.length).toBeGreaterThan(60);
});
