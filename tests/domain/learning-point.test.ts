import { expect, test } from 'vitest';
import { LearningPointId } from '$lib/domain/core/ids';
import { learningPoints, settleLearningPoint, writeLearningPoint } from '$lib/domain/evaluation/learning-point';
import { closeIncident } from '$lib/domain/incident/incident';
import { bram, carla, fresh } from './in-memory-incident';
import { ReportFixture } from './report-facts';

const { incident } = new ReportFixture();
incident.when(closeIncident, {}, carla);
const written = (text: string, until: string | null = null): LearningPointId => {
	const id = fresh(LearningPointId);
	incident.when(writeLearningPoint, { id, text, owner: ' de gemeente ', until, over: null }, carla);
	return id;
};

test('only a coordinator writes a learning point, in a closed incident', () => {
	const id = written('Oefen de wachttekst');
	expect(incident.state.learningPoints.get(id)).toMatchObject({ owner: 'de gemeente', settled: null, by: carla.id });
	const input = { id: fresh(LearningPointId), text: 'Anders', owner: '', until: null, over: null };
	expect(() => incident.when(writeLearningPoint, input, bram)).toThrow('role.missing');
});

test('a rewrite is refused when the words changed since they were read, and the first author is kept', () => {
	const id = written('Bel eerder');
	const over = incident.state.learningPoints.get(id)?.seq;
	const again = { id, text: 'Bel binnen tien minuten', owner: '', until: '2026-12-31' };
	incident.when(writeLearningPoint, { ...again, over }, carla);
	expect(incident.state.learningPoints.get(id)).toMatchObject({ text: 'Bel binnen tien minuten', until: '2026-12-31' });
	expect(() => incident.when(writeLearningPoint, { ...again, over }, carla)).toThrow('learningPoint.changed');
	expect(() => incident.when(writeLearningPoint, { ...again, over: null }, carla)).toThrow('learningPoint.changed');
	const absent = { ...again, id: fresh(LearningPointId), over: 1 };
	expect(() => incident.when(writeLearningPoint, absent, carla)).toThrow('learningPoint.absent');
});

test('a point can be settled and reopened, also by undo; rewriting keeps its outcome', () => {
	const id = written('Vaste plek voor de pers');
	const outcome = () => incident.state.learningPoints.get(id)?.settled?.outcome ?? null;
	const input = { point: id, outcome: 'done' as const };
	const undo = settleLearningPoint.undo?.steps(input, incident.state);
	incident.when(settleLearningPoint, input, carla);
	expect(outcome()).toBe('done');
	expect(settleLearningPoint.undo?.isCurrent(input, incident.state, carla.id)).toBe(true);
	const over = incident.state.learningPoints.get(id)?.seq;
	incident.when(writeLearningPoint, { id, text: 'Vaste plek', owner: '', until: null, over }, carla);
	expect(outcome()).toBe('done');
	expect(undo).toEqual([settleLearningPoint({ point: id, outcome: null })]);
	incident.when(settleLearningPoint, { point: id, outcome: null }, carla);
	expect(outcome()).toBeNull();
	const absent = { point: fresh(LearningPointId), outcome: 'done' };
	expect(() => incident.when(settleLearningPoint, absent, carla)).toThrow('learningPoint.absent');
});

test('open points come first, nearest date first, then settled ones', () => {
	const { incident: other } = new ReportFixture();
	const write = (text: string, until: string | null): LearningPointId => {
		const id = fresh(LearningPointId);
		other.when(writeLearningPoint, { id, text, owner: '', until, over: null }, carla);
		return id;
	};
	write('zonder dag', null);
	write('later', '2027-03-01');
	write('eerst', '2027-01-01');
	other.when(settleLearningPoint, { point: write('klaar', '2026-12-01'), outcome: 'done' }, carla);
	expect(learningPoints(other.state).map(({ text }) => text)).toEqual(['eerst', 'later', 'zonder dag', 'klaar']);
});
