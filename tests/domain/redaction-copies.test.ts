import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandKind } from '$lib/domain/commands';
import { textAt } from '$lib/domain/core/texts/fields';
import { wordLocations } from '$lib/domain/event-words';
import { allTexts, confirmRedaction, declineRedaction, redactLog } from '$lib/domain/incident/redaction';
import { runs } from '../long';
import { asText, person, withoutTime, type InMemoryIncident } from './in-memory-incident';
import { textsToRemove } from '$lib/domain/copied-words';
import { actors, id, sequences, type Step } from './sequences';
import { StateSnapshot } from './state-snapshot';
import { Taint } from './taint';

/*
 * Redaction leaves no copy: a marker of its own stands in every text of every command, the line that brought some in is
 * redacted, and none of them is left, wherever the program copied it, nor comes back by what is done later.
 */

const [requester, confirmer] = [person('coordinator'), person('coordinator')];
const why = 'Een rechter';

/** Each text of a line with where it is, such as `rumour.judged judged.claim`. */
const textsOf = ({ log }: InMemoryIncident, number: number): { at: string; text: string }[] => {
	const line = log[number - 1];
	if (!line) return [];
	return wordLocations(line).map((location) => ({
		at: `${line.type} ${location.map((step) => (typeof step === 'number' ? '[]' : step)).join('.')}`,
		text: textAt(line.data, location)
	}));
};
const markersIn = (text: string): readonly string[] => text.match(/merk\d+x/g) ?? [];

/** The lines of an incident: those of the installation are in another log. */
function played(steps: readonly Step[]): { taint: Taint; ofIncident: ReadonlySet<number> } {
	const taint = new Taint();
	const ofIncident = new Set<number>();
	for (const step of steps) {
		const [actor, before] = [actors[step.by], taint.testIncident.seq];
		if (step.type.startsWith('log.') || !actor || !taint.send(step, actor)) continue;
		for (let number = before + 1; number <= taint.testIncident.seq; number += 1)
			if (commandKind(step.type)?.during !== 'installation') ofIncident.add(number);
	}
	return { taint, ofIncident };
}

test(
	'after a redaction no copy of the words is left, and declining it returns everything',
	{ timeout: 120_000 },
	() => {
		/** What copied, and from where. */
		const copied = new Map<string, Set<string>>();
		let redactions = 0;
		const playSome = (): void =>
			fc.assert(
				fc.property(sequences, sequences, fc.infiniteStream(fc.nat()), (steps, more, chance) => {
					const { taint, ofIncident } = played(steps);
					const { testIncident } = taint;
					const firstIn = new Map<string, number>();
					const copies = new Map<number, number>();
					for (const number of ofIncident)
						for (const { text } of textsOf(testIncident, number))
							for (const marker of markersIn(text)) {
								const first = firstIn.get(marker) ?? number;
								firstIn.set(marker, first);
								if (first < number) copies.set(first, number);
							}
					// Mostly a line that was copied.
					const candidates = [...copies.keys(), ...[...firstIn.values()].slice(0, copies.size)].filter((number) =>
						testIncident
							.redactable({ lines: [allTexts(number)], withCopies: true })
							.every(({ sha256, isProfile }) => sha256 !== null && !isProfile)
					);
					for (let round = 0; round < 5 && candidates.length > 0; round += 1) {
						const number = candidates[(chance.next().value ?? 0) % candidates.length] ?? 0;
						const own = textsOf(testIncident, number);
						const markers = new Set(
							own.flatMap(({ text }) => markersIn(text)).filter((marker) => firstIn.get(marker) === number)
						);
						const at = (marker: string): string => own.find(({ text }) => text.includes(marker))?.at ?? '';
						for (const other of ofIncident)
							for (const { at: place, text } of textsOf(testIncident, other))
								for (const marker of other === number ? [] : markersIn(text).filter((each) => markers.has(each)))
									copied.set(place, (copied.get(place) ?? new Set()).add(at(marker)));
						const left = (): string[] => {
							// Prepared texts are in the log of the installation.
							const all = asText([{ ...testIncident.state, prepared: null }, testIncident.log]);
							return [...markers]
								.filter((marker) => all.includes(marker))
								.map((marker) => `${marker} of ${at(marker)}`);
						};
						const whole = new StateSnapshot(withoutTime(testIncident.state));
						const lines = testIncident.log.map(({ data }) => data);
						const ask = (): { request: number } => {
							testIncident.when(redactLog, { numbers: [number], why }, requester);
							return { request: testIncident.seq };
						};
						const first = ask();
						expect(left()).toEqual([]);
						testIncident.when(declineRedaction, { ...first, why }, requester);
						expect(testIncident.log.slice(0, lines.length).map(({ data }) => data)).toEqual(lines);
						whole.expectSame(withoutTime(testIncident.state));
						redactions += 1;
						if (round < 4) continue;
						const last = ask();
						for (const step of more.slice(-40)) taint.send(step, actors[step.by] ?? requester);
						expect(left()).toEqual([]);
						if (testIncident.state.redactions.has(last.request)) testIncident.when(confirmRedaction, last, confirmer);
						expect(left()).toEqual([]);
					}
				}),
				{ numRuns: runs(20, 400), endOnFailure: true }
			);
		// A rare command may need more sequences than chance gave.
		for (let round = 0; round < 8 && known.some((place) => !copied.has(place)); round += 1) playSome();
		expect(redactions).toBeGreaterThan(runs(50, 1000));
		expect([...copied.keys()].sort()).toEqual(expect.arrayContaining(known));
	}
);

/** What is known to repeat words of earlier lines: each is reached. */
const known = [
	'action.recorded channel',
	'action.recorded text',
	'need.answered answer.question',
	'need.answerConfirmed confirmed.question',
	'response.given words',
	'rumour.judged judged.claim',
	'rumour.verifying inquiries.[].answer.text',
	'rumour.verifying inquiries.[].body',
	'text.approved claim',
	'text.drafted prepared.place',
	'text.drafted variants.[].text',
	'text.postingSet posting.text',
	'text.postingSet posting.where',
	'text.published publication.claim',
	'text.published publication.text',
	'text.published publication.where',
	'text.submitted version.claim',
	'text.submitted version.wordings.[].text'
];

const lines = (...all: [type: string, data: unknown][]) =>
	all.map(([type, data], at) => ({ number: at + 1, type, data, words: wordLocations({ type, data }) }));
const [rumour, other, text] = [id(1, 1), id(1, 2), id('a', 0)];
const reworded = (finding: string, claim: string): [string, unknown] => [
	'finding.reworded',
	{ kind: 'rumour', finding, text: claim }
];
const drafted = (of: string, about: string, words: string): [string, unknown] => [
	'text.drafted',
	{ id: of, about: { kind: 'rumour', finding: about }, variants: [{ text: words }] }
];
const submitted = (of: string, claim: string): [string, unknown] => [
	'text.submitted',
	{ text: of, version: { claim, wordings: [] } }
];

test.each([
	[
		'a claim anywhere',
		lines(reworded(rumour, 'Jan stak het aan'), reworded(other, 'Zegt men: Jan stak het aan!')),
		[2]
	],
	['not a part of a word', lines(reworded(rumour, 'het aan-'), reworded(other, 'Hij wou het aan-doen')), []],
	[
		'not a word that stands everywhere',
		lines(reworded(rumour, 'Vergiftigd'), reworded(other, 'Het is Vergiftigd')),
		[]
	],
	[
		'a short claim under a text about it',
		lines(reworded(rumour, 'Gas'), drafted(text, rumour, 'Wij meten'), submitted(text, 'Gas')),
		[3]
	],
	[
		'not the same short word about something else',
		lines(reworded(rumour, 'Gas'), drafted(text, other, 'Wij meten'), submitted(text, 'Gas')),
		[]
	],
	[
		'a place that was filled in, and what copied the text',
		lines(
			['incident.placeConfirmed', { place: 'Dorpsstraat 12' }],
			[
				'text.drafted',
				{
					id: text,
					prepared: { place: 'Dorpsstraat 12', title: 'Brand' },
					variants: [{ text: 'Blijf weg bij Dorpsstraat 12' }]
				}
			],
			['text.submitted', { text, version: { claim: null, wordings: [{ text: 'Blijf weg bij Dorpsstraat 12' }] } }],
			reworded(rumour, 'Brand in Dorpsstraat 12')
		),
		[2, 3]
	],
	[
		'not who else has the name',
		lines(
			['fact.recorded', { id: id(3, 0), text: 'Het water is schoon', source: 'De waterleiding' }],
			['fact.recorded', { id: id(3, 1), text: 'Het regent al', source: 'De waterleiding' }]
		),
		[]
	],
	['nothing for a mark', lines(reworded(rumour, '…'), reworded(rumour, '…')), []]
])('a redaction of the first line reaches %s', (_, all, copies) => {
	expect([...textsToRemove(all, new Set([1])).keys()].filter((number) => number !== 1)).toEqual(copies);
});

test('looking for the copies of a thousand lines in a long log takes no minute', () => {
	const all = lines(
		...Array.from({ length: 20_000 }, (_, n): [string, unknown] =>
			reworded(id(1, n % 16), `Bewering ${n % 5000} over wat er gebeurde`)
		)
	);
	const began = performance.now();
	const found = textsToRemove(all, new Set(Array.from({ length: 1000 }, (_, n) => n + 1)));
	expect(found.size).toBe(4000);
	expect(performance.now() - began).toBeLessThan(5_000);
});
