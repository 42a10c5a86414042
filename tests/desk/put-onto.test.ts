import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { ontoOf } from '$lib/desk/outbox/put-onto';
import type { WaitingCommand } from '$lib/desk/outbox/outbox-storage';
import type { AnyCommandKind } from '$lib/domain/core/command';
import { CommandId, FindingId, IncidentId, type StoryId } from '$lib/domain/core/ids';
import { labelStory } from '$lib/domain/findings/evidence';
import { mergeFindings } from '$lib/domain/findings/finding';
import { raiseNeed } from '$lib/domain/findings/need';
import { Refusal } from '$lib/domain/core/refusal';
import { signalRumour } from '$lib/domain/findings/rumour';
import { openIncident } from '$lib/domain/incident/incident';
import { bram, carla, fresh, noon, opening, InMemoryIncident } from '../domain/in-memory-incident';

let at: InMemoryIncident;
let stories: readonly StoryId[];
const [theirs, mine] = [fresh(FindingId), fresh(FindingId)];
beforeEach(() => {
	at = new InMemoryIncident();
	at.when(openIncident, opening(), bram);
	stories = [at.story(), at.story()];
	at.when(signalRumour, { id: theirs, text: 'Het water is giftig', offline: null, seenIn: seen(0, 'supports') }, carla);
});
const json = (input: unknown) => z.json().parse(JSON.parse(JSON.stringify(input)));
const seen = (n: number, stance: 'supports' | 'denies') => ({ story: stories[n], stance });

/** A command that is refused, as it is stored on the device. */
function refused(kind: AnyCommandKind, input: unknown): WaitingCommand {
	const id = fresh(CommandId);
	const command = { key: id, log: fresh(IncidentId), id, type: kind.type, input: json(input), given: noon };
	try {
		at.when(kind, input, bram);
	} catch (error) {
		if (error instanceof Refusal) return { ...command, refused: { code: error.code, details: { ...error.details } } };
		throw error;
	}
	throw new Error('This was not refused.');
}

test('the label of a finding that already existed moves to it, with everything linked to the duplicate', () => {
	const made = refused(signalRumour, {
		id: mine,
		text: 'het water is  giftig!',
		offline: null,
		seenIn: seen(1, 'denies')
	});
	expect(made.refused).toEqual({ code: 'finding.exists', details: { finding: theirs, text: 'Het water is giftig' } });
	const link = { kind: 'rumour', finding: mine, stance: 'supports' };
	const follower = refused(labelStory, { story: stories[0], add: [link], remove: [] });
	const unrelated = refused(labelStory, {
		story: stories[0],
		add: [{ kind: 'need', finding: fresh(FindingId), stance: null }],
		remove: []
	});
	const all = [made, follower, unrelated];
	for (const one of [made, follower])
		expect(ontoOf(one, all, at.state)).toMatchObject({
			why: 'exists',
			text: 'Het water is giftig',
			labels: [
				{ story: stories[1], add: [{ kind: 'rumour', finding: theirs, stance: 'denies' }] },
				{ story: stories[0], add: [{ kind: 'rumour', finding: theirs, stance: 'supports' }] }
			],
			settles: [made, follower]
		});
	expect(ontoOf(unrelated, all, at.state)).toBeNull();
	// They are what the rules take.
	for (const label of ontoOf(made, all, at.state)?.labels ?? []) at.when(labelStory, label, bram);
	expect(stories.map((id) => at.state.labels.get(id)?.links.map(({ finding }) => finding))).toEqual([
		[theirs],
		[theirs]
	]);
});

test('an offline observation has no label to move; a merged finding gives its target', () => {
	const offline = refused(signalRumour, { id: mine, text: 'Het water is giftig', offline: 'balie', seenIn: null });
	expect(ontoOf(offline, [offline], at.state)).toBeNull();
	const [one, other] = [fresh(FindingId), fresh(FindingId)];
	at.when(raiseNeed, { id: one, text: 'Is het water veilig?', offline: 'balie', seenIn: null }, bram);
	at.when(raiseNeed, { id: other, text: 'Kan ik het water drinken?', offline: 'balie', seenIn: null }, bram);
	at.when(mergeFindings, { kind: 'need', finding: one, into: other }, bram);
	const label = refused(labelStory, {
		story: stories[0],
		add: [{ kind: 'need', finding: one, stance: null }],
		remove: []
	});
	expect(ontoOf(label, [label], at.state)).toMatchObject({
		why: 'merged',
		text: 'Kan ik het water drinken?',
		labels: [{ add: [{ kind: 'need', finding: other, stance: null }] }],
		settles: [label]
	});
});
