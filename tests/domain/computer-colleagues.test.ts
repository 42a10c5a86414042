import { expect, test } from 'vitest';
import { setClock } from '$lib/domain/core/clock';
import { computerActor, computerColleagues, ComputerRole, isComputer } from '$lib/domain/core/role';
import { endExercise } from '$lib/domain/incident/exercise-end';
import { openIncident } from '$lib/domain/incident/incident';
import {
	areAtWork,
	computersPresent,
	isDemonstration,
	recordComputersUndone,
	showComputerAct,
	startComputers,
	stopComputers,
	type Scene
} from '$lib/domain/incident/computer-colleagues';
import { raiseNeed } from '$lib/domain/findings/need';
import { FindingId } from '$lib/domain/core/ids';
import { bram, fresh, opening, InMemoryIncident, system } from './in-memory-incident';

const anna = computerActor('analyst');
const watching = { mode: 'watch' as const, roles: [...ComputerRole.options], errors: 0, seed: 1 };
const need = () => {
	const id = fresh(FindingId);
	return { id, text: `Gaat school ${id} dicht?`, offline: 'gehoord', seenIn: null };
};

function rehearse(exercise: boolean): InMemoryIncident {
	const incident = new InMemoryIncident();
	incident.when(openIncident, opening({ exercise }), bram);
	return incident;
}
function demonstrate(...scenes: Scene[]): InMemoryIncident {
	const incident = rehearse(true);
	incident.when(startComputers, watching, bram);
	for (const scene of scenes)
		incident.when(showComputerAct, { scene, by: anna.id, act: 'looked', about: '', on: null }, system);
	return incident;
}

test('computer colleagues exist in exercises only, whatever the sender claims to be', () => {
	const real = rehearse(false);
	expect(() => real.when(startComputers, watching, bram)).toThrow('incident.notExercise');
	for (const exerciseOnly of [true, false])
		expect(() => real.when(raiseNeed, need(), { ...anna, exerciseOnly })).toThrow('person.exerciseOnly');
	const exercise = rehearse(true);
	exercise.when(startComputers, watching, bram);
	exercise.when(raiseNeed, need(), anna);
	expect([...exercise.state.needs.values()].map(({ raised }) => raised.by)).toEqual([anna.id]);
});

test('a computer colleague acts only while a person has started it', () => {
	const incident = rehearse(true);
	expect(() => incident.when(raiseNeed, need(), anna)).toThrow('computer.notHere');
	incident.when(startComputers, { ...watching, mode: 'train' }, bram);
	incident.when(raiseNeed, need(), anna);
	incident.when(stopComputers, {}, bram);
	expect(() => incident.when(raiseNeed, need(), anna)).toThrow('computer.notHere');
	expect(areAtWork(incident.state.computers)).toBe(false);
});

test('taking over in the first scene of a demonstration undoes their work, later it is kept', () => {
	const early = demonstrate('stream', 'stream');
	early.when(stopComputers, {}, bram);
	expect(early.state.computers?.stopped).toMatchObject({ by: bram.id, undo: true });
	early.when(raiseNeed, need(), anna);
	expect(() => early.when(startComputers, watching, bram)).toThrow('computer.already');
	early.when(recordComputersUndone, {}, system);
	expect(() => early.when(raiseNeed, need(), anna)).toThrow('computer.notHere');
	expect(() => early.when(recordComputersUndone, {}, system)).toThrow('computer.absent');

	const late = demonstrate('stream', 'rumour');
	late.when(stopComputers, {}, bram);
	expect(late.state.computers?.stopped).toMatchObject({ undo: false });
	late.when(startComputers, { ...watching, mode: 'train' }, bram);
	expect(isDemonstration(late.state.computers)).toBe(false);
});

test.each([
	['while they demonstrate', []],
	['while they are sent away', [stopComputers]]
])('the end of an exercise stops them for good, %s', (_, before) => {
	const incident = demonstrate('stream');
	for (const kind of before) incident.when(kind, {}, bram);
	incident.when(endExercise, {}, bram);
	const { computers } = incident.state;
	expect([areAtWork(computers), isDemonstration(computers), computersPresent(computers)]).toEqual([false, false, []]);
	expect(computers?.stopped).toMatchObject({ by: bram.id, undo: false });
});

test('they cannot be started twice, and only the program shows their acts', () => {
	const incident = demonstrate();
	expect(isDemonstration(incident.state.computers)).toBe(true);
	expect(() => incident.when(startComputers, watching, bram)).toThrow('computer.already');
	const shown = { scene: 'stream', by: anna.id, act: 'looked', about: '', on: null };
	expect(() => incident.when(showComputerAct, shown, bram)).toThrow('role.missing');
	incident.when(stopComputers, {}, bram);
	expect(() => incident.when(showComputerAct, shown, system)).toThrow('computer.absent');
	expect(() => incident.when(stopComputers, {}, bram)).toThrow('computer.absent');
	incident.when(setClock, { speed: 1, incident: null }, bram);
});

test('their names show that they are computers, and each has its own id', () => {
	const all = Object.values(computerColleagues);
	for (const { id, name } of all) expect([isComputer(id), name.endsWith(' (computer)')]).toEqual([true, true]);
	expect(new Set(all.map(({ id }) => id)).size).toBe(ComputerRole.options.length);
});
